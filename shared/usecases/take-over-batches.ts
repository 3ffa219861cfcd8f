import { isOver } from '../domain/batch.ts';
import type { Services } from './context.ts';

/**
 * Counts the batches that an earlier process has left under way.
 *
 * @param isAlone no other process works on them: the rows that the earlier one had in hand are free at once. One that joins
 * at this very moment may lose a row that it has begun, which is then paid for twice and counted once.
 */
export async function takeOverBatches({ batches }: Pick<Services, 'batches'>, isAlone: boolean): Promise<number> {
  let underWay = 0;
  for (const ref of await batches.active()) {
    const batch = await batches.find(ref.tenantId, ref.batchId);
    if (batch === undefined || isOver(batch)) continue;
    underWay += 1;
    if (isAlone) await batches.breakLeases(ref);
  }
  return underWay;
}
