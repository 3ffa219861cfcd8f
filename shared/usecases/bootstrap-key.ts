import { keyIdBytes } from '../domain/api-key.ts';
import { Fault } from '../domain/fault.ts';
import { KeyId, type TenantId } from '../domain/ids.ts';
import { keyState } from '../domain/key-life.ts';
import { roleScopes } from '../domain/roles.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { derivedId } from './derived-id.ts';
import { type KeyServices, type KeyWithSecret, newKey } from './new-key.ts';

/**
 * Makes the first owner's key of a tenant and returns it, the only time that it can be seen. For whoever runs the
 * installation, once: only when no key is in force any more that may do everything, or a release has added scopes, can it be
 * done again.
 *
 * Its id follows from the tenant and how many keys that has, so that of several that do this at once one succeeds.
 *
 * @throws Fault `conflict` when the tenant has an owner's key
 */
export async function bootstrapKey(services: KeyServices, tenantId: TenantId): Promise<KeyWithSecret> {
  const now = timestampOf(services.clock());
  const existing = await services.keys.all(tenantId);
  const refusal = new Fault('conflict', `The tenant ${tenantId} has an owner's key already, which can make others.`);
  const owns = existing.some(
    (key) => keyState(key, now) === 'active' && roleScopes.owner.every((scope) => key.scopes.includes(scope)),
  );
  if (owns) throw refusal;
  const id = firstKeyId(services, tenantId, existing.length);
  const made = newKey(services, tenantId, { name: 'first owner', scopes: roleScopes.owner, expiresAt: null }, id);
  if ((await services.keys.create(made.key)) === 'exists') throw refusal;
  return made;
}

function firstKeyId(services: KeyServices, tenantId: TenantId, keysBefore: number): KeyId {
  return KeyId.parse(derivedId(services, ['first owner', tenantId, keysBefore], keyIdBytes));
}
