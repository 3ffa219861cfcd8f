import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type BatchWriteCommandInput, type BatchWriteCommandOutput } from '@aws-sdk/lib-dynamodb';
import { Fault } from '../../domain/fault.ts';
import type { TableClient } from './client.ts';
import { withExpiry } from './expiry.ts';

const itemsPerWrite = 25;
const writesAtOnce = 4;
const triesMax = 8;

/** Writes whole items, whatever stood in their places. @throws Fault `unavailable` where the table refuses the load */
export async function writeItems(table: TableClient, items: readonly Record<string, unknown>[]): Promise<void> {
  const portions = Array.from({ length: Math.ceil(items.length / itemsPerWrite) }, (_, index) =>
    items.slice(index * itemsPerWrite, (index + 1) * itemsPerWrite),
  );
  const next = portions.values();
  await Promise.all(
    Array.from({ length: writesAtOnce }, async () => {
      for (const portion of next) await writePortion(table, portion);
    }),
  );
}

// What the table was too busy for comes back unwritten and is written again, with growing waits.
async function writePortion(table: TableClient, portion: readonly Record<string, unknown>[]): Promise<void> {
  const { client, name } = table;
  const items = await Promise.all(portion.map((item) => withExpiry(table, item)));
  let requests: NonNullable<BatchWriteCommandInput['RequestItems']> = {
    [name]: items.map((Item) => ({ PutRequest: { Item } })),
  };
  for (let tries = 0; tries < triesMax; tries += 1) {
    if (tries > 0) await sleep(Math.random() * 50 * 2 ** tries);
    const written: BatchWriteCommandOutput = await client.send(new BatchWriteCommand({ RequestItems: requests }));
    requests = written.UnprocessedItems ?? {};
    if ((requests[name] ?? []).length === 0) return;
  }
  throw new Fault('unavailable', 'The storage is busy at the moment. Try again later.');
}
