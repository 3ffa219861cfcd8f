import * as z from 'zod';
import { Sha256, TenantId, Timestamp } from './ids.ts';
import { SealedSecret } from './webhook.ts';

/** How many things of each kind were erased. */
export const ErasedCounts = z.record(z.string().regex(/^[a-z][a-z-]{0,39}$/), z.int().min(0));
export type ErasedCounts = z.infer<typeof ErasedCounts>;

/**
 * What is left of a person who was erased: that it was done, when, and how much it was. `personHash` tells nobody who it was
 * without the secret of the installation.
 *
 * `erasing`: begun, and perhaps cut off. `erased`: nothing was found any more at `erasedAt`. Until `recheckAt` something may
 * still come in that was under way by then, so it is looked for once more; `sealedPerson` says whom to look for until that is
 * done. `revision` grows with every write, from 1.
 */
export const Erasure = z.strictObject({
  tenantId: TenantId,
  personHash: Sha256,
  state: z.enum(['erasing', 'erased']),
  requestedAt: Timestamp,
  erasedAt: Timestamp.nullable(),
  recheckAt: Timestamp.nullable(),
  sealedPerson: z.union([SealedSecret, z.null()]),
  counts: ErasedCounts,
  revision: z.int().min(1),
});
export type Erasure = z.infer<typeof Erasure>;

/** How long after an erasure something that was under way by then may still come in, in milliseconds. */
export const recheckAfterMs = 15 * 60_000;

/** How long a request that came before an erasure may have waited for its turn, in milliseconds. */
const leewayMs = 5_000;

/** Whether something that was begun at a moment, in milliseconds or as a timestamp, is what an erasure was asked for. */
export function isBegunBefore(
  { erasedAt, requestedAt }: Pick<Erasure, 'erasedAt' | 'requestedAt'>,
  moment: number | Timestamp,
): boolean {
  const begunMs = typeof moment === 'number' ? moment : Date.parse(moment);
  return begunMs <= Date.parse(erasedAt ?? requestedAt) + leewayMs;
}

/** The counts of both together. */
export function addCounts(a: ErasedCounts, b: ErasedCounts): ErasedCounts {
  const kinds = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...kinds].sort().map((kind) => [kind, (a[kind] ?? 0) + (b[kind] ?? 0)]));
}
