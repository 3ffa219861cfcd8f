import * as z from 'zod';

/**
 * What a group of answers that are alike comes to: `copies` between candidates who are known to be different people, the
 * repeated answers of `one-candidate`, answers of `unnamed-candidates`, of whom nobody knows whether they are one, or
 * `too-little-own`: identical answers with so few words of their own that many a candidate would write them. It is for a
 * person to look at and changes no mark.
 */
export const CopyFinding = z
  .enum(['copies', 'one-candidate', 'unnamed-candidates', 'too-little-own'])
  .meta({ id: 'CopyFinding' });
export type CopyFinding = z.infer<typeof CopyFinding>;

/** `identical` to the word; marks, case and spaces may differ. `near-duplicate`: most of one stands in another. */
export const SimilarityLevel = z.enum(['identical', 'near-duplicate']).meta({ id: 'SimilarityLevel' });
export type SimilarityLevel = z.infer<typeof SimilarityLevel>;

/**
 * How alike an answer is to the representative of its group, 0 to 1: the share of the shorter one's own wording that stands in
 * the other. Low where an answer is in the group by way of a third one.
 */
export const Similarity = z.number().min(0).max(1);

/**
 * Answers to one question that are alike. The first member is the representative, the one with the most wording of its own,
 * at a similarity of 1; the others follow by falling similarity. `excerpt` is a passage of the representative that the second
 * member has as well, empty where they share no whole passage.
 */
export interface SimilarGroup<Member> {
  readonly level: SimilarityLevel;
  readonly finding: CopyFinding;
  readonly excerpt: string;
  readonly members: readonly { readonly member: Member; readonly similarity: number }[];
}
