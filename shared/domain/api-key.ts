import { z } from 'zod';
import { KeyId, Sha256, TenantId, Timestamp } from './ids.ts';
import { scopes } from './principal.ts';

/** A key as it is stored: the secret only as its SHA-256, so that a stolen table opens nothing. */
export const ApiKey = z.strictObject({
  id: KeyId,
  tenantId: TenantId,
  name: z.string().min(1).max(80),
  scopes: z.array(z.enum(scopes)),
  secretHash: Sha256,
  createdAt: Timestamp,
  expiresAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;
