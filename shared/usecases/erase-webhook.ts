import { requireScope } from '../domain/principal.ts';
import type { Webhook, WebhookId } from '../domain/webhook.ts';
import type { Context } from './context.ts';
import { webhookOf } from './read-webhook.ts';

/**
 * Erases an endpoint with its secrets and returns what it was. What waits to be sent to it is never sent, and its log can't
 * be read any more; the entries go when their time is up.
 *
 * @throws Fault `not-found`
 */
export async function eraseWebhook(context: Context, id: WebhookId): Promise<Webhook> {
  requireScope(context.principal, 'webhooks:write');
  const webhook = await webhookOf(context, id);
  await context.webhooks.erase(webhook.tenantId, id);
  return webhook;
}
