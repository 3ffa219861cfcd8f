import { Fault } from '../domain/fault.ts';
import type { KeyId } from '../domain/ids.ts';
import { keyState, withSecret } from '../domain/key-life.ts';
import { limits } from '../domain/limits.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { type KeyContext, type KeyWithSecret, newKeySecret } from './new-key.ts';
import { managedKey, replaceKey } from './read-key.ts';
import { refuseOutliving } from './refuse-outliving.ts';

/**
 * Gives a key another secret and returns it, the only time that it can be seen. The secret that it had opens for
 * `overlapSeconds` more; with 0 the next request that shows it is refused. That of the principal's own key opens for
 * `limits.keyOverlapOwnSecondsMin` at least, so that a caller who lost the reply can ask for it again.
 *
 * @throws Fault `not-found`, `forbidden` when it may do what the principal may not or ends later than the principal's key, `conflict` when it is revoked or expired,
 * or was changed meanwhile
 */
export async function rotateKey(context: KeyContext, id: KeyId, overlapSeconds: number): Promise<KeyWithSecret> {
  const key = await managedKey(context, id);
  const now = timestampOf(context.clock());
  const state = keyState(key, now);
  if (state !== 'active') throw new Fault('conflict', `The key ${id} is ${state}; make another one.`);
  await refuseOutliving(context, key.expiresAt);
  const isOwn = id === context.principal.keyId;
  const overlap = isOwn ? Math.max(overlapSeconds, limits.keyOverlapOwnSecondsMin) : overlapSeconds;
  const { secretHash, presented } = newKeySecret(context, id);
  return { key: await replaceKey(context, withSecret(key, secretHash, overlap, now)), presented };
}
