import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { TableClient } from './client.ts';
import { openCursor, type Position, sealCursor } from './cursor.ts';
import { isExpired } from './expiry.ts';
import type { Codec } from './items.ts';
import type { List } from './keys.ts';
import { table as declared } from './table.ts';

/**
 * What an item must be to appear: an attribute that equals the value, a list that contains it, or text that is not before
 * (`from`) or not after it (`to`). Null means anything.
 */
export interface Filter {
  readonly attribute: string;
  readonly operator: keyof typeof operators;
  readonly value: string | null;
}

export interface ListRequest<Value> {
  readonly list: List;
  readonly order: 'ascending' | 'descending';
  readonly filters: readonly Filter[];
  readonly codec: Pick<Codec<Value>, 'decode'>;
}

const operators = {
  equals: (name: string, value: string) => `${name} = ${value}`,
  contains: (name: string, value: string) => `contains(${name}, ${value})`,
  from: (name: string, value: string) => `${name} >= ${value}`,
  to: (name: string, value: string) => `${name} <= ${value}`,
} as const;

const readsMax = 1_000;

/**
 * One page of a list: full unless it is the last, and no cursor on the last, whatever the filters leave out.
 *
 * A page begins after the last item of the page before it, so writes elsewhere neither repeat nor hide an item.
 * Filters are applied after reading: a rare match in a long list costs reads of all that lies between.
 * On AWS a list may lag behind writes by a moment.
 */
export async function listPage<Value>(
  table: TableClient,
  { list, order, filters, codec }: ListRequest<Value>,
  page: PageRequest,
): Promise<Page<Value>> {
  const { client, name, cursorSecret } = table;
  if (page.limit < 1) throw new RangeError(`A page can't have ${page.limit} items`);
  const scope = [list.index.name, list.partition, filters];
  const wanted = page.limit + 1; // One more than the page shows whether another page follows.
  const found: Record<string, unknown>[] = [];
  let position: Position | undefined = page.cursor === null ? undefined : openCursor(cursorSecret, scope, page.cursor);
  let reads = wanted;
  do {
    const reply = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: list.index.name,
        ScanIndexForward: order === 'ascending',
        Limit: reads,
        ...(position !== undefined && { ExclusiveStartKey: position }),
        ...conditions(list, filters),
      }),
    );
    found.push(...(reply.Items ?? []).filter((item) => !isExpired(table, item)));
    position = reply.LastEvaluatedKey;
    reads = Math.min(reads * 2, readsMax); // The filters leave much out: fewer and longer reads.
  } while (position !== undefined && found.length < wanted);
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((item) => codec.decode(item)),
    nextCursor:
      last !== undefined && found.length > shown.length
        ? sealCursor(cursorSecret, scope, positionOf(list, last))
        : null,
  };
}

function conditions(list: List, filters: readonly Filter[]) {
  const names: Record<string, string> = { '#list': list.index.partitionKey };
  const values: Record<string, string> = { ':list': list.partition };
  const clauses: string[] = [];
  for (const { attribute, operator, value } of filters) {
    if (value === null) continue;
    const [name, bound] = [`#${attribute}`, `:${attribute}_${operator}`];
    names[name] = attribute;
    values[bound] = value;
    clauses.push(operators[operator](name, bound));
  }
  return {
    KeyConditionExpression: '#list = :list',
    ...(clauses.length > 0 && { FilterExpression: clauses.join(' AND ') }),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

function positionOf({ index }: List, item: Record<string, unknown>): Position {
  const attributes = [declared.partitionKey, declared.sortKey, index.partitionKey, index.sortKey];
  return Object.fromEntries(attributes.map((attribute) => [attribute, String(item[attribute])]));
}
