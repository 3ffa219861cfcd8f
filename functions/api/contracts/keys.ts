import * as z from 'zod';
import { ApiKey } from '../../../shared/domain/api-key.ts';
import { Timestamp } from '../../../shared/domain/ids.ts';
import { keyState } from '../../../shared/domain/key-life.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { scopes } from '../../../shared/domain/principal.ts';
import { Role, roleOf } from '../../../shared/domain/roles.ts';
import { shortName } from '../../../shared/domain/short-name.ts';
import { PageQuery, pageOf } from '../contract.ts';

const Name = shortName(limits.keyNameCharsMax);
const Expiry = z.union([z.iso.datetime(), z.null()]);

/** A key to make: what it is for, what it may do, and when it ends. Without a role or scopes there is none. */
export const KeyRequest = z
  .strictObject({
    name: Name,
    role: Role.optional(),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length).optional(),
    expiresAt: Expiry.default(null),
  })
  .superRefine((request, context) => {
    if ((request.role === undefined) !== (request.scopes === undefined)) return;
    context.addIssue({ code: 'custom', path: ['role'], message: 'give either role or scopes' });
  })
  .meta({ id: 'KeyRequest' });

/** What is to change; the rest stays. Null takes the expiry away. */
export const KeyChange = z
  .strictObject({ name: Name.exactOptional(), expiresAt: Expiry.exactOptional() })
  .meta({ id: 'KeyChange' });

/** For how long the secret that the key has now opens beside the new one. */
export const KeyRotation = z
  .strictObject({ overlapSeconds: z.int().min(0).max(limits.keyOverlapSecondsMax).default(0) })
  .meta({ id: 'KeyRotation' });

/** A key as its owner sees it: secrets are in the reply to their making alone, which an Idempotency-Key shows again for 24 hours. */
export const KeyReply = ApiKey.omit({ tenantId: true, secretHash: true, previousSecret: true, revision: true })
  .extend({
    role: z.union([Role, z.null()]),
    state: z.enum(['active', 'expired', 'revoked']),
    previousSecretExpiresAt: Timestamp.nullable(),
  })
  .meta({ id: 'KeyReply' });

/** A key with a secret that was made just now. */
export const KeySecretReply = KeyReply.extend({ key: z.string().startsWith('msk_') }).meta({ id: 'KeySecretReply' });

export const KeyListQuery = z.strictObject(PageQuery);
export const KeyPage = pageOf(KeyReply).meta({ id: 'KeyPage' });

/** What an owner may see of a key at a moment. */
export function keyReply(key: ApiKey, now: Timestamp): z.infer<typeof KeyReply> {
  const { tenantId: _t, secretHash: _s, revision: _r, previousSecret, ...shown } = key;
  const isOpening = previousSecret !== null && now < previousSecret.expiresAt;
  return KeyReply.parse({
    ...shown,
    role: roleOf(key.scopes),
    state: keyState(key, now),
    previousSecretExpiresAt: isOpening ? previousSecret.expiresAt : null,
  });
}
