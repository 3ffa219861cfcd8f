import type { TenantId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { type TenantSettings, undecidedSettings } from '../domain/tenant-settings.ts';
import type { Context, Services } from './context.ts';

/** What the tenant has decided, as it is now. @throws Fault `forbidden` */
export function readSettings(context: Context): Promise<TenantSettings> {
  requireScope(context.principal, 'settings:read');
  return settingsOf(context, context.principal.tenantId);
}

/** The settings of a tenant, for whoever has to heed them; `undecidedSettings` where there are none. */
export async function settingsOf(
  { settings }: Pick<Services, 'settings'>,
  tenantId: TenantId,
): Promise<TenantSettings> {
  return (await settings.find(tenantId)) ?? undecidedSettings(tenantId);
}
