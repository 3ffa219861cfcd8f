import { Fault } from '../domain/fault.ts';
import type { Timestamp } from '../domain/ids.ts';
import type { KeyContext } from './new-key.ts';

/**
 * Lets an end of a key pass that comes no later than that of the principal's own key; null is no end. Otherwise a key that
 * was given for a while would last as long as its holder likes. A key without an end, and who runs the installation, may
 * give any.
 *
 * @throws Fault `forbidden`
 */
export async function refuseOutliving({ keys, principal }: KeyContext, expiresAt: Timestamp | null): Promise<void> {
  const ownEnd = (await keys.find(principal.keyId))?.expiresAt ?? null;
  if (ownEnd === null || (expiresAt !== null && expiresAt <= ownEnd)) return;
  throw new Fault('forbidden', `This key expires at ${ownEnd}, and so can't give a later end or none.`);
}
