import { randomInt } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoApiKeyStore } from '../../../../shared/adapters/dynamo/api-key-store.ts';
import { writeItem } from '../../../../shared/adapters/dynamo/item-access.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import { anApiKey, keyId, sha256 } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

export function apiKeyGuarantees(table: TestTable): void {
  const store = () => dynamoApiKeyStore(table.client());
  const newKey = () => anApiKey({ tenantId: newTenant(), id: keyId(randomInt(2 ** 47)) });

  describe('API keys', () => {
    it('finds a key by its public part alone, with the tenant it belongs to', async () => {
      const key = newKey();
      expect(await store().create(key)).toBe('created');
      expect(await store().find(key.id)).toEqual(key);
      expect(await store().find(newKey().id)).toBeUndefined();
    });

    it('never gives the id of a key to another tenant', async () => {
      const key = newKey();
      await store().create(key);
      expect(await store().create({ ...key, tenantId: newTenant() })).toBe('exists');
      expect(await store().find(key.id)).toEqual(key);
    });

    it('has one winner when many create the same key at once', async () => {
      const key = newKey();
      const rivals = Array.from({ length: 12 }, (_, n) => ({ ...key, name: `key ${n}` }));
      const outcomes = await Promise.all(rivals.map((rival) => store().create(rival)));
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect(await store().find(key.id)).toEqual(rivals[outcomes.indexOf('created')]);
    });

    it('has one winner when many replace the same revision at once, and makes no key by replacing', async () => {
      const key = newKey();
      expect(await store().replace({ ...key, revision: 2 })).toBe('stale');
      expect(await store().find(key.id)).toBeUndefined();
      await store().create(key);
      const rivals = Array.from({ length: 12 }, (_, n) => ({ ...key, name: `key ${n}`, revision: 2 }));
      const outcomes = await Promise.all(rivals.map((rival) => store().replace(rival)));
      expect(outcomes.filter((outcome) => outcome === 'replaced')).toHaveLength(1);
      expect(await store().find(key.id)).toEqual(rivals[outcomes.indexOf('replaced')]);
      expect(await store().replace({ ...key, revision: 2 })).toBe('stale');
    });

    it('lists the keys of a tenant, newest first, those of nobody else, and all of them', async () => {
      const { tenantId } = newKey();
      const made = [1, 2, 3].map((day) => ({ ...newKey(), tenantId, createdAt: `2026-01-0${day}T00:00:00.000Z` }));
      for (const key of [...made, newKey()]) await store().create(key);
      const first = await store().list(tenantId, { limit: 2, cursor: null });
      const rest = await store().list(tenantId, { limit: 2, cursor: first.nextCursor });
      expect([...first.items, ...rest.items]).toEqual(made.toReversed());
      expect(await store().all(tenantId)).toEqual(made.toReversed());
    });

    it('tells when a key was last used, and forgets it by no change', async () => {
      const key = newKey();
      await store().create(key);
      const { client, name } = table.client();
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keys.apiKey(key.id),
          UpdateExpression: 'SET lastUsedAtMs = :now',
          ExpressionAttributeValues: { ':now': Date.parse('2026-02-03T04:05:06.789Z') },
        }),
      );
      await store().replace({ ...key, secretHash: sha256(9), revision: 2 });
      const used = { ...key, secretHash: sha256(9), revision: 2, lastUsedAt: '2026-02-03T04:05:06.789Z' };
      expect(await store().find(key.id)).toEqual(used);
      expect(await store().all(key.tenantId)).toEqual([used]);
    });

    it('reads, changes and lists from then on a key that was written before keys had revisions', async () => {
      const key = newKey();
      const { previousSecret: _p, rotatedAt: _r, lastUsedAt: _l, revision: _v, ...then } = key;
      const item = { ...keys.apiKey(key.id), type: 'api-key', schema: 1, body: JSON.stringify(then) };
      await writeItem(table.client(), item, null);
      expect(await store().find(key.id)).toEqual(key);
      const next = { ...key, revokedAt: '2026-02-01T00:00:00.000Z', revision: 2 };
      expect(await store().replace(next)).toBe('replaced');
      expect(await store().replace(next)).toBe('stale');
      expect(await store().all(key.tenantId)).toEqual([next]);
    });
  });
}
