import type { Batch } from '../domain/batch.ts';
import type { BatchRow, RowFailure } from '../domain/batch-row.ts';
import { shardRows } from '../domain/batch-shard.ts';
import type { ChunkSize } from '../domain/economy.ts';
import { Fault } from '../domain/fault.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports/batches.ts';
import { batchRowReader } from './batch-row-reader.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { bestEffort } from './judge-answer.ts';
import type { BatchSheet } from './mapped-sheet.ts';
import { openBatchSheet, settledMapping } from './open-batch-sheet.ts';
import { erasedRow, isErased } from './rows-file.ts';
import { sendRows } from './send-rows.ts';

const shardsPerCheckpoint = 5;

/** How often reading a file is begun without getting on before that is taken for a bug that will not pass. */
const triesMax = 10;

/**
 * Reads the file of a batch into rows and hands them to the workers. A row that can't be graded is settled as a failure with
 * its reason and stops nobody. Whoever is told twice, or takes over from one that was killed, goes on where rows are missing
 * and writes nothing twice. Questions are pinned to the version of the moment the batch was started, whoever reads
 * and however late. A file on which ten tries get nowhere is `unreadable`.
 */
export async function prepareBatch(services: Services, ref: BatchRef, size?: ChunkSize): Promise<void> {
  const batch = await services.batches.find(ref.tenantId, ref.batchId);
  if (batch?.state !== 'preparing') return;
  // Read already by one that was cut off, or set going again: only its rows are to be handed out.
  if (batch.rowCount === null && !(await readRows(services, ref, batch))) return;
  await sendRows(services, ref, size);
  const begun = await changeBatch(services, ref, ({ state }) => (state === 'preparing' ? { state: 'grading' } : null));
  if (begun !== null) await finishBatch(services, ref);
}

// False where the batch is not to be gone on with, or somebody else does that.
async function readRows(services: Services, ref: BatchRef, batch: Batch): Promise<boolean> {
  const begun = await changeBatch(services, ref, ({ state, rowCount, prepareTries }) =>
    state === 'preparing' && rowCount === null && prepareTries < triesMax ? { prepareTries: prepareTries + 1 } : null,
  );
  // Those before this one came to no end and told no reason: they were killed.
  if (begun === null) return giveUp(services, ref, 'internal error (no worker came to an end with the file)', triesMax);
  const readRow = batchRowReader(services, batch);
  let row = 0;
  let kept = batch.preparedRows;
  let pending: (BatchRow | RowFailure)[] = [];
  const flush = async (): Promise<boolean> => {
    const firstRow = row - pending.length + 1;
    await addShard(services, ref, firstRow, pending);
    pending = [];
    if (firstRow % (shardRows * shardsPerCheckpoint) !== 1) return true;
    const isMine = await checkpoint(services, ref, kept, row);
    kept = row;
    return isMine;
  };
  try {
    const sheet = await openBatchSheet(services, batch);
    try {
      await settleMapping(services, ref, sheet);
      for await (const record of sheet.records()) {
        row += 1;
        if (row <= batch.preparedRows) continue;
        pending.push(isErased(record) ? erasedRow(record, row) : await readRow(record, row));
        if (pending.length === shardRows && !(await flush())) return false;
      }
    } finally {
      await sheet.close();
    }
    if (pending.length > 0 && !(await flush())) return false;
  } catch (error) {
    if (error instanceof Fault && error.kind !== 'unavailable') return giveUp(services, ref, error.message);
    if (error instanceof Fault) await bestEffort(() => takeBack(services, ref));
    // A bug: its message may quote an answer.
    else await giveUp(services, ref, `internal error (${error instanceof Error ? error.name : 'unknown'})`, triesMax);
    throw error;
  }
  const read = await changeBatch(services, ref, ({ state }) =>
    state === 'preparing' ? { rowCount: row, preparedRows: row, sweptAt: nowOf(services), sweptHints: 0 } : null,
  );
  return read !== null;
}

// Where it was tried as often as this without getting on.
async function giveUp(services: Services, ref: BatchRef, reason: string, tries = 0): Promise<false> {
  const given = await changeBatch(services, ref, ({ state, rowCount, prepareTries }) =>
    state === 'preparing' && rowCount === null && prepareTries >= tries
      ? { state: 'unreadable', reason, settledAt: nowOf(services) }
      : null,
  );
  if (given !== null) await finishBatch(services, ref);
  return false;
}

// The table was out of reach: that is no try.
async function takeBack(services: Services, ref: BatchRef): Promise<void> {
  await changeBatch(services, ref, ({ state, prepareTries }) =>
    state === 'preparing' && prepareTries > 0 ? { prepareTries: prepareTries - 1 } : null,
  );
}

// Before any row is kept: whoever takes over, and whoever reads the results, must find the same rows.
async function settleMapping(services: Services, ref: BatchRef, { mapped }: BatchSheet): Promise<void> {
  if (mapped === null) return;
  await changeBatch(services, ref, ({ state, preparedRows, source }) =>
    state === 'preparing' && preparedRows === 0 && !source.isMapped
      ? { source: { ...source, mapping: settledMapping(source.mapping, mapped), isMapped: true } }
      : null,
  );
}

// False once the batch is over, or another worker is ahead: a sweep may have looked after it meanwhile and changes nothing.
async function checkpoint(services: Services, ref: BatchRef, from: number, to: number): Promise<boolean> {
  let isMine = false;
  await changeBatch(services, ref, ({ state, preparedRows }) => {
    // Written by this one already, where only the reply was lost.
    isMine = state === 'preparing' && (preparedRows === from || preparedRows === to);
    return isMine && preparedRows === from
      ? { preparedRows: to, prepareTries: 0, sweptAt: nowOf(services), sweptHints: 0 }
      : null;
  });
  return isMine;
}

async function addShard(
  { batches }: Services,
  ref: BatchRef,
  firstRow: number,
  entries: readonly (BatchRow | RowFailure)[],
): Promise<void> {
  const rows = entries.filter((entry) => 'answer' in entry);
  const failures = entries.filter((entry) => 'reason' in entry);
  const rowsThat = (isErasedOnes: boolean): number[] =>
    failures.filter(({ kind }) => (kind === 'erased') === isErasedOnes).map(({ row }) => row);
  await Promise.all([batches.addRows(ref, rows), batches.addFailures(ref, failures)]);
  // After its rows: what is counted can be graded.
  const shard = { index: Math.floor((firstRow - 1) / shardRows), firstRow, rowCount: entries.length };
  await batches.openShard(ref, shard, rowsThat(false), rowsThat(true));
}

function nowOf({ clock }: Pick<Services, 'clock'>): string {
  return timestampOf(clock());
}
