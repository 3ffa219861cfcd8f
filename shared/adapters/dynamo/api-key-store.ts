import type { KeyStore } from '../../ports.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys } from './keys.ts';

/** API keys in the table, one item each. After a lost reply `create` may say `exists` of the caller's own key. */
export function dynamoApiKeyStore(table: TableClient): KeyStore {
  return {
    find: (id) => readItem(table, keys.apiKey(id), items.apiKey),

    async create(key) {
      const item = { ...keys.apiKey(key.id), ...items.apiKey.encode(key) };
      return (await writeItem(table, item, isAbsent)) ? 'created' : 'exists';
    },
  };
}
