import type { Batch } from '../domain/batch.ts';
import { Fault } from '../domain/fault.ts';
import type { BatchRef } from '../ports/batches.ts';
import type { Services } from './context.ts';

const triesMax = 10;

/**
 * Changes a batch as it is now: `decide` is asked anew whenever somebody else was faster. Null from it means that there is
 * nothing to change.
 *
 * @returns the batch as it was written; null where there was nothing to change, or no batch
 * @throws Fault `conflict` when others are faster ten times over
 */
export async function changeBatch(
  { batches }: Pick<Services, 'batches'>,
  { tenantId, batchId }: BatchRef,
  decide: (batch: Batch) => Partial<Batch> | null,
): Promise<Batch | null> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const batch = await batches.find(tenantId, batchId);
    const change = batch === undefined ? null : decide(batch);
    if (batch === undefined || change === null) return null;
    const next = { ...batch, ...change, revision: batch.revision + 1 };
    if ((await batches.replace(batch, next)) === 'replaced') return next;
  }
  throw new Fault('conflict', 'The batch is being changed by others; try again.', { isPassing: true });
}
