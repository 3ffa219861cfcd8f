import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../shared/domain/limits.ts';
import { readReviewQueue } from '../../../shared/usecases/read-review-queue.ts';
import { contextOf } from '../context-of.ts';
import { ReviewQueueQuery, ReviewQueueReply } from '../contracts/review-queue.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { reviewQueue } from '../examples/review-queue-examples.ts';
import { jsonReply, needs, refusals } from '../route-parts.ts';

const read = createRoute({
  method: 'get',
  path: '/v1/review-queue',
  tags: ['Evaluations'],
  security: needs('evaluations:read'),
  summary: 'What a person should look at, the most harmful first',
  description: `Some reasons send an evaluation to a person whatever the budget (\`must\`). The others are weighed by expected harm: the share of the marks in doubt, times the closeness to the pass mark. \`budget\` is the share (0 to 1) of the evaluations that may be sent; all in doubt without it. The newest ${limits.reviewQueueReadsMax} evaluations are read.`,
  request: { query: ReviewQueueQuery },
  responses: { 200: jsonReply('The queue.', ReviewQueueReply, reviewQueue), ...refusals(400, 401, 403) },
});

/** `/v1/review-queue` */
export function reviewQueueRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(read, async (c) => {
    const { question_id, budget, limit } = c.req.valid('query');
    const request = { questionId: question_id ?? null, budgetShare: budget, limit };
    const queue = await readReviewQueue(contextOf(c, services), request);
    const { readCount, sentCount, mustCount, leftCount, budgetCount } = queue;
    const items = queue.items.map(({ id, question, score, confidence, expectedHarm, reviewReasons, must }) => ({
      ...{ evaluationId: id, questionId: question.id, score, confidence, expectedHarm, reasons: reviewReasons, must },
    }));
    const counts = { evaluations: readCount, sent: sentCount, must: mustCount, left: leftCount, budget: budgetCount };
    return c.json(ReviewQueueReply.parse({ items, counts, truncated: queue.isTruncated }), 200);
  });
}
