import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TableClient } from './client.ts';
import { isExpired, isPast, withExpiry } from './expiry.ts';
import type { Codec } from './items.ts';
import type { Range } from './keys.ts';
import { table } from './table.ts';

/** Reads one thing as of now, every finished write included; undefined when there is none. */
export async function readItem<Value>(
  table: TableClient,
  key: Record<string, string>,
  codec: Codec<Value>,
): Promise<Value | undefined> {
  const { client, name } = table;
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  return Item === undefined || isExpired(table, Item) ? undefined : codec.decode(Item);
}

/** Reads all of a range as of now, every finished write included, in order. Its size is its writer's to limit. */
export async function readRange<Value>(table: TableClient, range: Range, codec: Codec<Value>): Promise<Value[]> {
  return (await readItems(table, range)).map((item) => codec.decode(item));
}

/** The items of a range as they lie in the table, or only some of their attributes. */
export async function readItems(
  tableClient: TableClient,
  { partition, prefix, between }: Range,
  attributes: readonly string[] = [],
): Promise<Record<string, unknown>[]> {
  const { client, name } = tableClient;
  const items: Record<string, unknown>[] = [];
  const sorts = prefix !== undefined || between !== undefined;
  const names = Object.fromEntries(attributes.map((attribute): [string, string] => [`#${attribute}`, attribute]));
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: name,
        ConsistentRead: true,
        KeyConditionExpression: [
          '#partition = :partition',
          ...(prefix === undefined ? [] : ['begins_with(#sort, :prefix)']),
          ...(between === undefined ? [] : ['#sort BETWEEN :first AND :last']),
        ].join(' AND '),
        ExpressionAttributeNames: {
          '#partition': table.partitionKey,
          ...(sorts && { '#sort': table.sortKey }),
          ...names,
        },
        ExpressionAttributeValues: {
          ':partition': partition,
          ...(prefix !== undefined && { ':prefix': prefix }),
          ...(between !== undefined && { ':first': between[0], ':last': between[1] }),
        },
        ...(attributes.length > 0 && { ProjectionExpression: Object.keys(names).join(', ') }),
        ...(from !== undefined && { ExclusiveStartKey: from }),
      }),
    );
    items.push(...Items.filter((item) => !isExpired(tableClient, item)));
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

/** At most `limit` items of a range between two sort keys as of now, from its start or from its end. */
export async function readSome(
  { client, name }: TableClient,
  { partition, between }: Range & Required<Pick<Range, 'between'>>,
  limit: number,
  from: 'start' | 'end',
): Promise<Record<string, unknown>[]> {
  // The first item is always read, so that the end of the range is found only where nothing is left of it.
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      ConsistentRead: true,
      ScanIndexForward: from === 'start',
      Limit: limit,
      KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#partition': table.partitionKey, '#sort': table.sortKey },
      ExpressionAttributeValues: { ':partition': partition, ':first': between[0], ':last': between[1] },
    }),
  );
  return Items;
}

/** Removes an item; nothing happens where there is none. */
export async function eraseItem({ client, name }: TableClient, key: Record<string, string>): Promise<void> {
  await client.send(new DeleteCommand({ TableName: name, Key: key }));
}

/** Removes an item as long as the condition holds; false when it didn't and nothing changed. */
export async function eraseItemIf(
  { client, name }: TableClient,
  key: Record<string, string>,
  condition: Condition,
): Promise<boolean> {
  try {
    await client.send(new DeleteCommand({ TableName: name, Key: key, ...conditionInput(condition) }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** What must hold of the item that is stored now for a write to happen. */
export interface Condition {
  readonly expression: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, string | number>;
}

export const isAbsent: Condition = {
  expression: 'attribute_not_exists(#key)',
  names: { '#key': table.partitionKey },
  values: {},
};

/** That nothing is there, or only what is past its period and not removed yet. */
export function isFree(table: TableClient): Condition {
  const past = isPast(table);
  return {
    expression: `${isAbsent.expression} OR ${past.expression}`,
    names: { ...isAbsent.names, ...past.names },
    values: past.values,
  };
}

/** Writes a whole item. Without a condition it always succeeds; false when the condition didn't hold and nothing changed. */
export async function writeItem(
  table: TableClient,
  item: Record<string, unknown>,
  condition: Condition | null,
): Promise<boolean> {
  try {
    const { client, name } = table;
    const Item = await withExpiry(table, item);
    await client.send(new PutCommand({ TableName: name, Item, ...conditionInput(condition) }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function conditionInput(condition: Condition | null) {
  if (condition === null) return {};
  const { expression, names, values } = condition;
  return {
    ConditionExpression: expression,
    ExpressionAttributeNames: names,
    // An empty map of values is refused.
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
