import * as z from 'zod';
import { PartId } from './ids.ts';
import { limits } from './limits.ts';

/**
 * One atomic, self-contained statement that a good answer makes.
 *
 * `weight` is relative to the other points of the same role. `aliases` are other wordings that count in full.
 * `terms` are the words that would give the point away, so no hint may contain them.
 */
export const KeyPoint = z
  .strictObject({
    id: PartId,
    text: z.string().trim().min(2).max(limits.keyPointCharsMax),
    role: z.enum(['essential', 'bonus']).default('essential'),
    weight: z.number().positive().max(10).default(1),
    aliases: z.array(z.string().trim().min(2).max(limits.keyPointCharsMax)).max(limits.aliasesMax).default([]),
    terms: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
    hint: z.string().trim().min(5).max(limits.hintCharsMax).optional(),
  })
  .meta({ id: 'KeyPoint' });
export type KeyPoint = z.infer<typeof KeyPoint>;

/** A wrong claim that, if made, is marked and costs marks. `correction` says why it is wrong, for the candidate. */
export const Misconception = z
  .strictObject({
    id: PartId,
    claim: z.string().trim().min(3).max(limits.keyPointCharsMax),
    correction: z.string().trim().min(3).max(limits.keyPointCharsMax),
    contradicts: z.array(PartId).max(limits.keyPointsMax).default([]),
  })
  .meta({ id: 'Misconception' });
export type Misconception = z.infer<typeof Misconception>;

/** A named quality, judged at a level from 0 to 4, each described in `levels` from worst to best. */
export const RubricDimension = z
  .strictObject({
    id: PartId,
    name: z.string().trim().min(2).max(80),
    weight: z.number().positive().max(10).default(1),
    levels: z.tuple([LevelText(), LevelText(), LevelText(), LevelText(), LevelText()]),
  })
  .meta({ id: 'RubricDimension' });
export type RubricDimension = z.infer<typeof RubricDimension>;
export const dimensionLevelMax = 4;

/**
 * How verdicts become marks. All figures are shares of the full mark, 0 to 1.
 *
 * The defaults are those of the design notes on grading, section 6.2: bonus points add at most a tenth, contradicting
 * every point costs a quarter, each asserted misconception a twentieth up to a quarter, dimensions count nothing unless asked.
 * `passMark`, in points of the score, changes no mark: it says where a wrong one would matter most. Absent when nobody passes
 * or fails. `wordCredit` says how the share of a point's words that the offline judge finds becomes credit: in proportion,
 * or as its square root (`diminishing`), which suits points that code cut from a reference. Absent: in proportion.
 */
export const ScoringPolicy = z
  .strictObject({
    bonusShare: z.number().min(0).max(0.5).default(0.1),
    contradictionPenalty: z.number().min(0).max(1).default(0.25),
    misconceptionPenalty: z.number().min(0).max(1).default(0.05),
    misconceptionPenaltyMax: z.number().min(0).max(1).default(0.25),
    rubricShare: z.number().min(0).max(1).default(0),
    passMark: z.number().min(0).max(100).optional(),
    wordCredit: z.enum(['proportional', 'diminishing']).optional(),
  })
  .meta({ id: 'ScoringPolicy' });
export type ScoringPolicy = z.infer<typeof ScoringPolicy>;

/** Everything an answer is judged against. Ids are unique across each list; misconceptions name existing key points. */
export const MarkScheme = z
  .strictObject({
    keyPoints: z.array(KeyPoint).max(limits.keyPointsMax).default([]),
    misconceptions: z.array(Misconception).max(limits.misconceptionsMax).default([]),
    dimensions: z.array(RubricDimension).max(limits.dimensionsMax).default([]),
    scoring: ScoringPolicy.prefault({}),
  })
  .superRefine((scheme, context) => {
    for (const list of ['keyPoints', 'misconceptions', 'dimensions'] as const) {
      const seen = new Set<string>();
      scheme[list].forEach(({ id }, index) => {
        if (seen.has(id))
          context.addIssue({ code: 'custom', path: [list, index, 'id'], message: `repeats the id ${id}` });
        seen.add(id);
      });
    }
    const pointIds = new Set(scheme.keyPoints.map(({ id }) => id));
    scheme.misconceptions.forEach(({ contradicts }, index) => {
      for (const id of contradicts) {
        if (!pointIds.has(id)) {
          context.addIssue({
            code: 'custom',
            path: ['misconceptions', index, 'contradicts'],
            message: `names the unknown key point ${id}`,
          });
        }
      }
    });
  })
  .meta({ id: 'MarkScheme' });
export type MarkScheme = z.infer<typeof MarkScheme>;

function LevelText(): z.ZodString {
  return z.string().trim().min(3).max(400);
}
