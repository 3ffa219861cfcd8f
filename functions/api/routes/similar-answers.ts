import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { readSimilarAnswers } from '../../../shared/usecases/read-similar-answers.ts';
import { contextOf } from '../context-of.ts';
import { SimilarAnswersQuery, SimilarAnswersReply } from '../contracts/similar-answers.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { similarAnswers } from '../examples/similar-answers-examples.ts';
import { jsonReply, needs, refusals } from '../route-parts.ts';

const read = createRoute({
  method: 'get',
  path: '/v1/questions/{id}/similar-answers',
  tags: ['Evaluations'],
  security: needs('evaluations:read'),
  summary: 'Which answers to a question are nearly alike',
  description:
    'Compares the answers of the newest evaluations, or of a batch, by their words, three in a row, leaving out what the question, its reference and its key points say. Half of the shorter one in another makes both near-duplicates. `copies` are of candidates of different names and have enough words of their own; they are for a person to look at, and no mark changes.',
  request: { params: z.object({ id: QuestionId }), query: SimilarAnswersQuery },
  responses: {
    200: jsonReply('The groups.', SimilarAnswersReply, similarAnswers),
    ...refusals(400, 401, 403, 404),
  },
});

/** `/v1/questions/{id}/similar-answers` */
export function similarAnswersRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(read, async (c) => {
    const { newest, batch_id } = c.req.valid('query');
    const set = batch_id === undefined ? { newest: newest ?? limits.similarAnswersMax } : { batchId: batch_id };
    const { evaluations, isTruncated, groups } = await readSimilarAnswers(
      contextOf(c, services),
      c.req.valid('param').id,
      set,
    );
    const told = groups.map(({ members, ...group }) => ({
      ...group,
      members: members.map(({ member: { id, createdAt, person }, similarity }) => ({
        ...{ evaluationId: id, createdAt, candidate: person, similarity },
      })),
    }));
    return c.json(SimilarAnswersReply.parse({ evaluations, truncated: isTruncated, groups: told }), 200);
  });
}
