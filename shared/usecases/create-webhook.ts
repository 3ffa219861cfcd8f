import { base32Of } from '../domain/base32.ts';
import { Fault } from '../domain/fault.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { distinct, type Webhook, type WebhookChoices, WebhookId, webhookIdBytes } from '../domain/webhook.ts';
import type { Context } from './context.ts';
import { newSecret } from './new-secret.ts';
import { refuseUnreachable } from './refuse-unreachable.ts';

/** An endpoint and its new secret, which nothing shows again. */
export interface WebhookWithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

/**
 * Keeps an endpoint that is told of events from now on, and returns the secret that signs them, the only time that it can
 * be seen. Of several that come at once one more may be kept than `limits.webhooksMax`.
 *
 * @throws Fault `invalid-request` when the URL can't be reached from here, `conflict` when the tenant has as many as it may
 */
export async function createWebhook(
  context: Context,
  choices: Omit<WebhookChoices, 'status'>,
): Promise<WebhookWithSecret> {
  requireScope(context.principal, 'webhooks:write');
  refuseUnreachable(context, choices.url);
  const { tenantId } = context.principal;
  if ((await context.webhooks.all(tenantId)).length >= limits.webhooksMax) {
    throw new Fault('conflict', `There are ${limits.webhooksMax} webhooks already; delete one first.`);
  }
  const id = WebhookId.parse(`whk_${base32Of(context.random(webhookIdBytes))}`);
  const { secret, sealed } = newSecret(context, { tenantId, id });
  const webhook: Webhook = {
    id,
    tenantId,
    url: choices.url,
    description: choices.description,
    events: distinct(choices.events),
    status: 'active',
    disabledBecause: null,
    secret: sealed,
    previousSecret: null,
    createdAt: timestampOf(context.clock()),
    revision: 1,
  };
  if ((await context.webhooks.create(webhook)) === 'exists') {
    throw new Fault('conflict', 'The id of the webhook is taken; try again.', { isPassing: true });
  }
  return { webhook, secret };
}
