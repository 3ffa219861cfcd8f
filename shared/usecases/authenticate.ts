import { parseKey } from '../domain/api-key.ts';
import { Fault } from '../domain/fault.ts';
import { keyState, opens } from '../domain/key-life.ts';
import type { Principal } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Services } from './context.ts';

/**
 * Who presents this key.
 *
 * The key is looked up on every request, so that a revoked one is refused at once. All refusals read the same.
 *
 * @throws Fault `unauthenticated` when there is no key, or it is malformed, unknown, wrong, expired or revoked
 */
export async function authenticate(
  services: Pick<Services, 'keys' | 'clock' | 'sha256'>,
  presented: string | null,
): Promise<Principal> {
  const parsed = presented === null ? undefined : parseKey(presented, services.sha256);
  const key = parsed === undefined ? undefined : await services.keys.find(parsed.id);
  if (parsed === undefined || key === undefined) refuse();
  const now = timestampOf(services.clock());
  if (!opens(key, services.sha256(parsed.secret), now) || keyState(key, now) !== 'active') refuse();
  return { tenantId: key.tenantId, keyId: key.id, scopes: key.scopes };
}

function refuse(): never {
  throw new Fault('unauthenticated', 'A valid API key is needed: Authorization: Bearer msk_...');
}
