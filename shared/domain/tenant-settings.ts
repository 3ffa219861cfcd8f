import * as z from 'zod';
import { KeyId, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';

/**
 * What a tenant decides for all of its work. `monthlyBudgetUsdMicros` is what models may cost in a calendar month (UTC), in
 * millionths of a dollar: null for any amount, 0 for none at all. `retentionDays` is how long answers and what was made of them are
 * kept; null for ever. `revision` counts the writes, 0 where nothing was ever decided.
 */
export const TenantSettings = z
  .strictObject({
    tenantId: TenantId,
    monthlyBudgetUsdMicros: z.int().min(0).max(limits.monthlyBudgetUsdMicrosMax).nullable(),
    retentionDays: z.int().min(1).max(limits.retentionDaysMax).nullable(),
    changedAt: Timestamp.nullable(),
    changedBy: KeyId.nullable(),
    revision: z.int().min(0),
  })
  .meta({ id: 'TenantSettings' });
export type TenantSettings = z.infer<typeof TenantSettings>;

/** What can be decided. */
export type SettingsChoices = Pick<TenantSettings, 'monthlyBudgetUsdMicros' | 'retentionDays'>;

/** The settings of a tenant that has decided nothing: no budget, and everything is kept. */
export function undecidedSettings(tenantId: TenantId): TenantSettings {
  const choices = { monthlyBudgetUsdMicros: null, retentionDays: null };
  return { tenantId, ...choices, changedAt: null, changedBy: null, revision: 0 };
}
