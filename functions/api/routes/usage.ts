import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { readUsage } from '../../../shared/usecases/read-usage.ts';
import { contextOf } from '../context-of.ts';
import { UsageQuery, UsageReply } from '../contracts/usage.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { usage } from '../examples/usage-examples.ts';
import { jsonReply, needs, refusals } from '../route-parts.ts';

const read = createRoute({
  method: 'get',
  path: '/v1/usage',
  tags: ['Usage'],
  security: needs('usage:read'),
  summary: 'Read what models cost in a month',
  description:
    'This month (UTC) unless another is named, with the twelve before it in which something was used. Every call to a model counts to the month in which it was made, whatever it was made for; an economy batch when its replies are taken in, or where there is a budget, to the month in which it was handed over. `spentUsdMicros` is by the tokens that providers report and their list prices; `unpricedCalls` are of models that no price is known of, and cost something beside it. `judgements` are the whole answers that a model judged. `inFlightUsdMicros` is set aside for calls that are under way.',
  request: { query: UsageQuery },
  responses: { 200: jsonReply('The month.', UsageReply, usage), ...refusals(400, 401, 403) },
});

/** `/v1/usage` */
export function usageRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(read, async (c) =>
    c.json(UsageReply.parse(await readUsage(contextOf(c, services), c.req.valid('query').month ?? null)), 200),
  );
}
