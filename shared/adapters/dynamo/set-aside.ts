import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Spending } from '../../ports/batches.ts';
import type { TableClient } from './client.ts';
import type { Condition } from './item-access.ts';

/** An item that counts money beside whatever else it counts. It is counted, not kept exactly once: a retry may set aside too much. */
export const SetAside = z.object({
  setAsideUsdMicros: z.number().default(0),
  inFlightUsdMicros: z.number().default(0),
  changedAtMs: z.number().default(0),
});

/** How much more there is of each thing counted, by its attribute. */
export type More = Readonly<Record<string, number>> & { readonly setAsideUsdMicros: number };

/** What is set aside in an item. */
export async function readSetAside(table: TableClient, key: Record<string, string>): Promise<z.infer<typeof SetAside>> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }));
  return SetAside.parse(Item ?? {});
}

/** What of it is paid and what is not yet. */
export function spendingOf({ setAsideUsdMicros, inFlightUsdMicros, changedAtMs }: z.infer<typeof SetAside>): Spending {
  return { spentUsdMicros: setAsideUsdMicros - inFlightUsdMicros, inFlightUsdMicros, changedAtMs };
}

/** Counts more, in one write that makes the item where there is none. @param nowMs noted as the last change; null leaves that */
export async function addMore(
  table: TableClient,
  key: Record<string, string>,
  more: More,
  nowMs: number | null = null,
): Promise<void> {
  await update(table, key, more, nowMs, null);
}

/** As `addMore`, unless what is set aside would pass the cap; false then, and nothing is changed. */
export async function addWithinCap(
  table: TableClient,
  key: Record<string, string>,
  more: More,
  capUsdMicros: number,
  nowMs: number | null = null,
): Promise<boolean> {
  const room = capUsdMicros - more.setAsideUsdMicros;
  if (room < 0) return false;
  const hasRoom: Condition = {
    expression: 'attribute_not_exists(#setAsideUsdMicros) OR #setAsideUsdMicros <= :room',
    names: {},
    values: { ':room': room },
  };
  try {
    await update(table, key, more, nowMs, hasRoom);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function update(
  { client, name }: TableClient,
  key: Record<string, string>,
  more: More,
  nowMs: number | null,
  condition: Condition | null,
): Promise<void> {
  const attributes = Object.keys(more);
  const sums = `ADD ${attributes.map((attribute) => `#${attribute} :${attribute}`).join(', ')}`;
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: key,
      UpdateExpression: nowMs === null ? sums : `${sums} SET #changed = :now`,
      ExpressionAttributeNames: {
        ...Object.fromEntries(attributes.map((attribute) => [`#${attribute}`, attribute])),
        ...(nowMs !== null && { '#changed': 'changedAtMs' }),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(more).map(([attribute, value]) => [`:${attribute}`, value])),
        ...(nowMs !== null && { ':now': nowMs }),
        ...condition?.values,
      },
      ...(condition !== null && { ConditionExpression: condition.expression }),
    }),
  );
}
