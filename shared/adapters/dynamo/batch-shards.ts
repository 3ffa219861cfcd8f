import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { BatchUsage } from '../../domain/batch.ts';
import { type BatchShard, openRowsIn, type SettledAs, settledIn, shardOf } from '../../domain/batch-shard.ts';
import type { BatchRef, BatchStore } from '../../ports/batches.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItems, writeItem } from './item-access.ts';
import { keys, ranges } from './keys.ts';

type ShardStore = Pick<
  BatchStore,
  | 'openShard'
  | 'shards'
  | 'claim'
  | 'renew'
  | 'release'
  | 'breakLeases'
  | 'settle'
  | 'settleErased'
  | 'recount'
  | 'reopenFailed'
>;

/**
 * The shards of a batch in the table. A shard is one item: a set of row numbers for each way to be settled, and a map of
 * leases. Every change is one conditional write of that item, so a row is in one set at most, and whatever is repeated,
 * by a queue or by a retry of the SDK, counts once. The one exception is `release`, which counts what a failed attempt
 * took: it is repeated only where the lease still stands, and that goes with the first.
 */
export function dynamoBatchShards(table: TableClient): ShardStore {
  const { client, name } = table;

  const read = async (ref: BatchRef, index: number): Promise<BatchShard> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: keys.batchShard(ref, index), ConsistentRead: true }),
    );
    return shardIn(Item);
  };

  // Undefined where the condition does not hold.
  const update = async (
    ref: BatchRef,
    index: number,
    change: Pick<
      UpdateCommandInput,
      | 'UpdateExpression'
      | 'ConditionExpression'
      | 'ExpressionAttributeNames'
      | 'ExpressionAttributeValues'
      | 'ReturnValues'
    >,
  ): Promise<Record<string, unknown> | undefined> => {
    try {
      const { Attributes = {} } = await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keys.batchShard(ref, index),
          ...{ ReturnValues: 'ALL_NEW', ...change },
        }),
      );
      return Attributes;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };

  return {
    async openShard(ref, { index, firstRow, rowCount }, invalid, erased = []) {
      const item = {
        ...keys.batchShard(ref, index),
        ...{ index, firstRow, rowCount, leases: {}, attempts: {} },
        ...noUsage,
        ...(invalid.length > 0 && { invalid: new Set(invalid) }),
        ...(erased.length > 0 && { erased: new Set(erased) }),
      };
      await writeItem(table, item, isAbsent);
    },

    shards: async (ref) => (await readItems(table, ranges.batchShards(ref))).map((item) => shardIn(item)),

    async claim(ref, row, { nowMs, untilMs }) {
      const changed = await update(ref, shardOf(row), {
        UpdateExpression: 'SET #leases.#row = :until, #attempts.#row = if_not_exists(#attempts.#row, :zero) + :one',
        ReturnValues: 'UPDATED_NEW',
        ConditionExpression: `${isOpen} AND (attribute_not_exists(#leases.#row) OR #leases.#row <= :now)`,
        ExpressionAttributeNames: { ...setNames, '#leases': 'leases', '#attempts': 'attempts', '#row': String(row) },
        ExpressionAttributeValues: { ':row': row, ':until': untilMs, ':now': nowMs, ':zero': 0, ':one': 1 },
      });
      if (changed !== undefined) {
        return { outcome: 'claimed', attempts: ClaimedItem.parse(changed).attempts[String(row)] ?? 1 };
      }
      const shard = await read(ref, shardOf(row));
      if (openRowsIn(shard, null).includes(row)) return { outcome: 'held' };
      return { outcome: 'settled', isShardDone: isDone(shard) };
    },

    async renew(ref, row, fromMs, untilMs) {
      const changed = await update(ref, shardOf(row), {
        ReturnValues: 'UPDATED_NEW',
        UpdateExpression: 'SET #leases.#row = :until',
        ConditionExpression: '#leases.#row = :from',
        ExpressionAttributeNames: { '#leases': 'leases', '#row': String(row) },
        ExpressionAttributeValues: { ':from': fromMs, ':until': untilMs },
      });
      return changed !== undefined;
    },

    async release(ref, row, untilMs, usage, isAttempt) {
      await update(ref, shardOf(row), {
        UpdateExpression: `REMOVE #leases.#row SET #attempts.#row = #attempts.#row - :back ADD ${usageAdded}`,
        ConditionExpression: '#leases.#row = :until',
        ExpressionAttributeNames: {
          ...usageNames,
          ...{ '#leases': 'leases', '#attempts': 'attempts', '#row': String(row) },
        },
        ExpressionAttributeValues: { ...usageValues(usage), ':until': untilMs, ':back': isAttempt ? 0 : 1 },
      });
    },

    async breakLeases(ref) {
      for (const { index, leases } of (await readItems(table, ranges.batchShards(ref))).map(shardIn)) {
        if (leases.size === 0) continue;
        await update(ref, index, {
          ReturnValues: 'NONE',
          UpdateExpression: 'SET #leases = :none',
          ConditionExpression: 'attribute_exists(#leases)',
          ExpressionAttributeNames: { '#leases': 'leases' },
          ExpressionAttributeValues: { ':none': {} },
        });
      }
    },

    async settle(ref, row, as, usage) {
      const changed = await update(ref, shardOf(row), {
        UpdateExpression: `ADD #${as} :rows, ${usageAdded} REMOVE #leases.#row, #attempts.#row`,
        ConditionExpression: isOpen,
        ExpressionAttributeNames: {
          ...{ ...setNames, ...usageNames },
          ...{ '#leases': 'leases', '#attempts': 'attempts', '#row': String(row) },
        },
        ExpressionAttributeValues: { ...usageValues(usage), ':row': row, ':rows': new Set([row]) },
      });
      const shard = changed === undefined ? await read(ref, shardOf(row)) : shardIn(changed);
      return { isShardDone: isDone(shard) };
    },

    async settleErased(ref, row) {
      const others = settledAs.filter((as) => as !== 'erased');
      const changed = await update(ref, shardOf(row), {
        UpdateExpression: `ADD #erased :rows DELETE ${others.map((as) => `#${as} :rows`).join(', ')} REMOVE #leases.#row, #attempts.#row`,
        ConditionExpression: 'attribute_exists(#leases)',
        ExpressionAttributeNames: { ...setNames, '#leases': 'leases', '#attempts': 'attempts', '#row': String(row) },
        ExpressionAttributeValues: { ':rows': new Set([row]) },
      });
      return changed !== undefined;
    },

    async recount(ref, row, as) {
      const other = as === 'graded' ? 'needsReview' : 'graded';
      await update(ref, shardOf(row), {
        UpdateExpression: 'ADD #as :rows DELETE #other :rows',
        ConditionExpression: 'contains(#other, :row)',
        ExpressionAttributeNames: { '#as': as, '#other': other },
        ExpressionAttributeValues: { ':row': row, ':rows': new Set([row]) },
      });
    },

    async reopenFailed(ref, shard, rows) {
      if (rows.length === 0) return;
      await update(ref, shard, {
        UpdateExpression: 'DELETE #failed :rows',
        ConditionExpression: 'attribute_exists(#failed)',
        ExpressionAttributeNames: { '#failed': 'failed' },
        ExpressionAttributeValues: { ':rows': new Set(rows) },
      });
    },
  };
}

