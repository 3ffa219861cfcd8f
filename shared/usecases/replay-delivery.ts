import { Fault } from '../domain/fault.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { WebhookId } from '../domain/webhook.ts';
import { type DeliveryId, isBeingSent, replayed, type WebhookDelivery } from '../domain/webhook-delivery.ts';
import type { Context } from './context.ts';
import { deliver } from './deliver.ts';
import { webhookOf } from './read-webhook.ts';
import { refuseDisabled } from './test-webhook.ts';

/**
 * Sends a delivery once more, whatever became of it, and says what came of it. It has its id of before, so a receiver that
 * has dealt with it knows it again, and all attempts ahead of it.
 *
 * @throws Fault `not-found` for the endpoint or the delivery, `conflict` when the endpoint is disabled or the delivery is
 * being sent at this moment
 */
export async function replayDelivery(context: Context, webhookId: WebhookId, id: DeliveryId): Promise<WebhookDelivery> {
  requireScope(context.principal, 'webhooks:write');
  const webhook = await webhookOf(context, webhookId);
  const delivery = await context.deliveries.find({ tenantId: webhook.tenantId, webhookId, id });
  if (delivery === undefined) throw new Fault('not-found', `No delivery ${id}.`);
  refuseDisabled(webhook);
  const now = context.clock();
  const again = replayed(delivery, now);
  if (isBeingSent(delivery, timestampOf(now)) || (await context.deliveries.replace(again)) === 'stale') {
    throw new Fault('conflict', `The delivery ${id} is being sent at this moment.`, { isPassing: true });
  }
  return (await deliver(context, again)) ?? again;
}
