import type { ApiKey } from '../domain/api-key.ts';
import { Fault } from '../domain/fault.ts';
import type { KeyId } from '../domain/ids.ts';
import { endsEarlier, keyState } from '../domain/key-life.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { anyState, type Expectation, refuseUnexpected } from './expectation.ts';
import { keepAccess } from './keep-access.ts';
import type { KeyChoices, KeyContext } from './new-key.ts';
import { managedKey, replaceKey } from './read-key.ts';
import { refuseOutliving } from './refuse-outliving.ts';
import { refusePast } from './refuse-past.ts';

/**
 * Changes the name of a key, or when it expires, and leaves the rest. What it may do never changes: that is another key.
 *
 * @throws Fault `not-found`, `forbidden` when it may do what the principal may not or is to end later than the principal's key,
 * `invalid-request` for an expiry that is past, `precondition-failed` when it is not as expected, `conflict` when it is
 * revoked or expired, when no key would be left then that may make keys of its scopes, or when it
 * was changed meanwhile
 */
export async function changeKey(
  context: KeyContext,
  id: KeyId,
  changes: Partial<Pick<KeyChoices, 'name' | 'expiresAt'>>,
  isExpected: Expectation<ApiKey> = anyState,
): Promise<ApiKey> {
  const key = await managedKey(context, id);
  refuseUnexpected(isExpected(key), `key ${id}`);
  const state = keyState(key, timestampOf(context.clock()));
  if (state !== 'active') throw new Fault('conflict', `The key ${id} is ${state}; make another one.`);
  const next: ApiKey = { ...key, ...changes, revision: key.revision + 1 };
  refusePast(context, next.expiresAt);
  if (next.expiresAt !== key.expiresAt) await refuseOutliving(context, next.expiresAt);
  if (next.expiresAt !== null && endsEarlier(next, key)) await keepAccess(context, key, next.expiresAt);
  return replaceKey(context, next);
}
