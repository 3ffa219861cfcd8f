import type { Batch } from '../domain/batch.ts';
import { BudgetUsedUp } from './budgeted-model.ts';
import type { JudgingTools, Services } from './context.ts';
import { bestEffort } from './judge-answer.ts';
import { reservingModel } from './reserving-model.ts';

/** How long a call can take at most, its waits for limits included. */
export const inFlightMsMax = 600_000;

/** Thrown where no call of the batch can be made any more. Nothing was sent and nothing is owed. */
export class BudgetStop extends BudgetUsedUp {
  /** What a person is told. */
  readonly reason: string;

  constructor(capUsdMicros: number, reason: string) {
    super(capUsdMicros);
    this.reason = reason;
  }
}

/** Thrown where a call fits the budget as soon as others are paid. Nothing was sent and nothing is owed. */
export class BudgetInUse extends BudgetUsedUp {}

/**
 * A model that keeps to the budget of a batch, however many workers share it: the most that a request can cost is set aside
 * before it is sent, and what it did not cost is given back. What may have been paid for stays set aside: that of a worker
 * that is killed, of a reply that tells no tokens, and of one that could not be counted.
 *
 * A call that fits only if others in flight cost less than their bound is put off; ten minutes after the last call began or
 * ended, what is still set aside is that of workers that were killed. A budget is kept by asking nothing where nobody knows
 * the price of the model.
 *
 * Work is shared only within such a batch: nobody else may be refused, or be served, by its budget.
 *
 * @returns the model as it is where the batch has no budget; its `ask` throws `BudgetStop` or `BudgetInUse` where it has
 */
export function budgetOfBatch(
  services: Pick<Services, 'batches' | 'priceOf' | 'model' | 'shareInFlight' | 'sha256' | 'clock'>,
  batch: Batch,
): Pick<JudgingTools, 'model' | 'shareInFlight'> {
  const { model, shareInFlight, batches, sha256, clock } = services;
  const { budgetUsdMicros } = batch;
  const price = model === null ? null : services.priceOf(model.name);
  if (model === null || budgetUsdMicros === null) return { model, shareInFlight };
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  const nowMs = (): number => clock().getTime();
  const setAside = async (bound: number): Promise<void> => {
    if (await batches.reserveCall(ref, bound, budgetUsdMicros, nowMs())) return;
    const { spentUsdMicros, inFlightUsdMicros, changedAtMs } = await batches.spending(ref);
    const fits = spentUsdMicros + bound <= budgetUsdMicros;
    if (fits && nowMs() - changedAtMs < inFlightMsMax) throw new BudgetInUse(budgetUsdMicros);
    const spent = fits ? spentUsdMicros + inFlightUsdMicros : spentUsdMicros;
    throw new BudgetStop(
      budgetUsdMicros,
      `the budget of ${usdExactly(budgetUsdMicros)} USD has no room for another call: ` +
        `${usdExactly(spent)} USD is spent and a call may need ${usdExactly(bound)} USD`,
    );
  };
  const reserving = reservingModel(model, price, async (bound) => {
    if (price === null)
      throw new BudgetStop(
        budgetUsdMicros,
        `no price is known for the model ${model.name}, so the budget of ${usdExactly(budgetUsdMicros)} USD can't be kept`,
      );
    await setAside(bound);
    // The reply is paid for: it must not be lost because the table is busy.
    return async (paid) => void (await bestEffort(() => batches.settleCall(ref, bound, paid, nowMs())));
  });
  return {
    model: reserving,
    shareInFlight: (tenantId, work, judge) => shareInFlight(tenantId, sha256(`${work} ${batch.id}`), judge),
  };
}

/** Millionths of a dollar as dollars: with as many decimals as it takes, two at least. */
export function usdExactly(usdMicros: number): string {
  return (usdMicros / 1_000_000).toFixed(6).replace(/0{1,4}$/, '');
}
