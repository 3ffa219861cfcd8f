import type { ApiKey } from '../domain/api-key.ts';
import { Fault } from '../domain/fault.ts';
import type { Timestamp } from '../domain/ids.ts';
import { standIn, standsInFor } from '../domain/key-life.ts';
import type { KeyContext } from './new-key.ts';

/**
 * Makes sure that a key which makes others may end after a moment: that there is one which may do as much and lasts as long.
 * Otherwise a tenant would be locked out of its keys, or of a scope that nobody could give any more.
 *
 * The one that stands in gets a new revision here. So the caller, whose own write is conditional on the revision that it read
 * before, loses when somebody else counts on the key that it ends: of two keys that end each other at once, one stays.
 *
 * @param ending the key as it was until now
 * @throws Fault `conflict` when there is none
 */
export async function keepAccess({ keys, principal }: KeyContext, ending: ApiKey, after: Timestamp): Promise<void> {
  if (!ending.scopes.includes('keys:write')) return;
  let others = await keys.all(principal.tenantId);
  for (let next = standIn(others, ending, after); next !== undefined; next = standIn(others, ending, after)) {
    const { id } = next;
    // The list may lag behind.
    const current = await keys.find(id);
    const stands = current !== undefined && standsInFor(current, ending, after);
    if (stands && (await keys.replace({ ...current, revision: current.revision + 1 })) === 'replaced') return;
    others = others.filter((other) => other.id !== id);
  }
  throw new Fault(
    'conflict',
    `No other key may do what ${ending.id} may, keys:write included, for as long; make one first.`,
  );
}
