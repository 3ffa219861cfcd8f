import { Fault } from '../domain/fault.ts';
import { requireScope } from '../domain/principal.ts';
import type { SettingsChoices, TenantSettings } from '../domain/tenant-settings.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { type Expectation, refuseUnexpected } from './expectation.ts';
import { settingsOf } from './read-settings.ts';

/**
 * Decides anew what is given and leaves the rest.
 *
 * @throws Fault `forbidden`; `precondition-failed` when they are not as expected; `conflict` when somebody else changed the settings at the same time
 */
export async function changeSettings(
  context: Context,
  choices: Partial<SettingsChoices>,
  isExpected: Expectation<TenantSettings>,
): Promise<TenantSettings> {
  const { principal, settings, clock } = context;
  requireScope(principal, 'settings:write');
  const before = await settingsOf(context, principal.tenantId);
  refuseUnexpected(isExpected(before), 'settings');
  const next: TenantSettings = {
    ...before,
    ...choices,
    changedAt: timestampOf(clock()),
    changedBy: principal.keyId,
    revision: before.revision + 1,
  };
  if ((await settings.save(next)) === 'stale')
    throw new Fault('conflict', 'The settings were changed meanwhile; read them again.', { isPassing: true });
  return next;
}
