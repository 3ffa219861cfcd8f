import { Fault } from '../domain/fault.ts';
import { requireScope } from '../domain/principal.ts';
import type { Webhook, WebhookId } from '../domain/webhook.ts';
import type { Context } from './context.ts';

/** An endpoint of the principal's tenant. @throws Fault `not-found` for a missing one and for another tenant's alike */
export async function readWebhook(context: Context, id: WebhookId): Promise<Webhook> {
  requireScope(context.principal, 'webhooks:read');
  return webhookOf(context, id);
}

/** For whoever has checked a scope already. @throws Fault `not-found` for a missing one and for another tenant's alike */
export async function webhookOf(context: Context, id: WebhookId): Promise<Webhook> {
  const webhook = await context.webhooks.find(context.principal.tenantId, id);
  if (webhook === undefined) throw new Fault('not-found', `No webhook ${id}.`);
  return webhook;
}

/** Replaces an endpoint by its next revision. @throws Fault `conflict` when it was changed meanwhile */
export async function replaceWebhook(context: Context, next: Webhook): Promise<Webhook> {
  if ((await context.webhooks.replace(next)) === 'replaced') return next;
  throw new Fault('conflict', `The webhook ${next.id} was changed meanwhile; read it again.`, { isPassing: true });
}
