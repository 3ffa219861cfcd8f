import * as z from 'zod';
import { Sha256 } from './ids.ts';
import { Verdict } from './verdict.ts';

/** How feedback is worded: by fixed sentences and stored hints, or by a model that sees those and nothing else. */
export const FeedbackWording = z.enum(['template', 'polished']).meta({ id: 'FeedbackWording' });
export type FeedbackWording = z.infer<typeof FeedbackWording>;

const noteShape = {
  /** The place of what the note is about in its list of the mark scheme, from 1: an id would give the point away. */
  number: z.int().min(1),
  /** Passages of the answer, word for word. */
  quotes: z.array(z.string()),
  text: z.string(),
};

/** What a candidate is told about one key point. */
export const PointNote = z.strictObject({ ...noteShape, verdict: Verdict }).meta({ id: 'PointNote' });
export type PointNote = z.infer<typeof PointNote>;

/** What a candidate is told about a wrong claim of theirs that the mark scheme knows. */
export const ClaimNote = z.strictObject(noteShape).meta({ id: 'ClaimNote' });
export type ClaimNote = z.infer<typeof ClaimNote>;

/**
 * What a candidate may read before the reference is revealed: it holds nothing of the reference, the key points or the
 * corrections that the candidate did not write.
 *
 * An answer that a gate settled has no notes. `tips` are about the structure of an answer to a behavioural question.
 * `nextStep` is null when nothing is open. `polishFingerprint` is that of the prompt by which a model worded it, null
 * for the template.
 */
export const Feedback = z
  .strictObject({
    summary: z.string(),
    points: z.array(PointNote),
    claims: z.array(ClaimNote),
    tips: z.array(z.string()),
    nextStep: z.string().nullable(),
    polishFingerprint: Sha256.nullable(),
  })
  .meta({ id: 'Feedback' });
export type Feedback = z.infer<typeof Feedback>;

/** Feedback with what it kept back: for owners, and for candidates once the reference is revealed. */
export const RevealedFeedback = z
  .strictObject({
    ...Feedback.shape,
    points: z.array(z.strictObject({ ...PointNote.shape, point: z.string() })),
    claims: z.array(z.strictObject({ ...ClaimNote.shape, claim: z.string(), correction: z.string() })),
    reference: z.string(),
  })
  .meta({ id: 'RevealedFeedback' });
export type RevealedFeedback = z.infer<typeof RevealedFeedback>;
