import { type Batch, isOver } from '../domain/batch.ts';
import { type BatchShard, settledIn } from '../domain/batch-shard.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';

/**
 * Ends a batch whose rows are all settled, once, whoever asks and however often: `completed`, or `completed-with-failures`.
 * A batch stays among the active ones until everybody has been told that it is over.
 */
export async function finishBatch(services: Services, ref: BatchRef): Promise<void> {
  const batch = await services.batches.find(ref.tenantId, ref.batchId);
  if (batch === undefined) return;
  if (!isOver(batch)) {
    const shards = await services.batches.shards(ref);
    if (batch.state !== 'grading' || !isSettled(batch, shards)) return;
    const hasFailures = shards.some(({ settled }) => settled.failed.size + settled.invalid.size > 0);
    await changeBatch(services, ref, ({ state, run }) =>
      state === 'grading' && run === batch.run
        ? {
            state: hasFailures ? 'completed-with-failures' : 'completed',
            settledAt: timestampOf(services.clock()),
          }
        : null,
    );
  }
  await services.batches.deactivate(ref);
}

function isSettled({ rowCount }: Batch, shards: readonly BatchShard[]): boolean {
  return rowCount !== null && shards.reduce((sum, shard) => sum + settledIn(shard), 0) === rowCount;
}
