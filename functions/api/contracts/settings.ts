import * as z from 'zod';
import { TenantSettings } from '../../../shared/domain/tenant-settings.ts';

const { monthlyBudgetUsdMicros, retentionDays } = TenantSettings.shape;

/** What is to change; the rest stays. Null takes a limit away. */
export const SettingsChange = z
  .strictObject({
    monthlyBudgetUsdMicros: monthlyBudgetUsdMicros.exactOptional(),
    retentionDays: retentionDays.exactOptional(),
  })
  .meta({ id: 'SettingsChange' });

/** What a tenant has decided, and when that was last changed: null where it never was. */
export const SettingsReply = TenantSettings.omit({ tenantId: true, revision: true }).meta({ id: 'SettingsReply' });

export function settingsReply({ tenantId: _t, revision: _r, ...shown }: TenantSettings): z.infer<typeof SettingsReply> {
  return SettingsReply.parse(shown);
}
