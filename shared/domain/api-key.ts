import * as z from 'zod';
import { base32Of } from './base32.ts';
import { KeyId, Sha256, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { scopes } from './principal.ts';

/**
 * A key as it is stored: its secrets only as their SHA-256, so that a stolen table opens nothing. `previousSecret` is the one
 * before the last rotation: it opens until it expires. `lastUsedAt` is the last request that was let in. `revision` counts
 * what its owner did to it, its making being the first; using it is no change.
 */
export const ApiKey = z.strictObject({
  id: KeyId,
  tenantId: TenantId,
  name: z.string().min(1).max(limits.keyNameCharsMax),
  scopes: z.array(z.enum(scopes)),
  secretHash: Sha256,
  previousSecret: z.strictObject({ secretHash: Sha256, expiresAt: Timestamp }).nullable(),
  createdAt: Timestamp,
  rotatedAt: Timestamp.nullable(),
  expiresAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
  revision: z.int().min(1),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** The parts of a key as its owner holds it: `msk_<id>_<secret>_<checksum>`. */
export interface PresentedKey {
  readonly id: KeyId;
  readonly secret: string;
}

/** 80 bits name the key, 160 bits are its secret. */
export const keyIdBytes = 10;
export const keySecretBytes = 20;

/** Writes a key down. The checksum lets scanners and clients tell a mistyped key from a wrong one without asking. */
export function formatKey(id: KeyId, secret: Uint8Array, sha256: (text: string) => Sha256): string {
  const body = `msk_${id}_${base32Of(secret)}`;
  return `${body}_${checksumOf(body, sha256)}`;
}

/** Reads a key; undefined when it is not shaped like one or its checksum is wrong. */
export function parseKey(text: string, sha256: (text: string) => Sha256): PresentedKey | undefined {
  const match = /^(msk_([0-9a-z]{16})_([0-9a-z]{32}))_([0-9a-f]{6})$/.exec(text);
  const [, body, id, secret, checksum] = match ?? [];
  if (body === undefined || secret === undefined || checksumOf(body, sha256) !== checksum) return undefined;
  const keyId = KeyId.safeParse(id);
  return keyId.success ? { id: keyId.data, secret } : undefined;
}

function checksumOf(body: string, sha256: (text: string) => Sha256): string {
  return sha256(body).slice(0, 6);
}

/**
 * Whether two hashes are equal, in a time that does not depend on where they differ: a comparison that stops at the first
 * difference would tell whoever measures it how much of a guess is right.
 */
export function isSameHash(a: Sha256, b: Sha256): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}
