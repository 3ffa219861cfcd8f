import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dynamoApiKeyStore } from '../../../../shared/adapters/dynamo/api-key-store.ts';
import { anApiKey, keyId } from '../../../support/fixtures.ts';
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
  });
}
