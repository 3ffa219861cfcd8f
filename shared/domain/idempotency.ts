import * as z from 'zod';
import { AuditRecord } from './audit.ts';
import { Sha256, TenantId, Timestamp } from './ids.ts';
import { scopes } from './principal.ts';

/** How a client names one request, however often it is sent (draft-ietf-httpapi-idempotency-key-header). */
export const IdempotencyKey = z
  .string()
  .regex(/^[ -~]{1,255}$/, 'must be 1 to 255 printable ASCII characters')
  .brand<'IdempotencyKey'>();
export type IdempotencyKey = z.infer<typeof IdempotencyKey>;

/** How long a key stands for its request. */
export const keptForMs = 24 * 60 * 60 * 1000;

/** The statuses of replies that stand: the work is done, or refused for reasons that waiting does not change. */
export const standingStatuses = [200, 201, 202, 204, 400, 404, 409, 412, 413] as const;

/**
 * A reply as it is sent again: its status, the headers that are about it, and its body to the letter. `unentered` is what
 * was done and could not be entered in the audit log: it is entered before the reply is sent again.
 */
export const KeptReply = z.strictObject({
  status: z.literal(standingStatuses),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  unentered: AuditRecord.nullable().default(null),
});
export type KeptReply = z.infer<typeof KeptReply>;

/** A text that was sealed for its owner. */
export const SealedText = z.string().min(1).brand<'SealedText'>();
export type SealedText = z.infer<typeof SealedText>;

/**
 * A request that was sent under an idempotency key. While it is being answered, `leaseUntilMs` says until when whoever
 * answers it, the `holder`, is taken to be alive, in epoch milliseconds; null when it has been answered. `scopes` are those of
 * the key that sent it, `keyHash` and `request` are the SHA-256 of the idempotency key and of all that makes the request.
 */
export const KeptRequest = z.strictObject({
  tenantId: TenantId,
  keyHash: Sha256,
  request: Sha256,
  scopes: z.array(z.enum(scopes)),
  holder: z.string().min(1),
  leaseUntilMs: z.int().nullable(),
  expiresAt: Timestamp,
});
export type KeptRequest = z.infer<typeof KeptRequest>;
