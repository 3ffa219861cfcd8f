import type { Webhook } from '../../domain/webhook.ts';
import type { WebhookStore } from '../../ports/webhooks.ts';
import type { TableClient } from './client.ts';
import { eraseItem, eraseItemIf, isAbsent, readItem, readRange, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, ranges } from './keys.ts';
import { listPage } from './list-page.ts';
import { follows } from './revision.ts';

/**
 * Webhook endpoints in the table, one item each. After a lost reply `create` may say `exists` and `replace` may say `stale`
 * of a write that was the caller's own: whoever reads again finds it.
 */
export function dynamoWebhookStore(table: TableClient): WebhookStore {
  return {
    find: (tenantId, id) => readItem(table, keys.webhook(tenantId, id), items.webhook),

    async all(tenantId) {
      const webhooks = await readRange(table, ranges.webhooks(tenantId), items.webhook);
      return webhooks.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    },

    list: (tenantId, page) =>
      listPage(table, { list: lists.webhooks(tenantId), order: 'ascending', filters: [], codec: items.webhook }, page),

    create: async (webhook) => ((await writeItem(table, itemOf(webhook), isAbsent)) ? 'created' : 'exists'),

    replace: async (webhook) =>
      (await writeItem(table, itemOf(webhook), follows(webhook.revision))) ? 'replaced' : 'stale',

    erase: (tenantId, id) => eraseItem(table, keys.webhook(tenantId, id)),

    async eraseAsIs({ tenantId, id, revision }) {
      return (await eraseItemIf(table, keys.webhook(tenantId, id), follows(revision + 1))) ? 'erased' : 'stale';
    },
  };
}

function itemOf(webhook: Webhook): Record<string, unknown> {
  const { tenantId, id, revision } = webhook;
  return {
    ...keys.webhook(tenantId, id),
    ...items.webhook.encode(webhook),
    ...listed(lists.webhooks(tenantId), orderOf(webhook)),
    revision,
  };
}

function orderOf({ createdAt, id }: Webhook): string {
  return `${createdAt}#${id}`;
}
