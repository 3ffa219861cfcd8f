import { type Batch, isOver } from '../domain/batch.ts';
import { batchEventOf } from '../domain/batch-event.ts';
import { type BatchShard, countsOf, settledIn } from '../domain/batch-shard.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports/batches.ts';
import { announce } from './announce.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';
import { hasChunksAtProvider } from './send-chunks.ts';

/**
 * Ends a batch whose rows are all settled, once, whoever asks and however often: `completed`, or `completed-with-failures`.
 * A batch stays among the active ones until everybody has been told that it is over, and the provider has nothing of
 * it: whoever asks next makes up for what one that vanished has left undone.
 */
export async function finishBatch(services: Services, ref: BatchRef): Promise<void> {
  const batch = await services.batches.find(ref.tenantId, ref.batchId);
  if (batch === undefined) return;
  const over = isOver(batch) ? batch : await completed(services, ref, batch);
  // Whoever was faster than this one ends it; if it was set going again, it is not over.
  if (over === null) return;
  await tellOf(services, ref, over);
  if (await hasChunksAtProvider(services, over)) return;
  await setAside(services, ref);
}

// Whoever has set it going again meanwhile put it among the active ones before this took it away.
async function setAside({ batches }: Services, ref: BatchRef): Promise<void> {
  await batches.deactivate(ref);
  const batch = await batches.find(ref.tenantId, ref.batchId);
  if (batch !== undefined && !isOver(batch)) await batches.activate(ref);
}

async function completed(services: Services, ref: BatchRef, batch: Batch): Promise<Batch | null> {
  const shards = await services.batches.shards(ref);
  if (batch.state !== 'grading' || !isSettled(batch, shards)) return null;
  const hasFailures = shards.some(({ settled }) => settled.failed.size + settled.invalid.size > 0);
  return changeBatch(services, ref, ({ state, run }) =>
    state === 'grading' && run === batch.run
      ? {
          reason: null,
          troubleSince: null,
          state: hasFailures ? 'completed-with-failures' : 'completed',
          settledAt: timestampOf(services.clock()),
        }
      : null,
  );
}

async function tellOf(services: Services, ref: BatchRef, batch: Batch): Promise<void> {
  const shards = await services.batches.shards(ref);
  const event = batchEventOf(batch, countsOf(shards, services.clock().getTime()));
  if (event !== null) await announce(services, ref.tenantId, event);
}

function isSettled({ rowCount }: Batch, shards: readonly BatchShard[]): boolean {
  return rowCount !== null && shards.reduce((sum, shard) => sum + settledIn(shard), 0) === rowCount;
}
