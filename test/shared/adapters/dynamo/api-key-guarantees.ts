import { randomInt } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { keyCodec } from '../../../../shared/adapters/dynamo/api-key-codec.ts';
import { dynamoApiKeyStore } from '../../../../shared/adapters/dynamo/api-key-store.ts';
import { writeItem } from '../../../../shared/adapters/dynamo/item-access.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import type { ApiKey } from '../../../../shared/domain/api-key.ts';
import { revoked, withSecret } from '../../../../shared/domain/key-life.ts';
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

    const limit = { requests: 2, windowSeconds: 60 };
    const nowMs = 1_790_000_000_000;
    const asMade = ({ lastUsedAt: _, ...made }: ApiKey) => made;

    it('counts uses towards the limit across processes, and lets in what waited long enough', async () => {
      const key = newKey();
      const [one, other] = [store(), store()];
      await one.create(key);
      const use = { secretHash: key.secretHash, nowMs, limit };
      expect(await one.use(key.id, use)).toMatchObject({ outcome: 'used', key: asMade(key) });
      expect(await other.use(key.id, use)).toMatchObject({ outcome: 'used', key: asMade(key) });
      expect(await one.use(key.id, use)).toMatchObject({
        outcome: 'limited',
        key: asMade(key),
        tatMicros: nowMs * 1_000 + 60e6,
      });
      expect(await other.use(key.id, { ...use, nowMs: nowMs + 30_000 })).toMatchObject({ outcome: 'used' });
      expect(await one.use(key.id, { ...use, nowMs: nowMs + 30_000 })).toMatchObject({ outcome: 'limited' });
    });

    it('refuses another secret, and counts nothing then', async () => {
      const key = newKey();
      await store().create(key);
      const other = sha256(randomInt(2 ** 47));
      for (let tries = 0; tries < 5; tries += 1)
        expect(await store().use(key.id, { secretHash: other, nowMs, limit })).toEqual({ outcome: 'refused' });
      expect(await store().use(newKey().id, { secretHash: other, nowMs, limit })).toEqual({ outcome: 'refused' });
      const tatMicros = nowMs * 1_000 + 30e6;
      expect(await store().use(key.id, { secretHash: key.secretHash, nowMs, limit })).toMatchObject({ tatMicros });
    });

    it('takes a key that was made before there were limits, by its own secret alone', async () => {
      const key = newKey();
      await writeItem(table.client(), { ...keys.apiKey(key.id), ...keyCodec.encode(key) }, null);
      const use = { secretHash: key.secretHash, nowMs, limit };
      expect(await store().use(key.id, { ...use, secretHash: sha256(4) })).toEqual({ outcome: 'refused' });
      expect(await store().use(key.id, use)).toMatchObject({ outcome: 'used', key: asMade(key) });
      expect(await store().use(key.id, use)).toMatchObject({ outcome: 'used', key: asMade(key) });
      expect(await store().use(key.id, use)).toMatchObject({ outcome: 'limited', key: asMade(key) });
    });

    it('takes both secrets of a rotated key while the old one lasts, and one limit for both', async () => {
      const key = newKey();
      await store().create(key);
      const next = withSecret(key, sha256(9), 60, new Date(nowMs).toISOString());
      await store().replace(next);
      const old = { secretHash: key.secretHash, nowMs, limit };
      expect(await store().use(key.id, old)).toMatchObject({ outcome: 'used', key: asMade(next) });
      expect(await store().use(key.id, { ...old, secretHash: sha256(9) })).toMatchObject({ outcome: 'used' });
      expect(await store().use(key.id, old)).toMatchObject({ outcome: 'limited' });
    });

    it('lets nobody use up the limit by a secret that opens the key no more', async () => {
      const key = newKey();
      await store().create(key);
      const rotated = withSecret(key, sha256(9), 60, new Date(nowMs).toISOString());
      await store().replace(rotated);
      const later = { nowMs: nowMs + 60_000, limit };
      for (let tries = 0; tries < 5; tries += 1)
        expect(await store().use(key.id, { ...later, secretHash: key.secretHash })).toEqual({ outcome: 'refused' });
      const used = { outcome: 'used', tatMicros: (nowMs + 60_000) * 1_000 + 30e6 };
      expect(await store().use(key.id, { ...later, secretHash: sha256(9) })).toMatchObject(used);
      await store().replace(revoked(rotated, new Date(nowMs).toISOString()));
      expect(await store().use(key.id, { ...later, secretHash: sha256(9) })).toEqual({ outcome: 'refused' });
    });

    it('takes a key until the moment at which it expires', async () => {
      const key = { ...newKey(), expiresAt: new Date(nowMs).toISOString() };
      await store().create(key);
      const use = { secretHash: key.secretHash, limit };
      expect(await store().use(key.id, { ...use, nowMs: nowMs - 1 })).toMatchObject({ outcome: 'used' });
      expect(await store().use(key.id, { ...use, nowMs })).toEqual({ outcome: 'refused' });
    });

    it('takes the secret before a rotation that was written before there were limits', async () => {
      const key = newKey();
      const rotated = withSecret(key, sha256(9), 60, new Date(nowMs).toISOString());
      await writeItem(table.client(), { ...keys.apiKey(key.id), ...keyCodec.encode(rotated) }, null);
      expect(await store().use(key.id, { secretHash: key.secretHash, nowMs, limit })).toMatchObject({
        outcome: 'used',
      });
    });

    it('never lets in more than the limit when many use a key at once', async () => {
      const key = newKey();
      await store().create(key);
      const use = { secretHash: key.secretHash, nowMs, limit: { requests: 10, windowSeconds: 60 } };
      const uses = await Promise.all(Array.from({ length: 30 }, () => store().use(key.id, use)));
      expect(uses.filter(({ outcome }) => outcome === 'used')).toHaveLength(10);
      expect(await store().use(key.id, { ...use, nowMs: nowMs + 60_000 })).toMatchObject({ outcome: 'used' });
    });
  });
}
