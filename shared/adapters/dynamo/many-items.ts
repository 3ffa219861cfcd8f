import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import DataLoader from 'dataloader';
import { Fault } from '../../domain/fault.ts';
import type { TableClient } from './client.ts';
import { isExpired } from './expiry.ts';
import { writeItem } from './item-access.ts';
import type { Codec } from './items.ts';
import { table as shape } from './table.ts';
import { writeItems } from './write-items.ts';

type Key = Readonly<Record<string, string>>;
type Item = Readonly<Record<string, unknown>>;

/** Reads and writes single items, and sends those that are asked for at about the same time together. */
export interface ManyItems<Value> {
  /** As of now, every finished write included; undefined when there is none. */
  read(key: Key): Promise<Value | undefined>;
  /** Replaces what was there. Done when it is durable. Of two writes of a key at the same time one stands. */
  write(item: Item): Promise<void>;
}

// What DynamoDB takes in one call.
const keysMax = 100;
const itemsMax = 25;

/**
 * Access to items of one kind in few calls: up to 100 reads, or 25 writes, a call.
 *
 * @param gatherMs how long the first of a call waits for others, in ms; with 0 only what is asked for in the same turn of
 * the event loop goes together
 */
export function manyItems<Value>(table: TableClient, codec: Codec<Value>, gatherMs: number): ManyItems<Value> {
  const waiting = {
    cache: false,
    batchScheduleFn: (send: () => void) => void (gatherMs === 0 ? setImmediate(send) : setTimeout(send, gatherMs)),
  };
  const reads = new DataLoader((keys: readonly Key[]) => readAll(table, keys, codec), {
    ...waiting,
    maxBatchSize: keysMax,
  });
  const writes = new DataLoader((items: readonly Item[]) => writeAll(table, items), {
    ...waiting,
    maxBatchSize: itemsMax,
  });
  return { read: (key) => reads.load(key), write: (item) => writes.load(item) };
}

async function readAll<Value>(
  table: TableClient,
  keys: readonly Key[],
  codec: Codec<Value>,
): Promise<(Value | undefined | Error)[]> {
  const { name, client } = table;
  const found = new Map<string, Item>();
  let left: readonly Record<string, unknown>[] = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  for (let tries = 0; left.length > 0; tries += 1) {
    await pauseBefore(tries);
    const request = new BatchGetCommand({ RequestItems: { [name]: { Keys: [...left], ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await client.send(request);
    for (const item of Responses?.[name] ?? []) if (!isExpired(table, item)) found.set(nameOf(item), item);
    left = UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return keys.map((key) => {
    const item = found.get(nameOf(key));
    try {
      return item === undefined ? undefined : codec.decode(item);
    } catch (error) {
      if (error instanceof Error) return error;
      throw error;
    }
  });
}

async function writeAll(table: TableClient, items: readonly Item[]): Promise<(undefined | Error)[]> {
  const [first, ...others] = items;
  if (first !== undefined && others.length === 0) {
    await writeItem(table, first, null);
    return [undefined];
  }
  try {
    // A call may name each key once.
    await writeItems(table, [...new Map(items.map((item) => [nameOf(item), item])).values()]);
  } catch (error) {
    if (error instanceof Fault && error.kind === 'unavailable') throw error;
    // One of them is too large or out of order, and the call is refused as a whole.
    return Promise.all(items.map((item) => writeItem(table, item, null).then(nothing, asError)));
  }
  return items.map(nothing);
}

function nameOf(item: Item): string {
  return `${item[shape.partitionKey]}\n${item[shape.sortKey]}`;
}

const triesMax = 8;
const pauseMs = 50;

// What was not processed is what the table had no capacity for just now.
async function pauseBefore(tries: number): Promise<void> {
  if (tries === 0) return;
  if (tries >= triesMax) throw new Fault('unavailable', 'The storage is overloaded; try again later.');
  await sleep(pauseMs * 2 ** (tries - 1));
}

function nothing(): undefined {
  return undefined;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A value that is no Error was thrown.', { cause: error });
}
