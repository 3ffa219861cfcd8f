import type { Batch } from '../domain/batch.ts';
import { costBoundUsdMicros } from '../domain/cost-bound.ts';
import { Fault } from '../domain/fault.ts';
import { costUsdMicros } from '../domain/model-call.ts';
import type { Model } from '../ports.ts';
import type { Services } from './context.ts';

/** Thrown instead of asking where a batch's budget might be passed: nothing was sent and nothing is owed. */
export class BudgetReached extends Fault {
  constructor(budgetUsdMicros: number) {
    const usd = (budgetUsdMicros / 1_000_000).toFixed(2);
    super('unavailable', `the budget of ${usd} USD has no room for another call`);
  }
}

/**
 * A model that keeps to the budget of a batch, however many workers share it: the most that a request can cost is set aside
 * before it is sent, and what it did not cost is given back. What a worker that is killed had set aside stays set aside,
 * because its call may have been paid.
 *
 * @returns the model itself where the batch has no budget, or its price is unknown
 */
export function budgetOfBatch(services: Pick<Services, 'batches' | 'priceOf'>, batch: Batch, model: Model): Model {
  const { budgetUsdMicros } = batch;
  const price = services.priceOf(model.name);
  if (budgetUsdMicros === null || price === null) return model;
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  return {
    name: model.name,
    ask: async (request) => {
      const bound = costBoundUsdMicros(request, price);
      if (!(await services.batches.reserve(ref, bound, budgetUsdMicros))) throw new BudgetReached(budgetUsdMicros);
      const reply = await model.ask(request);
      await services.batches.settleReserve(ref, bound, costUsdMicros(reply.call.usage, price));
      return reply;
    },
  };
}
