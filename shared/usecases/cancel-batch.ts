import type { Batch } from '../domain/batch.ts';
import type { BatchId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { changeBatch } from './change-batch.ts';
import type { Context } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { findBatch } from './read-batch.ts';
import { sendDueChunks } from './send-chunks.ts';

/**
 * Ends a batch early: after two seconds at most no further row is begun; what is in hand is finished and kept. A batch that is over stays as it is.
 *
 * @throws Fault `not-found`, the same for a missing batch and another tenant's
 */
export async function cancelBatch(context: Context, batchId: BatchId): Promise<Batch> {
  requireScope(context.principal, 'batches:write');
  const batch = await findBatch(context, batchId);
  const ref = { tenantId: batch.tenantId, batchId };
  const cancelled = await changeBatch(context, ref, ({ state }) =>
    ['preparing', 'grading', 'stopped'].includes(state)
      ? { state: 'cancelled', reason: null, troubleSince: null, settledAt: timestampOf(context.clock()) }
      : null,
  );
  if (cancelled !== null) {
    if (cancelled.mode === 'economy') await sendDueChunks(context, cancelled, 'now');
    await finishBatch(context, ref);
  }
  return cancelled ?? (await findBatch(context, batchId));
}
