import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { BatchId, QuestionId, RegradeId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import type { Regrade } from '../../../shared/domain/regrade.ts';
import { applyRegrade } from '../../../shared/usecases/apply-regrade.ts';
import { discardRegrade } from '../../../shared/usecases/discard-regrade.ts';
import { previewRegrade, type RegradeWithEntries } from '../../../shared/usecases/preview-regrade.ts';
import { readRegrade } from '../../../shared/usecases/read-regrade.ts';
import { regradeBatch } from '../../../shared/usecases/regrade-batch.ts';
import { contextOf } from '../context-of.ts';
import { RegradeBatchRequest, RegradeReply, RegradeRequest, RegradeWithAnswers } from '../contracts/regrades.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { exampleBatchId } from '../examples/batch-examples.ts';
import {
  appliedRegrade,
  batchRegrade,
  discardedRegrade,
  previewedRegrade,
  regradeRequests,
} from '../examples/regrade-examples.ts';
import { jsonBody, jsonReply, needs, optionalBody, postVerb, refusals } from '../route-parts.ts';

const tags = ['Regrades'];

const preview = {
  method: 'post',
  path: '/v1/questions/{id}:regrade',
  tags,
  security: needs('regrades:write'),
  summary: 'Grade kept answers again after an edit, without changing them yet',
  description: `Only what the edit changed is judged again, by the judge that judged the answer before: nothing where weights, roles or the scoring policy changed, one call of a model an answer where key points, misconceptions or dimensions did, and everything where the prompt or a reference did. The reply says who would move, by how much, and which ranks change. Judgements are remembered: a request that was cut off, or is sent again, pays once. At most ${limits.regradeAnswersMax} evaluations of one version.`,
  request: {
    params: z.object({ id: QuestionId }),
    ...jsonBody(RegradeRequest, regradeRequests),
  },
  responses: {
    201: jsonReply('What would change. Nothing has.', RegradeWithAnswers, previewedRegrade),
    ...refusals(400, 401, 402, 403, 404, 409, 413, 415),
  },
} as const;

const read = createRoute({
  method: 'get',
  path: '/v1/regrades/{id}',
  tags,
  security: needs('regrades:read'),
  summary: 'Read a regrade',
  request: { params: z.object({ id: RegradeId }) },
  responses: {
    200: jsonReply('The regrade.', RegradeWithAnswers, previewedRegrade),
    ...refusals(400, 401, 403, 404),
  },
});

const apply = {
  method: 'post',
  path: '/v1/regrades/{id}:apply',
  tags,
  security: needs('regrades:write'),
  summary: 'Apply a regrade',
  description:
    'Writes each answer that is still as it was previewed, and reports the others as skipped. The earlier marks are kept beside each evaluation, with who changed them and when; its provenance says which verdicts come from which judgement. Sending it again changes nothing more, and does what is left after it was cut off.',
  request: { params: z.object({ id: RegradeId }) },
  responses: {
    200: jsonReply('The regrade as it was applied.', RegradeReply, appliedRegrade),
    ...refusals(400, 401, 403, 404, 409),
  },
} as const;

const discard = {
  method: 'post',
  path: '/v1/regrades/{id}:discard',
  tags,
  security: needs('regrades:write'),
  summary: 'Discard a regrade that was not applied',
  request: { params: z.object({ id: RegradeId }) },
  responses: {
    200: jsonReply('The regrade, discarded.', RegradeReply, discardedRegrade),
    ...refusals(400, 401, 403, 404, 409),
  },
} as const;

const previewBatch = {
  method: 'post',
  path: '/v1/batches/{id}:regrade',
  tags,
  security: needs('regrades:write'),
  summary: 'Grade the answers of a batch to one question again after an edit, without changing them yet',
  description:
    'As `/v1/questions/{id}:regrade`, for all answers of the batch. Applying it also counts the rows of the batch anew.',
  request: {
    params: z.object({ id: BatchId }),
    ...jsonBody(RegradeBatchRequest, { edited: { summary: 'After an edit of a question', value: batchRegrade } }),
  },
  responses: {
    201: jsonReply('What would change. Nothing has.', RegradeWithAnswers, {
      ...previewedRegrade,
      batchId: exampleBatchId,
    }),
    ...refusals(400, 401, 402, 403, 404, 409, 413, 415),
  },
} as const;

/** `/v1/questions/{id}:regrade`, `/v1/batches/{id}:regrade` and `/v1/regrades` */
export function regradeRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  postVerb(app, preview, QuestionId, async (c, questionId) => {
    const { fromVersion, toVersion, evaluationIds, newest } = await optionalBody(c, RegradeRequest);
    const made = await previewRegrade(contextOf(c, services), {
      questionId,
      fromVersion,
      toVersion: toVersion ?? null,
      evaluationIds: evaluationIds ?? null,
      newest: newest ?? limits.regradeAnswersMax,
      batchId: null,
    });
    return c.json(withAnswers(made), 201, { location: `/v1/regrades/${made.regrade.id}` });
  });
  postVerb(app, previewBatch, BatchId, async (c, batchId) => {
    const { questionId, toVersion } = await optionalBody(c, RegradeBatchRequest);
    const made = await regradeBatch(contextOf(c, services), batchId, { questionId, toVersion: toVersion ?? null });
    return c.json(withAnswers(made), 201, { location: `/v1/regrades/${made.regrade.id}` });
  });
  app.openapi(read, async (c) => {
    return c.json(withAnswers(await readRegrade(contextOf(c, services), c.req.valid('param').id)), 200);
  });
  postVerb(app, apply, RegradeId, async (c, id) => c.json(reply(await applyRegrade(contextOf(c, services), id)), 200));
  postVerb(app, discard, RegradeId, async (c, id) =>
    c.json(reply(await discardRegrade(contextOf(c, services), id)), 200),
  );
}

function reply({ tenantId, ...regrade }: Regrade): z.infer<typeof RegradeReply> {
  return RegradeReply.parse(regrade);
}

function withAnswers({ regrade, entries }: RegradeWithEntries): z.infer<typeof RegradeWithAnswers> {
  return RegradeWithAnswers.parse({ ...reply(regrade), answers: entries });
}
