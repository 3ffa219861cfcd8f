import { requireScope } from '../domain/principal.ts';
import { type WebhookId, withNewSecret } from '../domain/webhook.ts';
import type { Context } from './context.ts';
import type { WebhookWithSecret } from './create-webhook.ts';
import { newSecret } from './new-secret.ts';
import { replaceWebhook, webhookOf } from './read-webhook.ts';

/**
 * Gives an endpoint a new secret and returns it, the only time that it can be seen. For a day the secret before signs
 * beside it, so that the receiver can change over without losing an event.
 *
 * @throws Fault `not-found`, `conflict` when the endpoint was changed meanwhile
 */
export async function rotateWebhookSecret(context: Context, id: WebhookId): Promise<WebhookWithSecret> {
  requireScope(context.principal, 'webhooks:write');
  const webhook = await webhookOf(context, id);
  const { secret, sealed } = newSecret(context, webhook);
  return { webhook: await replaceWebhook(context, withNewSecret(webhook, sealed, context.clock())), secret };
}
