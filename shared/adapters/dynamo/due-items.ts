import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TableClient } from './client.ts';
import type { Codec } from './items.ts';
import type { List } from './keys.ts';

/**
 * The first things of a list whose place in its order is before `end`, at most `limit` of them, in order. On AWS the list
 * may lag behind writes by a moment: whoever acts on what it says looks at the thing itself first.
 */
export async function dueItems<Value>(
  { client, name }: TableClient,
  list: List,
  codec: Codec<Value>,
  end: string,
  limit: number,
): Promise<Value[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: list.index.name,
      Limit: limit,
      KeyConditionExpression: '#list = :list AND #order < :end',
      ExpressionAttributeNames: { '#list': list.index.partitionKey, '#order': list.index.sortKey },
      ExpressionAttributeValues: { ':list': list.partition, ':end': end },
    }),
  );
  return Items.map((item) => codec.decode(item));
}
