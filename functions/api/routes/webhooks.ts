import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { limits } from '../../../shared/domain/limits.ts';
import { type Webhook, WebhookId } from '../../../shared/domain/webhook.ts';
import { changeWebhook } from '../../../shared/usecases/change-webhook.ts';
import { createWebhook, type WebhookWithSecret } from '../../../shared/usecases/create-webhook.ts';
import { eraseWebhook } from '../../../shared/usecases/erase-webhook.ts';
import { anyState, type Expectation } from '../../../shared/usecases/expectation.ts';
import { listWebhooks } from '../../../shared/usecases/list-webhooks.ts';
import { readWebhook } from '../../../shared/usecases/read-webhook.ts';
import { rotateWebhookSecret } from '../../../shared/usecases/rotate-webhook-secret.ts';
import { contextOf } from '../context-of.ts';
import {
  WebhookChange,
  WebhookListQuery,
  WebhookPage,
  WebhookReply,
  WebhookRequest,
  WebhookSecretReply,
  webhookReply,
} from '../contracts/webhooks.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { etagHeader, etagOf, ifMatch, ifMatchHeaders, notModified, notModifiedReply } from '../etag.ts';
import {
  changedChoices,
  changedWebhook,
  createdWebhook,
  newWebhook,
  rotatedWebhook,
  webhookPage,
} from '../examples/webhook-examples.ts';
import { jsonBody, jsonReply, needs, noStore, postVerb, refusals } from '../route-parts.ts';
import { webhookDeliveryRoutes } from './webhook-deliveries.ts';

const tags = ['Webhooks'];
const idParam = z.object({ id: WebhookId });

const create = createRoute({
  method: 'post',
  path: '/v1/webhooks',
  tags,
  security: needs('webhooks:write'),
  summary: 'Have events sent to a URL',
  description: `Up to ${limits.webhooksMax} endpoints. Events follow Standard Webhooks (standardwebhooks.com): a POST of \`{type, timestamp, data}\` with the headers webhook-id, webhook-timestamp and webhook-signature, to be verified with the secret that this reply shows and no other. Answer 2xx within 15 seconds. Anything else is tried again, eight times within about a day, except 410, which disables the endpoint; redirects are not followed. An event may come twice: webhook-id says so. The URL must be https, on port 443, of an address that can be reached from the internet; a server on your own machine takes any.`,
  request: jsonBody(WebhookRequest, { 'an-endpoint': { summary: 'Two kinds of events', value: newWebhook } }),
  responses: {
    201: { ...jsonReply('The endpoint and its secret.', WebhookSecretReply, createdWebhook), headers: etagHeader },
    ...refusals(400, 401, 403, 409, 413, 415),
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/webhooks',
  tags,
  security: needs('webhooks:read'),
  summary: 'List endpoints, oldest first',
  request: { query: WebhookListQuery },
  responses: { 200: jsonReply('One page.', WebhookPage, webhookPage), ...refusals(400, 401, 403) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/webhooks/{id}',
  tags,
  security: needs('webhooks:read'),
  summary: 'Read an endpoint',
  request: { params: idParam },
  middleware: notModified,
  responses: {
    200: { ...jsonReply('The endpoint.', WebhookReply, changedWebhook), headers: etagHeader },
    304: notModifiedReply,
    ...refusals(400, 401, 403, 404),
  },
});

const change = createRoute({
  method: 'patch',
  path: '/v1/webhooks/{id}',
  tags,
  security: needs('webhooks:write'),
  summary: 'Change, disable or enable an endpoint',
  description: 'What is not given stays as it is. A disabled endpoint is told of nothing, afterwards neither.',
  request: {
    params: idParam,
    headers: ifMatchHeaders.optional,
    ...jsonBody(WebhookChange, { 'more-events': { summary: 'All events, enabled again', value: changedChoices } }),
  },
  responses: {
    200: { ...jsonReply('The changed endpoint.', WebhookReply, changedWebhook), headers: etagHeader },
    ...refusals(400, 401, 403, 404, 409, 412, 413, 415),
  },
});

const erase = createRoute({
  method: 'delete',
  path: '/v1/webhooks/{id}',
  tags,
  security: needs('webhooks:write'),
  summary: 'Delete an endpoint',
  description: 'What waits to be sent to it is never sent.',
  request: { params: idParam, headers: ifMatchHeaders.optional },
  responses: {
    200: jsonReply('The endpoint as it was.', WebhookReply, changedWebhook),
    ...refusals(400, 401, 403, 404, 412),
  },
});

const rotate = {
  method: 'post',
  path: '/v1/webhooks/{id}:rotate-secret',
  tags,
  security: needs('webhooks:write'),
  summary: 'Give an endpoint a new secret',
  description: 'For 24 hours events are signed with the new secret and the one before, two signatures in one header.',
  request: { params: idParam },
  responses: {
    200: { ...jsonReply('The endpoint and its new secret.', WebhookSecretReply, rotatedWebhook), headers: etagHeader },
    ...refusals(400, 401, 403, 404, 409),
  },
} as const;

/** `/v1/webhooks` */
export function webhookRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(create, async (c) => {
    const made = await createWebhook(contextOf(c, services), c.req.valid('json'));
    return c.json(secretReply(made), 201, {
      ...noStore,
      location: `/v1/webhooks/${made.webhook.id}`,
      etag: tagOf(made.webhook),
    });
  });
  app.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const page = await listWebhooks(contextOf(c, services), { limit, cursor: cursor ?? null });
    return c.json(WebhookPage.parse({ ...page, items: page.items.map(webhookReply) }), 200);
  });
  app.openapi(read, async (c) => {
    const webhook = await readWebhook(contextOf(c, services), c.req.valid('param').id);
    return c.json(webhookReply(webhook), 200, { etag: tagOf(webhook) });
  });
  app.openapi(change, async (c) => {
    const { id } = c.req.valid('param');
    const webhook = await changeWebhook(contextOf(c, services), id, c.req.valid('json'), asSeen(c) ?? anyState);
    return c.json(webhookReply(webhook), 200, { etag: tagOf(webhook) });
  });
  app.openapi(erase, async (c) =>
    c.json(webhookReply(await eraseWebhook(contextOf(c, services), c.req.valid('param').id, asSeen(c))), 200),
  );
  postVerb(app, rotate, WebhookId, async (c, id) => {
    const made = await rotateWebhookSecret(contextOf(c, services), id);
    return c.json(secretReply(made), 200, { ...noStore, etag: tagOf(made.webhook) });
  });
  webhookDeliveryRoutes(app, services);
}

function asSeen(c: Context): Expectation<Webhook> | null {
  return c.req.header('if-match') === undefined ? null : (webhook) => ifMatch(c)?.(tagOf(webhook)) ?? true;
}

function tagOf({ revision }: Webhook): string {
  return etagOf(revision);
}

function secretReply({ webhook, secret }: WebhookWithSecret): z.infer<typeof WebhookSecretReply> {
  return WebhookSecretReply.parse({ ...webhookReply(webhook), signingSecret: secret });
}
