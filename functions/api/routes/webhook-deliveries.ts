import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { WebhookId } from '../../../shared/domain/webhook.ts';
import { DeliveryId } from '../../../shared/domain/webhook-delivery.ts';
import { listDeliveries } from '../../../shared/usecases/list-deliveries.ts';
import { replayDelivery } from '../../../shared/usecases/replay-delivery.ts';
import { testWebhook } from '../../../shared/usecases/test-webhook.ts';
import { contextOf } from '../context-of.ts';
import { DeliveryPage, DeliveryReply, deliveryReply, WebhookListQuery } from '../contracts/webhooks.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { deliveryPage, testDelivery } from '../examples/webhook-examples.ts';
import { jsonReply, needs, pathPart, postVerb, refusals } from '../route-parts.ts';

const tags = ['Webhooks'];
const idParam = z.object({ id: WebhookId });

const list = createRoute({
  method: 'get',
  path: '/v1/webhooks/{id}/deliveries',
  tags,
  security: needs('webhooks:read'),
  summary: 'List what was sent to an endpoint, newest first',
  description:
    'With every attempt: its HTTP status, or why there is none. Of what the endpoint replied nothing else is kept. A delivery is kept for 30 days.',
  request: { params: idParam, query: WebhookListQuery },
  responses: { 200: jsonReply('One page.', DeliveryPage, deliveryPage), ...refusals(400, 401, 403, 404) },
});

const test = {
  method: 'post',
  path: '/v1/webhooks/{id}:test',
  tags,
  security: needs('webhooks:write'),
  summary: 'Send a test event to an endpoint',
  description: 'The reply says what came of it. When it fails it is tried again like any other event.',
  request: { params: idParam },
  responses: {
    200: jsonReply('The delivery after its first attempt.', DeliveryReply, testDelivery),
    ...refusals(400, 401, 403, 404, 409),
  },
} as const;

const replay = {
  method: 'post',
  path: '/v1/webhooks/{id}/deliveries/{delivery}:replay',
  tags,
  security: needs('webhooks:write'),
  summary: 'Send a delivery once more',
  description: 'Under the same webhook-id, whatever became of it, and with all attempts ahead of it.',
  request: { params: z.object({ id: WebhookId, delivery: DeliveryId }) },
  responses: {
    200: jsonReply('The delivery after the attempt.', DeliveryReply, testDelivery),
    ...refusals(400, 401, 403, 404, 409),
  },
} as const;

/** `/v1/webhooks/{id}/deliveries` and what adds to it */
export function webhookDeliveryRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const page = await listDeliveries(contextOf(c, services), c.req.valid('param').id, {
      limit,
      cursor: cursor ?? null,
    });
    return c.json(DeliveryPage.parse({ ...page, items: page.items.map(deliveryReply) }), 200);
  });
  postVerb(app, test, WebhookId, async (c, id) =>
    c.json(deliveryReply(await testWebhook(contextOf(c, services), id)), 200),
  );
  postVerb(app, replay, DeliveryId, async (c, delivery) => {
    const id = pathPart('id', c.req.param('id') ?? '', WebhookId);
    return c.json(deliveryReply(await replayDelivery(contextOf(c, services), id, delivery)), 200);
  });
}