function isDone(shard: BatchShard): boolean {
  return settledIn(shard) === shard.rowCount;
}

const settledAs = ['graded', 'needsReview', 'failed', 'invalid', 'erased'] as const satisfies readonly SettledAs[];
const setNames: Record<string, string> = Object.fromEntries(settledAs.map((as) => [`#${as}`, as]));
const isOpen = settledAs.map((as) => `NOT contains(#${as}, :row)`).join(' AND ');

const usageFields = ['calls', 'inputTokens', 'cachedInputTokens', 'outputTokens', 'costUsdMicros', 'unpriced'] as const;
const usageNames: Record<string, string> = Object.fromEntries(usageFields.map((field) => [`#${field}`, field]));
const usageAdded = usageFields.map((field) => `#${field} :${field}`).join(', ');
const noUsage = Object.fromEntries(usageFields.map((field) => [field, 0]));

function usageValues({ costUsdMicros, ...counted }: BatchUsage): Record<string, number> {
  const values = { ...counted, costUsdMicros: costUsdMicros ?? 0, unpriced: costUsdMicros === null ? 1 : 0 };
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [`:${field}`, value]));
}

const RowSet = z.set(z.number()).default(new Set());
const ByRow = z.record(z.string(), z.number());

const ClaimedItem = z.object({ attempts: ByRow });

const ShardItem = z.object({
  index: z.number(),
  firstRow: z.number(),
  rowCount: z.number(),
  leases: ByRow,
  attempts: ByRow,
  graded: RowSet,
  needsReview: RowSet,
  failed: RowSet,
  invalid: RowSet,
  erased: RowSet,
  calls: z.number(),
  inputTokens: z.number(),
  cachedInputTokens: z.number(),
  outputTokens: z.number(),
  costUsdMicros: z.number(),
  /** How often something was paid at a price that nobody knows. */
  unpriced: z.number(),
});

function shardIn(item: unknown): BatchShard {
  const { index, firstRow, rowCount, leases, graded, needsReview, failed, invalid, erased, ...used } =
    ShardItem.parse(item);
  const { calls, inputTokens, cachedInputTokens, outputTokens, costUsdMicros, unpriced } = used;
  return {
    index,
    firstRow,
    rowCount,
    settled: { graded, needsReview, failed, invalid, erased },
    leases: new Map(Object.entries(leases).map(([row, until]) => [Number(row), until])),
    usage: {
      ...{ calls, inputTokens, cachedInputTokens, outputTokens },
      costUsdMicros: unpriced > 0 ? null : costUsdMicros,
    },
  };
}
