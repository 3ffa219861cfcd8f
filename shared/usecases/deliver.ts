import { timestampOf } from '../domain/timestamp.ts';
import { goneForGood, signingSecrets, type Webhook } from '../domain/webhook.ts';
import {
  afterAttempt,
  claimed,
  type DeliveryRef,
  isDue,
  payloadOf,
  type SendOutcome,
  unsendable,
  type WebhookDelivery,
} from '../domain/webhook-delivery.ts';
import type { Services } from './context.ts';
import { secretOwner } from './new-secret.ts';

export type DeliveryTools = Pick<Services, 'webhooks' | 'deliveries' | 'webhookSender' | 'sealer' | 'clock' | 'random'>;

/**
 * Sends a delivery if it is due, and says what has become of it; undefined when there is no such delivery. Of several who
 * try at once one sends it, and the others see it in the hands of that one. If the process ends between sending and writing
 * that down, it is sent again, under the same id, by which the receiver knows it.
 */
export async function deliver(tools: DeliveryTools, ref: DeliveryRef): Promise<WebhookDelivery | undefined> {
  const delivery = await tools.deliveries.find(ref);
  const now = tools.clock();
  if (delivery === undefined || !isDue(delivery, timestampOf(now))) return delivery;
  const mine = claimed(delivery, now);
  if ((await tools.deliveries.replace(mine)) === 'stale') return tools.deliveries.find(ref);
  const webhook = await tools.webhooks.find(mine.tenantId, mine.webhookId);
  if (webhook === undefined || webhook.status === 'disabled') return settle(tools, unsendable(mine));
  const outcome = await send(tools, webhook, mine, now);
  const attempt = { at: timestampOf(now), ...outcome };
  const tried = afterAttempt(mine, attempt, tools.clock(), randomShare(tools));
  if (tried.failedBecause === 'endpoint-gone') await disable(tools, webhook);
  return settle(tools, tried);
}

async function send(
  { sealer, webhookSender }: DeliveryTools,
  webhook: Webhook,
  delivery: WebhookDelivery,
  at: Date,
): Promise<SendOutcome> {
  const sealed = signingSecrets(webhook, timestampOf(at));
  const secrets = sealed.map((secret) => sealer.open(secret, secretOwner(webhook))).filter((secret) => secret !== null);
  if (secrets.length < sealed.length) return { status: null, failure: 'unreadable-secret', latencyMs: 0 };
  return webhookSender.send({ id: delivery.id, url: webhook.url, payload: payloadOf(delivery), at, secrets });
}

// Where somebody else has taken it over, because sending took longer than it was reserved, theirs is what counts.
async function settle(tools: DeliveryTools, delivery: WebhookDelivery): Promise<WebhookDelivery | undefined> {
  return (await tools.deliveries.replace(delivery)) === 'replaced' ? delivery : tools.deliveries.find(delivery);
}

// An owner who changes the endpoint at this moment has the last word; if it is still gone, the next event finds that out.
async function disable(tools: DeliveryTools, webhook: Webhook): Promise<void> {
  await tools.webhooks.replace(goneForGood(webhook));
}

function randomShare({ random }: DeliveryTools): number {
  const [byte = 0] = random(1);
  return byte / 255;
}
