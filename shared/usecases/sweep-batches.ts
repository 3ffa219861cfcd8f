import { type Batch, isOver } from '../domain/batch.ts';
import { settledIn } from '../domain/batch-shard.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { sendDueChunks } from './send-chunks.ts';
import { sendRows } from './send-rows.ts';

/** How long a batch may stand still before its messages count as lost. */
export interface SweepPolicy {
  readonly stalledAfterMs: number;
}

export const defaultSweepPolicy: SweepPolicy = { stalledAfterMs: 120_000 };

/**
 * Looks after every batch that is under way: what nobody has worked on for a while is hinted at again, and what is over is
 * ended. A queue that forgets its messages loses nothing by this. Meant to be called at start and on a schedule; two
 * sweeps at once send hints twice at worst.
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
  // Its marker was written and the batch itself was not: nobody has been told that there is one.
  if (batch === undefined) return services.batches.deactivate(ref);
  await finishBatch(services, ref);
  if (batch.mode === 'economy' && batch.state !== 'preparing') return sendDueChunks(services, batch);
  if (isOver(batch)) return;
  const settled = (await services.batches.shards(ref)).reduce((sum, shard) => sum + settledIn(shard), 0);
  const now = services.clock();
  const hasMoved = settled > batch.sweptSettled;
  if (!hasMoved && now.getTime() - Date.parse(batch.sweptAt) < policy.stalledAfterMs) return;
  const seen = await changeBatch(services, ref, (current) =>
    isSame(current, batch) ? { sweptAt: timestampOf(now), sweptSettled: settled } : null,
  );
  if (seen === null || hasMoved) return;
  if (batch.state === 'preparing') await services.queue.send([{ kind: 'prepare-batch', ...ref }], 0);
  else await sendRows(services, ref);
}

// Nobody else has swept it, or changed it otherwise, meanwhile.
function isSame(current: Batch, seen: Batch): boolean {
  return current.revision === seen.revision;
}
