import type { TenantId } from '../domain/ids.ts';
import type { ModelUse, MonthlyUse } from '../domain/model-use.ts';
import type { Month } from '../domain/month.ts';
import type { TenantSettings } from '../domain/tenant-settings.ts';
import type { Spending } from './batches.ts';

/** What each tenant has decided. */
export interface SettingsStore {
  find(tenantId: TenantId): Promise<TenantSettings | undefined>;
  /** Of all tenants that keep things for a time only. What was changed this moment may be missing or be as it was. */
  withRetention(): Promise<readonly TenantSettings[]>;
  /** Replaces those before. `stale` when their revision is not the one before; nothing is changed then. */
  save(settings: TenantSettings): Promise<'saved' | 'stale'>;
}

/** What models cost each tenant, by month. It is counted, not kept exactly once: a write that is repeated counts twice. */
export interface UsageStore {
  /** Only months in which something was used, the earliest first. */
  months(tenantId: TenantId, first: Month, last: Month): Promise<readonly MonthlyUse[]>;
  /** Sets money aside for a call, unless that would pass the cap of the month; null caps nothing. */
  reserve(ref: MonthRef, usdMicros: number, capUsdMicros: number | null, nowMs: number): Promise<boolean>;
  /** Counts what was used, and what was paid in the place of what was set aside for it. */
  settle(
    ref: MonthRef,
    reservedUsdMicros: number,
    paidUsdMicros: number,
    use: ModelUse | null,
    nowMs: number,
  ): Promise<void>;
  spending(ref: MonthRef): Promise<Spending>;
}

export interface MonthRef {
  readonly tenantId: TenantId;
  readonly month: Month;
}
