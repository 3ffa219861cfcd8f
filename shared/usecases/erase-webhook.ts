import { Fault } from '../domain/fault.ts';
import { requireScope } from '../domain/principal.ts';
import type { Webhook, WebhookId } from '../domain/webhook.ts';
import type { Context } from './context.ts';
import { type Expectation, refuseUnexpected } from './expectation.ts';
import { webhookOf } from './read-webhook.ts';

/**
 * Erases an endpoint with its secrets and returns what it was. What waits to be sent to it is never sent, and its log can't
 * be read any more; the entries go when their time is up.
 *
 * @param isExpected null erases it as it may be
 * @throws Fault `not-found`, `precondition-failed` when it is not as expected
 */
export async function eraseWebhook(
  context: Context,
  id: WebhookId,
  isExpected: Expectation<Webhook> | null,
): Promise<Webhook> {
  requireScope(context.principal, 'webhooks:write');
  const webhook = await webhookOf(context, id);
  if (isExpected === null) await context.webhooks.erase(webhook.tenantId, id);
  else {
    refuseUnexpected(isExpected(webhook), `webhook ${id}`);
    if ((await context.webhooks.eraseAsIs(webhook)) === 'stale')
      throw new Fault('precondition-failed', `The webhook ${id} has changed since you read it.`, { isPassing: true });
  }
  return webhook;
}
