import { requireScope } from '../domain/principal.ts';
import { type Webhook, type WebhookChoices, type WebhookId, withChoices } from '../domain/webhook.ts';
import type { Context } from './context.ts';
import { anyState, type Expectation, refuseUnexpected } from './expectation.ts';
import { replaceWebhook, webhookOf } from './read-webhook.ts';
import { refuseUnreachable } from './refuse-unreachable.ts';

/**
 * Changes what is given of an endpoint and leaves the rest. A disabled one is told of nothing; what happened meanwhile is
 * not made up for when it is enabled.
 *
 * @throws Fault `not-found`, `invalid-request` when the URL can't be reached from here,
 * `precondition-failed` when it is not as expected, `conflict` when it was changed meanwhile
 */
export async function changeWebhook(
  context: Context,
  id: WebhookId,
  choices: Partial<WebhookChoices>,
  isExpected: Expectation<Webhook> = anyState,
): Promise<Webhook> {
  requireScope(context.principal, 'webhooks:write');
  if (choices.url !== undefined) refuseUnreachable(context, choices.url);
  const webhook = await webhookOf(context, id);
  refuseUnexpected(isExpected(webhook), `webhook ${id}`);
  return replaceWebhook(context, withChoices(webhook, choices));
}
