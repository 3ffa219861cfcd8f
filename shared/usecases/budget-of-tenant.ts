import type { TenantId } from '../domain/ids.ts';
import { useOf } from '../domain/model-use.ts';
import { monthOf } from '../domain/month.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Spending } from '../ports/batches.ts';
import type { Model } from '../ports/models.ts';
import type { MonthRef } from '../ports/settings.ts';
import { inFlightMsMax, usdExactly } from './budget-of-batch.ts';
import type { Services } from './context.ts';
import { bestEffort } from './judge-answer.ts';
import { MonthSpent } from './month-spent.ts';
import { reservingModel } from './reserving-model.ts';

/**
 * The model as a tenant has it: whatever asks it, each call counts to the month in which it is made, and where the tenant has a
 * monthly budget the most that a call can cost is set aside before it is sent, however many processes share it. A call whose
 * price nobody knows is made and its tokens are counted; what it costs is beyond the budget.
 *
 * A budget that is lowered is heeded within seconds, one that is raised at once.
 *
 * @returns null where there is no model; its `ask` throws MonthSpent
 */
export function modelOfTenant(services: Tools & Pick<Services, 'model' | 'priceOf'>, tenantId: TenantId): Model | null {
  const { model, usage, clock } = services;
  if (model === null) return null;
  const price = services.priceOf(model.name);
  return reservingModel(model, price, async (bound) => {
    const now = clock();
    const ref = { tenantId, month: monthOf(timestampOf(now)) };
    const { monthlyBudgetUsdMicros: cap } = await services.settingsInForce(tenantId);
    const reserved = cap === null || price === null ? 0 : bound;
    if (reserved > 0) await reserveInMonth(services, ref, bound, cap);
    return async (paid, call) => {
      if (reserved === 0 && call === null) return;
      const use = call === null ? null : useOf(call, price !== null);
      // The reply is paid for: it must not be lost because the table is busy.
      await bestEffort(() => usage.settle(ref, reserved, paid, use, clock().getTime()));
    };
  });
}

/**
 * Sets money aside in a month, under the budget that is in force or the one that the tenant has chosen this moment.
 *
 * @throws MonthSpent where it has no room, and nothing is set aside then
 */
export async function reserveInMonth(
  { usage, settings, clock }: Tools,
  ref: MonthRef,
  boundUsdMicros: number,
  capUsdMicros: number | null,
): Promise<void> {
  const nowMs = clock().getTime();
  if (await usage.reserve(ref, boundUsdMicros, capUsdMicros, nowMs)) return;
  const cap = (await settings.find(ref.tenantId))?.monthlyBudgetUsdMicros ?? null;
  if (await usage.reserve(ref, boundUsdMicros, cap, nowMs)) return;
  throw noRoom(await usage.spending(ref), boundUsdMicros, cap ?? 0, nowMs);
}

/**
 * Refuses work for which the month has no room whatever becomes of the calls that are under way; nothing is set aside. Without a
 * budget, or for a bound of 0, nothing is read.
 *
 * @throws MonthSpent
 */
export async function refuseSpentMonth(services: Tools, tenantId: TenantId, boundUsdMicros: number): Promise<void> {
  const { usage, settings, clock } = services;
  const known = (await services.settingsInForce(tenantId)).monthlyBudgetUsdMicros;
  if (known === null || boundUsdMicros === 0) return;
  const now = clock();
  const spending = await usage.spending({ tenantId, month: monthOf(timestampOf(now)) });
  if (spending.spentUsdMicros + boundUsdMicros <= known) return;
  const cap = (await settings.find(tenantId))?.monthlyBudgetUsdMicros ?? null;
  if (cap === null || spending.spentUsdMicros + boundUsdMicros <= cap) return;
  throw noRoom(spending, boundUsdMicros, cap, now.getTime());
}

function noRoom(spending: Spending, boundUsdMicros: number, budgetUsdMicros: number, nowMs: number): MonthSpent {
  const { spentUsdMicros, inFlightUsdMicros, changedAtMs } = spending;
  const fits = spentUsdMicros + boundUsdMicros <= budgetUsdMicros;
  const budget = usdExactly(budgetUsdMicros);
  if (fits && nowMs - changedAtMs < inFlightMsMax)
    return new MonthSpent(
      `The rest of the monthly budget of ${budget} USD is set aside for calls that are under way.`,
      false,
    );
  const spent = fits ? spentUsdMicros + inFlightUsdMicros : spentUsdMicros;
  return new MonthSpent(
    `The monthly budget of ${budget} USD has no room for another call: ` +
      `${usdExactly(spent)} USD is spent and a call may need ${usdExactly(boundUsdMicros)} USD.`,
    true,
  );
}

type Tools = Pick<Services, 'usage' | 'settings' | 'settingsInForce' | 'clock'>;
