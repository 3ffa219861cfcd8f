import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoDeliveryStore } from '../../../../shared/adapters/dynamo/delivery-store.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import { dynamoWebhookStore } from '../../../../shared/adapters/dynamo/webhook-store.ts';
import type { WebhookDelivery } from '../../../../shared/domain/webhook-delivery.ts';
import { aDelivery, aWebhook, deliveryId, webhookId } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

export function webhookGuarantees(table: TestTable): void {
  const webhooks = () => dynamoWebhookStore(table.client());
  const deliveries = () => dynamoDeliveryStore(table.client());

  describe('webhooks', () => {
    it('finds, lists and erases the endpoints of a tenant and of no other, oldest first', async () => {
      const [tenantId, foreign] = [newTenant(), newTenant()];
      const [young, old] = ['2026-02-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'].map((createdAt, n) =>
        aWebhook({ tenantId, id: webhookId(n + 1), createdAt }),
      );
      if (young === undefined || old === undefined) throw new Error('two were made');
      for (const webhook of [young, old]) expect(await webhooks().create(webhook)).toBe('created');
      expect(await webhooks().create(young)).toBe('exists');
      expect(await webhooks().find(tenantId, old.id)).toEqual(old);
      expect(await webhooks().find(foreign, old.id)).toBeUndefined();
      expect(await webhooks().all(tenantId)).toEqual([old, young]);
      expect(await webhooks().list(tenantId, { limit: 10, cursor: null })).toEqual({
        items: [old, young],
        nextCursor: null,
      });
      expect(await webhooks().all(foreign)).toEqual([]);
      await webhooks().erase(foreign, old.id);
      expect(await webhooks().find(tenantId, old.id)).toEqual(old);
      await webhooks().erase(tenantId, old.id);
      expect(await webhooks().all(tenantId)).toEqual([young]);
    });

    it('lets only the next revision replace an endpoint, once, and never brings a deleted one back', async () => {
      const webhook = aWebhook({ tenantId: newTenant() });
      await webhooks().create(webhook);
      const next = ['a', 'b', 'c'].map((description) => ({ ...webhook, description, revision: 2 }));
      const outcomes = await Promise.all(next.map((one) => webhooks().replace(one)));
      expect(outcomes.filter((outcome) => outcome === 'replaced')).toHaveLength(1);
      expect(await webhooks().replace({ ...webhook, revision: 4 })).toBe('stale');
      await webhooks().erase(webhook.tenantId, webhook.id);
      expect(await webhooks().replace({ ...webhook, revision: 3 })).toBe('stale');
      expect(await webhooks().find(webhook.tenantId, webhook.id)).toBeUndefined();
    });
  });

  describe('deliveries', () => {
    it('are made once for an endpoint, and found by tenant, endpoint and id', async () => {
      const delivery = aDelivery({ tenantId: newTenant() });
      const outcomes = await Promise.all([1, 2, 3].map(() => deliveries().create(delivery)));
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect(await deliveries().find(delivery)).toEqual(delivery);
      expect(await deliveries().find({ ...delivery, tenantId: newTenant() })).toBeUndefined();
      expect(await deliveries().find({ ...delivery, webhookId: webhookId(9) })).toBeUndefined();
    });

    it('are in the log of their endpoint whatever became of them, newest first', async () => {
      const tenantId = newTenant();
      const made = [1, 2, 3].map((n) =>
        aDelivery({ tenantId, id: deliveryId(n), createdAt: `2026-01-0${n}T00:00:00.000Z` }),
      );
      const settled = made.map((delivery): WebhookDelivery => ({ ...delivery, state: 'failed', nextAttemptAt: null }));
      for (const delivery of settled) await deliveries().create(delivery);
      await deliveries().create(aDelivery({ tenantId, webhookId: webhookId(2) }));
      const log = await deliveries().list(tenantId, webhookId(1), { limit: 10, cursor: null });
      expect(log.items).toEqual(settled.toReversed());
      expect((await deliveries().list(newTenant(), webhookId(1), { limit: 10, cursor: null })).items).toEqual([]);
    });

    it('are due from their time on, the longest waiting first, across tenants, until they are settled', async () => {
      const [first, second, third] = ['01.000', '02.000', '02.001'].map((at) =>
        aDelivery({ tenantId: newTenant(), nextAttemptAt: `2020-01-01T00:00:${at}Z` }),
      );
      if (first === undefined || second === undefined || third === undefined) throw new Error('three were made');
      for (const delivery of [third, second, first]) await deliveries().create(delivery);
      const due = async (at: string, limit = 10) =>
        (await deliveries().due(at, limit)).refs.map(({ tenantId }) => tenantId);
      expect(await due('2020-01-01T00:00:00.999Z')).toEqual([]);
      expect(await due('2020-01-01T00:00:02.000Z')).toEqual([first.tenantId, second.tenantId]);
      expect(await due('2020-01-01T00:00:02.000Z', 1)).toEqual([first.tenantId]);
      expect(await deliveries().replace({ ...first, state: 'delivered', nextAttemptAt: null, revision: 2 })).toBe(
        'replaced',
      );
      expect(await due('2020-01-01T00:00:02.001Z')).toEqual([second.tenantId, third.tenantId]);
    });

    it('are due although another one is malformed, which is told beside them', async () => {
      const [bad, good] = [1, 2].map((n) =>
        aDelivery({ tenantId: newTenant(), nextAttemptAt: `2019-01-01T00:00:0${n}.000Z` }),
      );
      if (bad === undefined || good === undefined) throw new Error('two were made');
      for (const delivery of [bad, good]) await deliveries().create(delivery);
      const { client, name } = table.client();
      const at = { TableName: name, Key: keys.delivery(bad) };
      const { Item } = await client.send(new GetCommand(at));
      await client.send(new PutCommand({ TableName: name, Item: { ...Item, body: '{}' } }));
      const { refs, unreadable } = await deliveries().due('2019-01-01T00:00:09.000Z', 10);
      expect(refs.map(({ tenantId }) => tenantId)).toEqual([good.tenantId]);
      expect(unreadable).toMatchObject([{ name: 'MalformedItemError' }]);
      await client.send(new DeleteCommand(at));
      await client.send(new DeleteCommand({ TableName: name, Key: keys.delivery(good) }));
    });

    it('are claimed by one of several that come at once', async () => {
      const delivery = aDelivery({ tenantId: newTenant() });
      await deliveries().create(delivery);
      const claims = [1, 2, 3].map(() => deliveries().replace({ ...delivery, revision: 2 }));
      expect((await Promise.all(claims)).filter((outcome) => outcome === 'replaced')).toHaveLength(1);
    });
  });
}
