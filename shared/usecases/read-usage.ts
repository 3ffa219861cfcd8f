import { limits } from '../domain/limits.ts';
import { type MonthlyUse, unusedMonth } from '../domain/model-use.ts';
import { type Month, monthOf, monthsBefore } from '../domain/month.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { settingsOf } from './read-settings.ts';

/** What a tenant used in a month, and what is left of its budget. */
export interface Usage extends MonthlyUse {
  /** That which is in force now, for an earlier month too; null where there is none. */
  readonly budgetUsdMicros: number | null;
  /** Not below 0; null where there is no budget. */
  readonly remainingUsdMicros: number | null;
  /** The months before in which something was used, the latest first. */
  readonly earlier: readonly MonthlyUse[];
}

/** What models cost the tenant in a month, this one where none is given, and in the twelve before. @throws Fault `forbidden` */
export async function readUsage(context: Context, asked: Month | null): Promise<Usage> {
  const { principal, usage, clock } = context;
  requireScope(principal, 'usage:read');
  const month = asked ?? monthOf(timestampOf(clock()));
  const [months, { monthlyBudgetUsdMicros }] = await Promise.all([
    usage.months(principal.tenantId, monthsBefore(month, limits.usageMonthsShown - 1), month),
    settingsOf(context, principal.tenantId),
  ]);
  const used = months.find((one) => one.month === month) ?? unusedMonth(month);
  const taken = used.spentUsdMicros + used.inFlightUsdMicros;
  return {
    ...used,
    budgetUsdMicros: monthlyBudgetUsdMicros,
    remainingUsdMicros: monthlyBudgetUsdMicros === null ? null : Math.max(0, monthlyBudgetUsdMicros - taken),
    earlier: months.filter((one) => one.month !== month).toReversed(),
  };
}
