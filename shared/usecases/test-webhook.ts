import { base32Of } from '../domain/base32.ts';
import { Fault } from '../domain/fault.ts';
import { requireScope } from '../domain/principal.ts';
import type { Webhook, WebhookId } from '../domain/webhook.ts';
import { testEvent, type WebhookDelivery } from '../domain/webhook-delivery.ts';
import { newDelivery } from './announce.ts';
import type { Context } from './context.ts';
import { deliver } from './deliver.ts';
import { webhookOf } from './read-webhook.ts';

/**
 * Sends a test event to an endpoint and says what came of it. It goes the way of every event, later attempts included.
 *
 * @throws Fault `not-found`, `conflict` when the endpoint is disabled
 */
export async function testWebhook(context: Context, id: WebhookId): Promise<WebhookDelivery> {
  requireScope(context.principal, 'webhooks:write');
  const webhook = await webhookOf(context, id);
  refuseDisabled(webhook);
  const key = `test ${base32Of(context.random(16))}`;
  const delivery = newDelivery(context, webhook, key, { type: testEvent, data: { webhookId: id } });
  await context.deliveries.create(delivery);
  return (await deliver(context, delivery)) ?? delivery;
}

/** @throws Fault `conflict` when the endpoint is disabled */
export function refuseDisabled({ id, status }: Webhook): void {
  if (status === 'disabled') throw new Fault('conflict', `The webhook ${id} is disabled; enable it first.`);
}
