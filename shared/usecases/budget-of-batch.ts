import type { Batch } from '../domain/batch.ts';
import { costBoundUsdMicros } from '../domain/cost-bound.ts';
import { Fault } from '../domain/fault.ts';
import { costUsdMicros } from '../domain/model-call.ts';
import type { Model } from '../ports.ts';
import { BudgetUsedUp, mayBeBilledUntold } from './budgeted-model.ts';
import type { JudgingTools, Services } from './context.ts';
import { bestEffort } from './judge-answer.ts';

/**
 * A model that keeps to the budget of a batch, however many workers share it: the most that a request can cost is set aside
 * before it is sent, and what it did not cost is given back. What may have been paid for stays set aside: that of a worker
 * that is killed, of a reply that tells no tokens, and of one that could not be counted.
 *
 * Work is shared only within such a batch: nobody else may be refused, or be served, by its budget.
 *
 * @returns the model as it is where the batch has no budget, or its price is unknown
 */
export function budgetOfBatch(
  services: Pick<Services, 'batches' | 'priceOf' | 'model' | 'shareInFlight' | 'sha256'>,
  batch: Batch,
): Pick<JudgingTools, 'model' | 'shareInFlight'> {
  const { model, shareInFlight, batches, sha256 } = services;
  const { budgetUsdMicros } = batch;
  const price = model === null ? null : services.priceOf(model.name);
  if (model === null || budgetUsdMicros === null || price === null) return { model, shareInFlight };
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  const ask: Model['ask'] = async (request) => {
    const bound = costBoundUsdMicros(request, price);
    if (!(await batches.reserve(ref, bound, budgetUsdMicros))) throw new BudgetUsedUp(budgetUsdMicros);
    // The reply is paid for: it must not be lost because the table is busy.
    const settle = (paid: number) => bestEffort(() => batches.settleReserve(ref, bound, paid));
    try {
      const reply = await model.ask(request);
      if (!mayBeBilledUntold(reply)) await settle(costUsdMicros(reply.call.usage, price));
      return reply;
    } catch (error) {
      // Not sent, so not owed.
      if (error instanceof Fault) await settle(0);
      throw error;
    }
  };
  return {
    model: { name: model.name, ask },
    shareInFlight: (tenantId, work, judge) => shareInFlight(tenantId, sha256(`${work} ${batch.id}`), judge),
  };
}
