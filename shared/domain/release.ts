import * as z from 'zod';
import { Timestamp } from './ids.ts';

/** What candidates may see of their results, each more than the one before. */
export const ReleasedContent = z
  .enum(['nothing', 'score', 'feedback', 'feedback-and-reference'])
  .meta({ id: 'ReleasedContent' });
export type ReleasedContent = z.infer<typeof ReleasedContent>;

/** Fewer marks than this say too little about a question to stand in for a person. */
const releaseMarksMin = 20;

/**
 * How far the judge must agree with people before results are released without one: on every question of the assessment,
 * the quadratic weighted kappa (Cohen 1968) of its own scores with the marks that are kept, and how many marked answers
 * that must rest on.
 */
export const MinimumAgreement = z
  .strictObject({
    measure: z.literal('qwk'),
    value: z.number().gt(0).max(1),
    minimumMarks: z.int().min(releaseMarksMin).max(1_000),
  })
  .meta({ id: 'MinimumAgreement' });
export type MinimumAgreement = z.infer<typeof MinimumAgreement>;

/**
 * What of the results candidates get to see, and when: after a person has released them, or automatically where the judge
 * agrees with people as far as the owner demands and no answer waits for a person.
 */
export const ReleasePolicy = z
  .strictObject({
    what: ReleasedContent,
    when: z.enum(['manual', 'automatic']),
    // As a union, because the document generator turns "nullable" of a named object into one that is never null.
    minimumAgreement: z.union([MinimumAgreement, z.null()]),
  })
  .refine(({ when, minimumAgreement }) => when === 'manual' || minimumAgreement !== null, {
    path: ['minimumAgreement'],
    message: 'automatic release needs the agreement that it demands',
  })
  .meta({ id: 'ReleasePolicy' });
export type ReleasePolicy = z.infer<typeof ReleasePolicy>;

/**
 * A person's decision to show results: of all submissions that were graded by then. `includesUnreviewed`: also those with
 * an answer that waits for a person. It says what may be seen, whatever the policy becomes later.
 */
export const Release = z
  .strictObject({
    at: Timestamp,
    by: z.string().trim().min(1).max(200),
    what: ReleasedContent,
    includesUnreviewed: z.boolean(),
  })
  .meta({ id: 'Release' });
export type Release = z.infer<typeof Release>;
