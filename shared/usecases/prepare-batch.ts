import type { BatchRow, RowFailure } from '../domain/batch-row.ts';
import { shardRows } from '../domain/batch-shard.ts';
import { Fault } from '../domain/fault.ts';
import { limits } from '../domain/limits.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports.ts';
import { batchRowReader } from './batch-row-reader.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { openBatchSheet } from './open-batch-sheet.ts';
import { sendRows } from './send-rows.ts';

const shardsPerCheckpoint = 5;

/**
 * Reads the file of a batch into rows and hands them to the workers. A row that can't be graded is settled as a failure with
 * its reason and stops nobody. Whoever is told twice, or takes over from one that was killed, goes on where rows are missing
 * and writes nothing twice. Questions are pinned to the version of this day.
 */
export async function prepareBatch(services: Services, ref: BatchRef): Promise<void> {
  const batch = await services.batches.find(ref.tenantId, ref.batchId);
  if (batch?.state !== 'preparing') return;
  const readRow = batchRowReader(services, batch.tenantId);
  let current = batch;
  let row = 0;
  let pending: (BatchRow | RowFailure)[] = [];
  // False once somebody else has changed the batch: it was cancelled, or is prepared by another worker as well.
  const flush = async (): Promise<boolean> => {
    const firstRow = row - pending.length + 1;
    await addShard(services, ref, firstRow, pending);
    pending = [];
    if (firstRow % (shardRows * shardsPerCheckpoint) !== 1) return true;
    const changed = { ...current, preparedRows: row, revision: current.revision + 1, sweptAt: nowOf(services) };
    const isMine = (await services.batches.replace(current, changed)) === 'replaced';
    current = changed;
    return isMine;
  };
  try {
    const sheet = await openBatchSheet(services, batch);
    if (sheet.rowCount > limits.batchRowsMax)
      throw new Fault('invalid-request', `The file has more than ${limits.batchRowsMax} rows; split it.`);
    try {
      for await (const record of sheet.records()) {
        row += 1;
        if (row <= batch.preparedRows) continue;
        pending.push(await readRow(record, row));
        if (pending.length === shardRows && !(await flush())) return;
      }
    } finally {
      await sheet.close();
    }
    if (pending.length > 0 && !(await flush())) return;
  } catch (error) {
    if (!(error instanceof Fault) || error.kind === 'unavailable') throw error;
    await changeBatch(services, ref, ({ state }) =>
      state === 'preparing' ? { state: 'unreadable', reason: error.message, settledAt: nowOf(services) } : null,
    );
    await finishBatch(services, ref);
    return;
  }
  await changeBatch(services, ref, ({ state }) =>
    state === 'preparing' ? { rowCount: row, preparedRows: row, sweptAt: nowOf(services) } : null,
  );
  await sendRows(services, ref);
  const begun = await changeBatch(services, ref, ({ state }) => (state === 'preparing' ? { state: 'grading' } : null));
  if (begun !== null) await finishBatch(services, ref);
}

async function addShard(
  { batches }: Services,
  ref: BatchRef,
  firstRow: number,
  entries: readonly (BatchRow | RowFailure)[],
): Promise<void> {
  const rows = entries.filter((entry) => 'answer' in entry);
  const failures = entries.filter((entry) => 'reason' in entry);
  await Promise.all([batches.addRows(ref, rows), batches.addFailures(ref, failures)]);
  // After its rows: what is counted can be graded.
  const shard = { index: Math.floor((firstRow - 1) / shardRows), firstRow, rowCount: entries.length };
  await batches.openShard(
    ref,
    shard,
    failures.map(({ row }) => row),
  );
}

function nowOf({ clock }: Pick<Services, 'clock'>): string {
  return timestampOf(clock());
}
