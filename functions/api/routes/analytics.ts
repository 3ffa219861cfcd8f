import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { readAnalytics } from '../../../shared/usecases/read-analytics.ts';
import { contextOf } from '../context-of.ts';
import { AnalyticsQuery, AnalyticsReply } from '../contracts/analytics.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { analytics } from '../examples/analytics-examples.ts';
import { jsonReply, needs, refusals } from '../route-parts.ts';

const read = createRoute({
  method: 'get',
  path: '/v1/analytics',
  tags: ['Analytics'],
  security: needs('analytics:read'),
  summary: 'What the evaluations of questions say about these',
  description:
    'Difficulty, spread and hit rates of each question from its kept evaluations, the newest 1,000 of each, and, of several questions, how they tell people apart who answered all of them. Repeat question_id for several. Figures of few answers are greyed or withheld, and say from how many on they are shown. Answers without a score are not counted as nought.',
  request: { query: AnalyticsQuery },
  responses: { 200: jsonReply('The figures.', AnalyticsReply, analytics), ...refusals(400, 401, 403, 404) },
});

/** `/v1/analytics` */
export function analyticsRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(read, async (c) => {
    const { question_id, judge } = c.req.valid('query');
    return c.json(AnalyticsReply.parse(await readAnalytics(contextOf(c, services), question_id, judge ?? null)), 200);
  });
}
