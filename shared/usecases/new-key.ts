import { type ApiKey, formatKey, keyIdBytes, keySecretBytes } from '../domain/api-key.ts';
import { base32Of } from '../domain/base32.ts';
import { KeyId, type Sha256, type TenantId, type Timestamp } from '../domain/ids.ts';
import { distinctScopes, type Scope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context, Services } from './context.ts';

/** What making keys needs. */
export type KeyServices = Pick<Services, 'keys' | 'random' | 'clock' | 'sha256'>;

/** The same, on somebody's behalf. */
export type KeyContext = KeyServices & Pick<Context, 'principal'>;

/** A key, and how its holder writes it down: it is shown when it is made, and then only by the reply if that is kept. */
export interface KeyWithSecret {
  readonly key: ApiKey;
  readonly presented: string;
}

/** What is decided about a key when it is made. */
export interface KeyChoices {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: it lasts until it is revoked. */
  readonly expiresAt: Timestamp | null;
}

/** A key of a tenant that nobody has yet, under a random id unless one is given. It is not kept. */
export function newKey(
  services: KeyServices,
  tenantId: TenantId,
  { name, scopes, expiresAt }: KeyChoices,
  id: KeyId = KeyId.parse(base32Of(services.random(keyIdBytes))),
): KeyWithSecret {
  const { secretHash, presented } = newKeySecret(services, id);
  const key: ApiKey = {
    id,
    tenantId,
    name,
    scopes: distinctScopes(scopes),
    secretHash,
    previousSecret: null,
    createdAt: timestampOf(services.clock()),
    rotatedAt: null,
    expiresAt,
    revokedAt: null,
    lastUsedAt: null,
    revision: 1,
  };
  return { key, presented };
}

/** A random secret of a key, as its hash and as the whole key that its holder shows. */
export function newKeySecret(
  { random, sha256 }: KeyServices,
  id: KeyId,
): { readonly secretHash: Sha256; readonly presented: string } {
  const secret = random(keySecretBytes);
  return { secretHash: sha256(base32Of(secret)), presented: formatKey(id, secret, sha256) };
}
