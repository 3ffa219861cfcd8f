import type { ApiKey } from '../domain/api-key.ts';
import type { KeyId } from '../domain/ids.ts';
import { keyState, revoked } from '../domain/key-life.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { keepAccess } from './keep-access.ts';
import type { KeyContext } from './new-key.ts';
import { managedKey, replaceKey } from './read-key.ts';

/**
 * Ends a key for good: the next request that shows it is refused. A key that is revoked already stays as it is.
 *
 * @throws Fault `not-found`, `forbidden` when it may do what the principal may not, `conflict` when it is the last that may
 * make keys of its scopes, or was changed meanwhile
 */
export async function revokeKey(context: KeyContext, id: KeyId): Promise<ApiKey> {
  const key = await managedKey(context, id);
  const now = timestampOf(context.clock());
  const state = keyState(key, now);
  if (state === 'revoked') return key;
  if (state === 'active') await keepAccess(context, key, now);
  return replaceKey(context, revoked(key, now));
}
