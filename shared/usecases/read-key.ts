import type { ApiKey } from '../domain/api-key.ts';
import { Fault } from '../domain/fault.ts';
import type { KeyId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { KeyContext } from './new-key.ts';

/** A key of the principal's tenant. @throws Fault `not-found` for a missing one and for another tenant's alike */
export async function readKey(context: KeyContext, id: KeyId): Promise<ApiKey> {
  requireScope(context.principal, 'keys:read');
  return keyOf(context, id);
}

/**
 * A key of the principal's tenant that the principal may rotate, change or revoke: one that may do nothing which the principal
 * may not. Otherwise whoever may manage keys could take over one that may do more, or put it out of the way.
 *
 * @throws Fault `not-found`, `forbidden`
 */
export async function managedKey(context: KeyContext, id: KeyId): Promise<ApiKey> {
  requireScope(context.principal, 'keys:write');
  const key = await keyOf(context, id);
  const lacking = key.scopes.find((scope) => !context.principal.scopes.includes(scope));
  if (lacking === undefined) return key;
  throw new Fault('forbidden', `This key lacks the scope ${lacking} of the key ${id}, and so can't change it.`);
}

/** Replaces a key by its next revision. @throws Fault `conflict` when it was changed meanwhile */
export async function replaceKey({ keys }: KeyContext, next: ApiKey): Promise<ApiKey> {
  if ((await keys.replace(next)) === 'replaced') return next;
  throw new Fault('conflict', `The key ${next.id} was changed meanwhile; read it again.`, { isPassing: true });
}

async function keyOf({ keys, principal }: KeyContext, id: KeyId): Promise<ApiKey> {
  const key = await keys.find(id);
  if (key === undefined || key.tenantId !== principal.tenantId) throw new Fault('not-found', `There is no key ${id}.`);
  return key;
}
