import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TableClient } from './client.ts';
import type { Codec } from './items.ts';
import type { List } from './keys.ts';

/**
 * The first things of a list whose place in its order is before `end`, at most `limit` of them, in order. On AWS the list
 * may lag behind writes by a moment: whoever acts on what it says looks at the thing itself first. What is malformed is told
 * beside the others.
 */
export async function dueItems<Value>(
  { client, name }: TableClient,
  list: List,
  codec: Pick<Codec<Value>, 'decode'>,
  end: string,
  limit: number,
): Promise<{ readonly values: readonly Value[]; readonly malformed: readonly unknown[] }> {
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
  const values: Value[] = [];
  const malformed: unknown[] = [];
  for (const item of Items) {
    try {
      values.push(codec.decode(item));
    } catch (error) {
      malformed.push(error);
    }
  }
  return { values, malformed };
}
