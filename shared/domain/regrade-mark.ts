import * as z from 'zod';
import { KeyId, PartId, RegradeId, Sha256, Timestamp } from './ids.ts';

/**
 * A regrade that changed an evaluation: from which content of the question to which, and the parts that were judged again,
 * by which judge. A part's verdict comes from the last regrade that names it, and from the first judgement where none does.
 * `regradeId` and `by` are null where results in a file were regraded.
 */
export const RegradeMark = z
  .strictObject({
    regradeId: RegradeId.nullable(),
    regradedAt: Timestamp,
    by: KeyId.nullable(),
    from: z.strictObject({ version: z.int().min(1).nullable(), fingerprint: Sha256 }),
    to: z.strictObject({ version: z.int().min(1).nullable(), fingerprint: Sha256 }),
    judgeVersion: z.string(),
    model: z.string().nullable(),
    promptFingerprint: Sha256.nullable(),
    points: z.array(PartId),
    misconceptions: z.array(PartId),
    dimensions: z.array(PartId),
  })
  .meta({ id: 'RegradeMark' });
export type RegradeMark = z.infer<typeof RegradeMark>;

/** How often an evaluation was written, 1 for one that no regrade and no person has touched. */
export function revisionOf({
  provenance,
  review,
}: {
  readonly provenance: { readonly regrades: readonly RegradeMark[] };
  readonly review: { readonly last: { readonly number: number } } | null;
}): number {
  return 1 + provenance.regrades.length + (review?.last.number ?? 0);
}
