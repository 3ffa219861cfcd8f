import { deliveriesKeptMs, type WebhookDelivery } from '../../domain/webhook-delivery.ts';
import type { DeliveryStore } from '../../ports/webhooks.ts';
import type { TableClient } from './client.ts';
import { dueItems } from './due-items.ts';
import { isAbsent, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, pendingOrder } from './keys.ts';
import { listPage } from './list-page.ts';
import { follows } from './revision.ts';
import { table as declared } from './table.ts';

/**
 * Deliveries in the table, one item each: in the log of its endpoint always, among those that wait only while it is
 * pending. After a lost reply `create` may say `exists` and `replace` may say `stale` of a write that was the caller's own;
 * a claim that was lost like that runs out by itself.
 */
export function dynamoDeliveryStore(table: TableClient): DeliveryStore {
  return {
    find: (ref) => readItem(table, keys.delivery(ref), items.delivery),

    list: (tenantId, webhookId, page) =>
      listPage(
        table,
        {
          list: lists.deliveriesOfWebhook(tenantId, webhookId),
          order: 'descending',
          filters: [],
          codec: items.delivery,
        },
        page,
      ),

    // "$" stands right after the "#" that follows the time, so that the present moment is part of what is due.
    async due(now, limit) {
      const due = await dueItems(table, lists.pendingDeliveries(), items.delivery, `${now}$`, limit);
      return { refs: due.values, unreadable: due.malformed };
    },

    create: async (delivery) => ((await writeItem(table, itemOf(delivery), isAbsent)) ? 'created' : 'exists'),

    replace: async (delivery) =>
      (await writeItem(table, itemOf(delivery), follows(delivery.revision))) ? 'replaced' : 'stale',
  };
}

function itemOf(delivery: WebhookDelivery): Record<string, unknown> {
  const { tenantId, webhookId, id, createdAt, nextAttemptAt, revision } = delivery;
  return {
    ...keys.delivery(delivery),
    ...items.delivery.encode(delivery),
    ...listed(lists.deliveriesOfWebhook(tenantId, webhookId), `${createdAt}#${id}`),
    ...(nextAttemptAt !== null && listed(lists.pendingDeliveries(), pendingOrder(nextAttemptAt, delivery))),
    ...{ revision, [declared.expiryAttribute]: Math.ceil((Date.parse(createdAt) + deliveriesKeptMs) / 1000) },
  };
}
