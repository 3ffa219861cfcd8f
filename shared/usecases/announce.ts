import type { TenantId } from '../domain/ids.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Webhook, WebhookEvent } from '../domain/webhook.ts';
import { type DeliveryRef, deliveryIdOf, type EventData, type WebhookDelivery } from '../domain/webhook-delivery.ts';
import type { Services } from './context.ts';

/** Something that happened to a tenant. `key` names it: whoever announces the same key again adds nothing. */
export interface Announcement {
  readonly key: string;
  readonly type: WebhookEvent;
  readonly data: EventData;
}

/**
 * Has every active endpoint of a tenant that subscribes to such events told of one, once however often it is announced, and
 * names the deliveries. They are due at once: `deliver` sends one, `deliverDue` all that wait.
 *
 * For the processes that make things happen: there is no principal.
 */
export async function announce(
  services: Pick<Services, 'webhooks' | 'deliveries' | 'clock' | 'sha256'>,
  tenantId: TenantId,
  { key, type, data }: Announcement,
): Promise<readonly DeliveryRef[]> {
  const webhooks = await services.webhooks.all(tenantId);
  const told = webhooks.filter(({ status, events }) => status === 'active' && events.includes(type));
  return Promise.all(
    told.map(async (webhook) => {
      const delivery = newDelivery(services, webhook, key, { type, data });
      await services.deliveries.create(delivery);
      const { webhookId, id } = delivery;
      return { tenantId, webhookId, id };
    }),
  );
}

/** A delivery that is due at once and has not been tried. */
export function newDelivery(
  { clock, sha256 }: Pick<Services, 'clock' | 'sha256'>,
  { tenantId, id: webhookId }: Webhook,
  key: string,
  event: Pick<WebhookDelivery, 'type' | 'data'>,
): WebhookDelivery {
  const now = timestampOf(clock());
  return {
    id: deliveryIdOf({ tenantId, webhookId, key }, sha256),
    tenantId,
    webhookId,
    type: event.type,
    data: event.data,
    createdAt: now,
    state: 'pending',
    failedBecause: null,
    tries: 0,
    attempts: [],
    nextAttemptAt: now,
    claimedUntil: null,
    revision: 1,
  };
}
