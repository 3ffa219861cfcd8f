import type { Batch, BatchUsage } from '../domain/batch.ts';
import { isOver } from '../domain/batch.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports/batches.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';
import { finishBatch } from './finish-batch.ts';

/** Settles a row as failed, with its reason. `isShardDone` when it was the last of its shard. */
export async function failRow(
  services: Services,
  ref: BatchRef,
  row: number,
  attempts: number,
  reason: string,
  usage: BatchUsage,
): Promise<{ readonly isShardDone: boolean }> {
  const kept = await services.batches.row(ref, row);
  const place = { row, line: kept?.line ?? row, column: kept?.column ?? null, candidate: kept?.candidate ?? null };
  // Before it is counted: what is failed says why.
  await services.batches.addFailures(ref, [{ ...place, kind: 'failed', reason, attempts }]);
  return services.batches.settle(ref, row, 'failed', usage);
}

/** Stops a batch in the run that was seen. False where it is over, or was set going again meanwhile. */
export async function stopBatch(services: Services, { tenantId, id, run }: Batch, reason: string): Promise<boolean> {
  const ref = { tenantId, batchId: id };
  const stopped = await changeBatch(services, ref, (batch) =>
    !isOver(batch) && batch.run === run
      ? { state: 'stopped', reason, troubleSince: null, settledAt: timestampOf(services.clock()) }
      : null,
  );
  if (stopped !== null) await finishBatch(services, ref);
  return stopped !== null;
}
