import type { Batch } from '../domain/batch.ts';
import type { BatchRow, RowFailure } from '../domain/batch-row.ts';
import { type BatchShard, openRowsIn } from '../domain/batch-shard.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { BatchId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context } from './context.ts';
import { rowEvaluationId } from './grade-batch-rows.ts';
import { inPortions } from './in-portions.ts';
import { findBatch } from './read-batch.ts';

export type RowStatus = 'queued' | 'grading' | 'graded' | 'needs-review' | 'failed' | 'erased';

/** What became of a row of a batch. */
export interface RowResult {
  readonly row: number;
  readonly status: RowStatus;
  readonly failure: RowFailure | null;
  readonly evaluation: Evaluation | null;
}

/** A row of a batch and what became of it. */
export interface BatchRowResult extends RowResult {
  /** Null where it could not be read. */
  readonly read: BatchRow | null;
}

export interface RowsRequest {
  readonly status: RowStatus | null;
  /** The number of the row before the first. */
  readonly after: number;
  readonly limit: number;
}

/**
 * Rows of a batch in order of their numbers.
 *
 * @returns the rows, and the number of the last one where more follow
 * @throws Fault `forbidden`; `not-found`, the same for a missing batch and another tenant's
 */
export async function readBatchRows(
  context: Context,
  batchId: BatchId,
  { status, after, limit }: RowsRequest,
): Promise<{ readonly rows: readonly BatchRowResult[]; readonly next: number | null }> {
  requireScope(context.principal, 'batches:read');
  const batch = await findBatch(context, batchId);
  const shards = await context.batches.shards({ tenantId: batch.tenantId, batchId });
  const statuses = statusesIn(shards, context.clock().getTime());
  const wanted = [...statuses].filter(([row, is]) => row > after && (status === null || is === status));
  const shown = wanted.slice(0, limit);
  const numbers = shown.map(([row]) => row);
  const ref = { tenantId: batch.tenantId, batchId };
  const [results, read] = await Promise.all([
    resultsWith(context, batch, statuses, numbers),
    inPortions(runsOf(numbers), readsAtOnce, ([first, last]) => context.batches.rows(ref, first, last)),
  ]);
  const rowOf = byRow(read.flat());
  const rows = results.map((result) => ({ ...result, read: rowOf.get(result.row) ?? null }));
  return { rows, next: wanted.length > shown.length ? (shown.at(-1)?.[0] ?? null) : null };
}

/** What became of the rows of a batch, by their numbers, as of the moment it was asked for. */
export interface RowResults {
  /** Undefined for a number that the batch does not have. */
  statusOf(row: number): RowStatus | undefined;
  /** Numbers that the batch does not have give nothing. */
  read(rows: readonly number[]): Promise<RowResult[]>;
}

export async function rowResults(context: Context, batch: Batch): Promise<RowResults> {
  const shards = await context.batches.shards({ tenantId: batch.tenantId, batchId: batch.id });
  const statuses = statusesIn(shards, context.clock().getTime());
  return { statusOf: (row) => statuses.get(row), read: (rows) => resultsWith(context, batch, statuses, rows) };
}

const readsAtOnce = 20;

async function resultsWith(
  context: Context,
  { tenantId, id: batchId }: Batch,
  statuses: ReadonlyMap<number, RowStatus>,
  rows: readonly number[],
): Promise<RowResult[]> {
  const ref = { tenantId, batchId };
  const failed = rows.filter((row) => ['failed', 'erased'].includes(statuses.get(row) ?? ''));
  const [failures, evaluations] = await Promise.all([
    inPortions(runsOf(failed), readsAtOnce, ([first, last]) => context.batches.failures(ref, first, last)),
    Promise.all(
      rows.map((row) =>
        ['graded', 'needs-review'].includes(statuses.get(row) ?? '')
          ? context.evaluations.find(tenantId, rowEvaluationId(context, tenantId, batchId, row))
          : undefined,
      ),
    ),
  ]);
  const failureOf = byRow(failures.flat());
  return rows.flatMap((row, index) => {
    const status = statuses.get(row);
    if (status === undefined) return [];
    const failure = failureOf.get(row) ?? null;
    return [{ row, status, failure, evaluation: evaluations[index] ?? null }];
  });
}

// Neighbours are read together; what lies between rows that are far apart is left alone.
function runsOf(rows: readonly number[]): (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run !== undefined && row === run[1] + 1) run[1] = row;
    else runs.push([row, row]);
  }
  return runs;
}

function statusesIn(shards: readonly BatchShard[], nowMs: number): Map<number, RowStatus> {
  const statuses = new Map<number, RowStatus>();
  for (const shard of shards) {
    const { settled, leases, firstRow, rowCount } = shard;
    const open = new Set(openRowsIn(shard, null));
    for (let row = firstRow; row < firstRow + rowCount; row += 1) {
      const isTaken = open.has(row) && (leases.get(row) ?? 0) > nowMs;
      const settledStatus = settled.graded.has(row)
        ? 'graded'
        : settled.needsReview.has(row)
          ? 'needs-review'
          : settled.erased.has(row)
            ? 'erased'
            : 'failed';
      statuses.set(row, open.has(row) ? (isTaken ? 'grading' : 'queued') : settledStatus);
    }
  }
  return statuses;
}

function byRow<Entry extends { readonly row: number }>(entries: readonly Entry[]): Map<number, Entry> {
  return new Map(entries.map((entry) => [entry.row, entry]));
}
