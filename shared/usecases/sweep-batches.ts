import { type Batch, isOver } from '../domain/batch.ts';
import { settledIn } from '../domain/batch-shard.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports/batches.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { sendDueChunks } from './send-chunks.ts';
import { sendRows } from './send-rows.ts';

/** When messages of a batch count as lost. */
export interface SweepPolicy {
  /** How long a batch may stand still. */
  readonly stalledAfterMs: number;
  /** Whether the queue is known to hold nothing, as that in memory of a process that has just begun: nothing is waited for. */
  readonly isQueueEmpty?: boolean;
}

export const defaultSweepPolicy: SweepPolicy = { stalledAfterMs: 120_000 };

const patienceMsMax = 3_600_000;

/** How many rows a sweep hints at: a queue that is behind gets no million messages twice. */
const rowsPerHint = 5_000;

/**
 * Looks after every batch that is under way: what nobody has worked on for a while is hinted at again, and what is over is
 * ended. A queue that forgets its messages loses nothing by this. Meant to be called at start and on a schedule; two
 * sweeps at once send hints twice at worst.
 *
 * A batch that stands still may only wait behind others: each hint doubles the wait for the next, up to an hour, until
 * something moves. A hint names 5,000 rows; the next ones follow once half of them are settled.
 *
 * @throws what went wrong with a batch, after the others were looked after; AggregateError where it was more than one
 */
export async function sweepBatches(services: Services, policy: SweepPolicy = defaultSweepPolicy): Promise<void> {
  const errors: unknown[] = [];
  for (const ref of await services.batches.active()) {
    try {
      await sweepBatch(services, ref, policy);
    } catch (error) {
      errors.push(error);
    }
  }
  const [first] = errors;
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} batches could not be looked after.`);
  if (first !== undefined) throw first;
}

async function sweepBatch(services: Services, ref: BatchRef, policy: SweepPolicy): Promise<void> {
  const batch = await services.batches.find(ref.tenantId, ref.batchId);
  if (batch === undefined) return forget(services, ref);
  await finishBatch(services, ref);
  if (batch.mode === 'economy' && batch.state !== 'preparing') return sendDueChunks(services, batch);
  if (isOver(batch)) return;
  const shards = await services.batches.shards(ref);
  const settled = shards.reduce((sum, shard) => sum + settledIn(shard), 0);
  const now = services.clock();
  const open = shards.reduce((sum, shard) => sum + shard.rowCount, 0) - settled;
  const next = nextLook(batch, settled, open, now.getTime(), policy);
  if (next === null) return;
  const { rowsMax, ...change } = next;
  const seen = await changeBatch(services, ref, (current) =>
    isSame(current, batch) ? { ...change, sweptAt: timestampOf(now), sweptSettled: settled } : null,
  );
  if (seen === null || rowsMax === 0) return;
  if (batch.state === 'preparing') await services.queue.send([{ kind: 'prepare-batch', ...ref }], 0);
  else await sendRows(services, ref, undefined, rowsMax);
}

// What is to be hinted at and remembered; null where there is nothing to do yet.
function nextLook(
  { sweptAt, sweptSettled, sweptHints, sweptRows }: Batch,
  settled: number,
  open: number,
  nowMs: number,
  { stalledAfterMs, isQueueEmpty = false }: SweepPolicy,
): (Pick<Batch, 'sweptHints' | 'sweptRows'> & { readonly rowsMax: number }) | null {
  if (isQueueEmpty) return { rowsMax: Number.POSITIVE_INFINITY, sweptHints: 0, sweptRows: 0 };
  const hint = { rowsMax: rowsPerHint, sweptRows: open > rowsPerHint ? rowsPerHint : 0 };
  const moved = settled - sweptSettled;
  if (moved > 0) {
    const left = Math.max(0, sweptRows - moved);
    if (sweptRows > 0 && left <= rowsPerHint / 2) return { ...hint, sweptHints: 0 };
    return { rowsMax: 0, sweptHints: 0, sweptRows: left };
  }
  const patienceMs = Math.min(Math.max(patienceMsMax, stalledAfterMs), stalledAfterMs * 2 ** sweptHints);
  if (nowMs - Date.parse(sweptAt) < patienceMs) return null;
  return { ...hint, sweptHints: sweptHints + 1 };
}

// Its marker was written and the batch itself was not: nobody has been told that there is one. Unless it is written this moment.
async function forget({ batches }: Services, ref: BatchRef): Promise<void> {
  await batches.deactivate(ref);
  if ((await batches.find(ref.tenantId, ref.batchId)) !== undefined) await batches.activate(ref);
}

// Nobody else has swept it, or changed it otherwise, meanwhile.
function isSame(current: Batch, seen: Batch): boolean {
  return current.revision === seen.revision;
}
