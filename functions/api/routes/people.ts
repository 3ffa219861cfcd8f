import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { erasePerson } from '../../../shared/usecases/erase-person.ts';
import { readPerson } from '../../../shared/usecases/read-person.ts';
import { contextOf } from '../context-of.ts';
import { ErasureReply, erasureReply, PersonId, PersonQuery, PersonReply, personReply } from '../contracts/people.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { erasedPerson, personPage } from '../examples/person-examples.ts';
import { jsonReply, needs, noStore, refusals } from '../route-parts.ts';

const tags = ['People'];
const idParam = z.object({ id: PersonId });

const read = createRoute({
  method: 'get',
  path: '/v1/people/{id}',
  tags,
  security: needs('people:read'),
  summary: 'Export all that is kept of a person',
  description:
    'The id is the `candidate` that answers were sent with, URL-encoded. Of each thing: what kind it is (`evaluation`, ' +
    '`batch-row`, `row-failure`, `file-row` with all cells of the file, `human-mark` and `judgement` of their answers, ' +
    '`regrade-entry`, `regraded-answer`, `regrade-record`, and others as they are kept) and all that it says of them: no credentials, and nothing of how it is worked on. What was ' +
    'erased is told by `erasure`. A page holds `limit` things and what belongs to them.',
  request: { params: idParam, query: PersonQuery },
  responses: { 200: jsonReply('One page.', PersonReply, personPage), ...refusals(400, 401, 403, 404) },
});

const erase = createRoute({
  method: 'delete',
  path: '/v1/people/{id}',
  tags,
  security: needs('people:erase'),
  summary: 'Erase all that is kept of a person',
  description:
    'Answers, evaluations with what people decided on them, invitations and attempts with their drafts, rows and cells of ' +
    'files, human marks and remembered judgements of their answers, and what was kept of regrades. Links and sessions of ' +
    'theirs are unknown from then on, and of an attempt nothing is left. Rows of a batch are `erased` from then on, and ' +
    'batches that are under way go on with the others. What was being answered at that moment is looked for again a quarter ' +
    'of an hour later. A tombstone says when and how much, and not of whom. It can be sent again at any time: then it ' +
    'erases what came since, or was left when it was cut off.',
  request: { params: idParam },
  responses: {
    200: jsonReply('When it was erased, and how much.', ErasureReply, erasedPerson),
    ...refusals(400, 401, 403, 409),
  },
});

/** `/v1/people` */
export function personRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(read, async (c) => {
    const { id } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    return c.json(
      personReply(id, await readPerson(contextOf(c, services), id, { limit, cursor: cursor ?? null })),
      200,
      noStore,
    );
  });
  app.openapi(erase, async (c) =>
    c.json(erasureReply(await erasePerson(contextOf(c, services), c.req.valid('param').id)), 200),
  );
}
