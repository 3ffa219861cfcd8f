import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ApiKey } from '../../domain/api-key.ts';
import type { PageRequest } from '../../domain/page.ts';
import type { KeyStore } from '../../ports/keys.ts';
import { keyCodec } from './api-key-codec.ts';
import { besideKey, dynamoKeyUse } from './api-key-use.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItem, writeItem } from './item-access.ts';
import { keys, listed, lists, timeOrder } from './keys.ts';
import { listPage } from './list-page.ts';
import { table as shape } from './table.ts';

/**
 * API keys in the table, one item each. After a lost reply `create` may say `exists` and `replace` may say `stale` of a write
 * that was the caller's own.
 */
export function dynamoApiKeyStore(table: TableClient): KeyStore {
  const list: KeyStore['list'] = (tenantId, page) =>
    listPage(table, { list: lists.keys(tenantId), order: 'descending', filters: [], codec: keyCodec }, page);
  return {
    ...dynamoKeyUse(table),

    find: (id) => readItem(table, keys.apiKey(id), keyCodec),
    list,

    async all(tenantId) {
      const found: ApiKey[] = [];
      for (let page: PageRequest | null = { limit: pageSize, cursor: null }; page !== null; ) {
        const { items, nextCursor } = await list(tenantId, page);
        found.push(...items);
        page = nextCursor === null ? null : { limit: pageSize, cursor: nextCursor };
      }
      return found;
    },

    async create(key) {
      const item = { ...keys.apiKey(key.id), ...attributesOf(key) };
      return (await writeItem(table, item, isAbsent)) ? 'created' : 'exists';
    },

    replace: (key) => replaceKey(table, key),
  };
}

const pageSize = 1_000;

function attributesOf(key: ApiKey): Record<string, string | number> {
  const { tenantId, id, createdAt, revision } = key;
  return {
    ...keyCodec.encode(key),
    ...listed(lists.keys(tenantId), timeOrder(createdAt, id)),
    ...besideKey(key),
    revision,
  };
}

// Not a whole item, which would forget what using the key has noted beside its body.
async function replaceKey({ client, name }: TableClient, key: ApiKey): Promise<'replaced' | 'stale'> {
  const attributes = Object.entries(attributesOf(key));
  // The first revision of a key may have been written before revisions were.
  const isFirst = 'attribute_exists(#key) AND attribute_not_exists(#revision)';
  const follows = key.revision === 2 ? `#revision = :before OR (${isFirst})` : '#revision = :before';
  try {
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: keys.apiKey(key.id),
        UpdateExpression: `SET ${attributes.map(([attribute]) => `#${attribute} = :${attribute}`).join(', ')}`,
        ConditionExpression: follows,
        ExpressionAttributeNames: {
          ...Object.fromEntries(attributes.map(([attribute]) => [`#${attribute}`, attribute])),
          ...(key.revision === 2 && { '#key': shape.partitionKey }),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(attributes.map(([attribute, value]) => [`:${attribute}`, value])),
          ':before': key.revision - 1,
        },
      }),
    );
    return 'replaced';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'stale';
    throw error;
  }
}
