import { type ApiKey, formatKey, keyIdBytes, keySecretBytes } from '../domain/api-key.ts';
import { base32Of } from '../domain/base32.ts';
import { Fault } from '../domain/fault.ts';
import { KeyId, type TenantId } from '../domain/ids.ts';
import type { Scope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Services } from './context.ts';

/**
 * Makes an API key for a tenant and returns it, the only time that it can be seen.
 *
 * For whoever runs the installation: there is no principal yet when the first key is made.
 */
export async function issueKey(
  services: Pick<Services, 'keys' | 'random' | 'clock' | 'sha256'>,
  input: { readonly tenantId: TenantId; readonly name: string; readonly scopes: readonly Scope[] },
): Promise<string> {
  const id = KeyId.parse(base32Of(services.random(keyIdBytes)));
  const secret = services.random(keySecretBytes);
  const key: ApiKey = {
    id,
    tenantId: input.tenantId,
    name: input.name,
    scopes: [...input.scopes],
    secretHash: services.sha256(base32Of(secret)),
    createdAt: timestampOf(services.clock()),
    expiresAt: null,
    revokedAt: null,
  };
  if ((await services.keys.create(key)) === 'exists') throw new Fault('conflict', 'The key id is taken; try again.');
  return formatKey(id, secret, services.sha256);
}
