import type { Batch } from '../domain/batch.ts';
import { erasedReason } from '../domain/batch-row.ts';
import { shardRows } from '../domain/batch-shard.ts';
import { Fault } from '../domain/fault.ts';
import type { BatchId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { SheetRecord } from '../ports/files.ts';
import type { Context } from './context.ts';
import type { SettledRow } from './grade-row.ts';
import type { BatchSheet } from './mapped-sheet.ts';
import { openBatchSheet } from './open-batch-sheet.ts';
import { findBatch } from './read-batch.ts';
import { type RowResult, rowResults } from './read-batch-rows.ts';

/** A row of a batch with the cells that it came with. */
export interface CarriedResult {
  readonly row: number;
  readonly record: SheetRecord;
  readonly settled: SettledRow;
}

/** The results of a batch, in the order of its file. Whoever opens them closes the sheet. */
export interface BatchResults {
  readonly batch: Batch;
  readonly sheet: BatchSheet;
  rows(): AsyncIterable<CarriedResult>;
}

/**
 * Opens the results of a batch: one for every row of the file, with the cells of the row. Rows that were not graded because
 * the batch was stopped or cancelled say so.
 *
 * @throws Fault `forbidden`; `not-found`, the same for a missing batch and another tenant's; `conflict` for a batch that is
 * under way, or whose file could not be read
 */
export async function readBatchResults(context: Context, batchId: BatchId): Promise<BatchResults> {
  requireScope(context.principal, 'batches:read');
  const batch = await findBatch(context, batchId);
  if (batch.state === 'preparing' || batch.state === 'grading')
    throw new Fault('conflict', `The batch is ${batch.state}; its results can be had when it is over, or cancelled.`);
  if (batch.state === 'unreadable') throw new Fault('conflict', `Nothing was graded: ${batch.reason}`);
  const sheet = await openBatchSheet(context, batch);
  return { batch, sheet, rows: () => resultsOf(context, batch, sheet) };
}

async function* resultsOf(context: Context, batch: Batch, sheet: BatchSheet): AsyncIterable<CarriedResult> {
  const { read } = await rowResults(context, batch);
  let results = new Map<number, RowResult>();
  let row = 0;
  for await (const record of sheet.records()) {
    row += 1;
    if ((row - 1) % shardRows === 0) {
      const numbers = Array.from({ length: shardRows }, (_, index) => row + index);
      results = new Map((await read(numbers)).map((result) => [result.row, result]));
    }
    yield { row, record, settled: settledOf(batch, results.get(row)) };
  }
}

function settledOf({ state, reason }: Batch, result: RowResult | undefined): SettledRow {
  if (result?.evaluation != null) return { outcome: 'evaluated', evaluation: result.evaluation };
  if (result?.status === 'erased') return { outcome: 'erased', reason: erasedReason };
  if (result?.status === 'graded' || result?.status === 'needs-review')
    return { outcome: 'erased', reason: 'its evaluation is kept no longer' };
  if (result?.status === 'failed') return { outcome: 'failed', reason: result.failure?.reason ?? 'it failed' };
  return { outcome: 'not-tried', reason: `not tried, because ${reason ?? `the batch is ${state}`}` };
}
