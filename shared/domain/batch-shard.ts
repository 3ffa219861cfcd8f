import type { BatchUsage, RowCounts } from './batch.ts';

/**
 * Rows of a batch are counted in shards of this many: few enough that a shard's sets of row numbers take one or two write
 * units, many enough that a batch of 100,000 has 500 of them.
 */
export const shardRows = 200;

/** The shard of a row, from 0. */
export function shardOf(row: number): number {
  return Math.floor((row - 1) / shardRows);
}

/** How a settled row ended. `invalid` rows fail again however often they are tried; nothing is left of `erased` ones. */
export type SettledAs = 'graded' | 'needsReview' | 'failed' | 'invalid' | 'erased';

/** What became of the rows of one shard. A row is in one set at most; one that is in none waits or is leased. */
export interface BatchShard {
  readonly index: number;
  readonly firstRow: number;
  readonly rowCount: number;
  readonly settled: Readonly<Record<SettledAs, ReadonlySet<number>>>;
  /** When the lease of a row that a worker has taken ends, in epoch milliseconds. */
  readonly leases: ReadonlyMap<number, number>;
  readonly usage: BatchUsage;
}

/** How many rows of a shard are settled. */
export function settledIn({ settled }: Pick<BatchShard, 'settled'>): number {
  return Object.values(settled).reduce((sum, rows) => sum + rows.size, 0);
}

/** The rows that are not settled, in order. @param nowMs leaves out rows whose lease lasts beyond it; null leaves out none */
export function openRowsIn(shard: BatchShard, nowMs: number | null): number[] {
  const { firstRow, rowCount, settled, leases } = shard;
  return Array.from({ length: rowCount }, (_, index) => firstRow + index).filter((row) => {
    const isSettled = Object.values(settled).some((rows) => rows.has(row));
    return !isSettled && (nowMs === null || (leases.get(row) ?? 0) <= nowMs);
  });
}

/** Rows by what became of them, over all shards. */
export function countsOf(shards: readonly BatchShard[], nowMs: number): RowCounts {
  const sum = (count: (shard: BatchShard) => number): number => shards.reduce((total, one) => total + count(one), 0);
  const grading = sum((shard) => openRowsIn(shard, null).filter((row) => (shard.leases.get(row) ?? 0) > nowMs).length);
  return {
    queued: sum((shard) => shard.rowCount - settledIn(shard)) - grading,
    grading,
    graded: sum(({ settled }) => settled.graded.size),
    needsReview: sum(({ settled }) => settled.needsReview.size),
    failed: sum(({ settled }) => settled.failed.size + settled.invalid.size),
    erased: sum(({ settled }) => settled.erased.size),
  };
}

/** What all shards took together; the cost is null as soon as one is unknown. */
export function usageOfShards(shards: readonly BatchShard[]): BatchUsage {
  return shards.reduce((sum, { usage }) => addUsage(sum, usage), nothingUsed);
}

export const nothingUsed: BatchUsage = {
  calls: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  costUsdMicros: 0,
};

/** Two usages together. */
export function addUsage(a: BatchUsage, b: BatchUsage): BatchUsage {
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costUsdMicros: a.costUsdMicros === null || b.costUsdMicros === null ? null : a.costUsdMicros + b.costUsdMicros,
  };
}
