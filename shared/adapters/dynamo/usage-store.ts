import * as z from 'zod';
import { ModelUse, type MonthlyUse } from '../../domain/model-use.ts';
import { Month } from '../../domain/month.ts';
import type { UsageStore } from '../../ports/settings.ts';
import type { TableClient } from './client.ts';
import { readItems } from './item-access.ts';
import { keys, ranges } from './keys.ts';
import { addMore, addWithinCap, readSetAside, SetAside, spendingOf } from './set-aside.ts';

/** What models cost in a month, one item a tenant and month, to which each call adds in one write. */
export function dynamoUsageStore(table: TableClient): UsageStore {
  return {
    months: async (tenantId, first, last) => (await readItems(table, ranges.usage(tenantId, first, last))).map(monthIn),

    async reserve(ref, usdMicros, capUsdMicros, nowMs) {
      const more = { setAsideUsdMicros: usdMicros, inFlightUsdMicros: usdMicros };
      if (capUsdMicros !== null) return addWithinCap(table, keys.usage(ref), more, capUsdMicros, nowMs);
      await addMore(table, keys.usage(ref), more, nowMs);
      return true;
    },

    async settle(ref, reservedUsdMicros, paidUsdMicros, use, nowMs) {
      const money = { setAsideUsdMicros: paidUsdMicros - reservedUsdMicros, inFlightUsdMicros: -reservedUsdMicros };
      await addMore(table, keys.usage(ref), { ...use, ...money }, nowMs);
    },

    spending: async (ref) => spendingOf(await readSetAside(table, keys.usage(ref))),
  };
}

const Amount = z.number().default(0);
const Counted = SetAside.extend({
  sk: Month,
  calls: Amount,
  judgements: Amount,
  inputTokens: Amount,
  cachedInputTokens: Amount,
  outputTokens: Amount,
  unpricedCalls: Amount,
});

function monthIn(item: unknown): MonthlyUse {
  const { sk: month, ...counted } = Counted.parse(item);
  const { spentUsdMicros, inFlightUsdMicros } = spendingOf(counted);
  return { month, ...ModelUse.strip().parse(counted), spentUsdMicros, inFlightUsdMicros };
}
