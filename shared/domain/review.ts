import * as z from 'zod';
import { Band } from './band.ts';
import { InvitationId, KeyId, PartId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { dimensionLevelMax } from './mark-scheme.ts';
import { Verdict } from './verdict.ts';

/** `apl_` and 26 characters of Crockford base 32, drawn at random. */
export const AppealId = z
  .string()
  .regex(/^apl_[0-9a-hjkmnp-tv-z]{26}$/, 'must be apl_ followed by 26 letters and digits')
  .brand<'AppealId'>();
export type AppealId = z.infer<typeof AppealId>;

/** Whom a decision is by: the name of a person, as the owner of the key knows them. */
const Reviewer = z.string().trim().min(1).max(limits.reviewerCharsMax);

/** Why a person decided, or appeals. */
export const ReviewText = z.string().trim().min(1).max(limits.reviewTextCharsMax);

const Score = z.number().min(0).max(100);

/** A verdict of a person. They always have one, or leave the judge's. */
export const DecidedVerdict = Verdict.exclude(['unjudged']).meta({ id: 'DecidedVerdict' });
export type DecidedVerdict = z.infer<typeof DecidedVerdict>;

/** What a person decided on parts of an evaluation; what is not named is as the judge has it. */
export const DecidedParts = z
  .strictObject({
    points: z.array(z.strictObject({ keyPointId: PartId, verdict: DecidedVerdict })).max(limits.keyPointsMax),
    misconceptions: z
      .array(z.strictObject({ misconceptionId: PartId, asserted: z.boolean() }))
      .max(limits.misconceptionsMax),
    dimensions: z
      .array(z.strictObject({ dimensionId: PartId, level: z.int().min(0).max(dimensionLevelMax) }))
      .max(limits.dimensionsMax),
  })
  .meta({ id: 'DecidedParts' });
export type DecidedParts = z.infer<typeof DecidedParts>;

export const nothingDecided: DecidedParts = { points: [], misconceptions: [], dimensions: [] };

/**
 * Marks as they are used: `score` is 0 to 100, calibrated where the evaluation is, and null while something that counts
 * is unjudged; `scoreRange` then holds it at none and at full marks for that.
 */
export const ShownMarks = z
  .strictObject({
    score: Score.nullable(),
    scoreRange: z.strictObject({ min: Score, max: Score }),
    // As a union, because the document generator turns "nullable" of a named schema into one that is never null.
    band: z.union([Band, z.null()]),
  })
  .meta({ id: 'ShownMarks' });
export type ShownMarks = z.infer<typeof ShownMarks>;

/** The appeal of a candidate against one point, at most one each. */
export const Appeal = z
  .strictObject({ id: AppealId, keyPointId: PartId, state: z.enum(['open', 'upheld', 'rejected']) })
  .meta({ id: 'Appeal' });
export type Appeal = z.infer<typeof Appeal>;

const written = { number: z.int().min(1), at: Timestamp, by: z.union([KeyId, InvitationId, z.null()]) };
const marks = { machine: ShownMarks, inForce: ShownMarks };
const decided = { reviewer: Reviewer, reason: ReviewText };
const appealed = { appealId: AppealId, keyPointId: PartId };

/**
 * One step in the history of an evaluation, numbered from 1. `by` is the key that it came with, or the invitation
 * of the candidate who appealed; null is nobody. `machine` are the judge's marks at that time, `inForce` those that count from then on.
 */
export const ReviewEntry = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('confirm'), ...written, ...decided, reason: ReviewText.nullable(), ...marks }),
    z.strictObject({
      kind: z.literal('override'),
      ...written,
      ...decided,
      /** The whole mark that the person gave; null where they decided on parts. */
      score: Score.nullable(),
      parts: DecidedParts,
      ...marks,
    }),
    z.strictObject({ kind: z.literal('appeal'), ...written, ...appealed, reason: ReviewText, ...marks }),
    z.strictObject({
      kind: z.literal('uphold'),
      ...written,
      ...decided,
      ...appealed,
      verdict: DecidedVerdict,
      score: Score.nullable(),
      /** A wording that is to count from now on. */
      alias: z.string().nullable(),
      ...marks,
    }),
    z.strictObject({ kind: z.literal('reject'), ...written, ...decided, ...appealed, ...marks }),
  ])
  .meta({ id: 'ReviewEntry' });
export type ReviewEntry = z.infer<typeof ReviewEntry>;

/**
 * What people made of an evaluation. The judge's marks stay beside it as they are.
 *
 * `decision` is the last one on the evaluation as a whole, null while there are only appeals. `marks` are those in force,
 * null while the judge's are. `score` is the whole mark that a person gave, null where `parts` say what they decided.
 * `of` are the judge's marks that were decided on, and `outdated` says that a regrade has changed them since so that
 * the decision has to be thought over. `last` is the newest entry of the history.
 */
export const Review = z
  .strictObject({
    decision: z.union([
      z.strictObject({
        kind: z.enum(['confirmed', 'overridden']),
        reviewer: Reviewer,
        reason: ReviewText.nullable(),
        at: Timestamp,
      }),
      z.null(),
    ]),
    marks: z.union([ShownMarks, z.null()]),
    of: z.union([ShownMarks, z.null()]),
    score: Score.nullable(),
    parts: DecidedParts,
    appeals: z.array(Appeal).max(limits.keyPointsMax),
    outdated: z.boolean(),
    last: ReviewEntry,
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof Review>;
