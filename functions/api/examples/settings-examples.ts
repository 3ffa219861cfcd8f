import type * as z from 'zod';
import type { SettingsChange, SettingsReply } from '../contracts/settings.ts';

/* What the documentation shows of /v1/settings: a tenant that gives itself a budget. */

export const changedSettings: z.input<typeof SettingsChange> = { monthlyBudgetUsdMicros: 25_000_000 };

export const settings: z.input<typeof SettingsReply> = {
  monthlyBudgetUsdMicros: 25_000_000,
  retentionDays: null,
  changedAt: '2026-03-14T08:12:07.431Z',
  changedBy: '0c4m7v2xq9t1r8kd',
};
