import { Fault } from '../domain/fault.ts';
import type { TenantId } from '../domain/ids.ts';
import { type KeyChoices, type KeyServices, newKey } from './new-key.ts';

/**
 * Makes an API key for a tenant and returns it, the only time that it can be seen.
 *
 * For whoever runs the installation: there is no principal yet when the first key is made.
 */
export async function issueKey(
  services: KeyServices,
  input: Omit<KeyChoices, 'expiresAt'> & Partial<Pick<KeyChoices, 'expiresAt'>> & { readonly tenantId: TenantId },
): Promise<string> {
  const { tenantId, ...choices } = input;
  const { key, presented } = newKey(services, tenantId, { expiresAt: null, ...choices });
  if ((await services.keys.create(key)) === 'exists')
    throw new Fault('conflict', 'The key id is taken; try again.', { isPassing: true });
  return presented;
}
