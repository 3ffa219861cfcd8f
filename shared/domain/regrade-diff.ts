import * as z from 'zod';
import { DimensionVerdict, Evaluation, MisconceptionFinding, PointVerdict, Usage } from './evaluation.ts';
import { PartId } from './ids.ts';

const { shape } = Evaluation;

/**
 * Where an answer stands. `score` is the calibrated one where there is one. `rank` counts from 1 within the answers of the
 * regrade: equals share a rank and the next one is as much further down (1, 2, 2, 4); null without a score.
 */
export const Standing = z
  .strictObject({
    score: shape.score,
    scoreRange: shape.scoreRange,
    status: shape.status,
    rank: z.int().min(1).nullable(),
  })
  .meta({ id: 'Standing' });
export type Standing = z.infer<typeof Standing>;

const PointShown = PointVerdict.pick({ verdict: true, coverage: true, evidence: true, reason: true });

/** A verdict on a key point that is another one now; null where there is none any more, or was none. */
export const PointShift = z
  .strictObject({
    keyPointId: PartId,
    text: z.string(),
    before: PointShown.nullable(),
    after: PointShown.nullable(),
  })
  .meta({ id: 'PointShift' });
export type PointShift = z.infer<typeof PointShift>;

const ClaimShown = MisconceptionFinding.pick({ asserted: true, evidence: true });

/** The same of a misconception. */
export const ClaimShift = z
  .strictObject({
    misconceptionId: PartId,
    claim: z.string(),
    before: ClaimShown.nullable(),
    after: ClaimShown.nullable(),
  })
  .meta({ id: 'ClaimShift' });

const LevelShown = DimensionVerdict.pick({ level: true, evidence: true });

/** The same of a rubric dimension. */
export const LevelShift = z
  .strictObject({
    dimensionId: PartId,
    name: z.string(),
    before: LevelShown.nullable(),
    after: LevelShown.nullable(),
  })
  .meta({ id: 'LevelShift' });

/**
 * What a reader of a difference must know. `gate-opened`: the edited question lets the answer be judged. `other-judge`: what
 * was judged again was judged by another model, prompt or version than the rest, so the score mixes two judges.
 * `recalibrated`: other marks of people calibrate the score now. `not-judged`: the judge did not judge what it was to judge,
 * so the answer keeps its marks.
 */
export const RegradeNote = z
  .enum(['gate-opened', 'other-judge', 'recalibrated', 'not-judged'])
  .meta({ id: 'RegradeNote' });
export type RegradeNote = z.infer<typeof RegradeNote>;

/** What a regrade makes of one answer. `movedBy` is in points of the score, null where one of the two has none. */
export const AnswerShift = z.strictObject({
  before: Standing,
  after: Standing,
  movedBy: z.number().nullable(),
  points: z.array(PointShift),
  misconceptions: z.array(ClaimShift),
  dimensions: z.array(LevelShift),
  notes: z.array(RegradeNote),
});
export type AnswerShift = z.infer<typeof AnswerShift>;

/**
 * What a regrade comes to. `meanShift` is over the answers with a score before and after, null where there are none; `unscored`
 * are the others. `newlyPassed` and `newlyFailed` are null unless the question has a pass mark before and after. `usage` is
 * what it cost to find out.
 */
export const RegradeSummary = z
  .strictObject({
    answers: z.int().min(0),
    movedUp: z.int().min(0),
    movedDown: z.int().min(0),
    unmoved: z.int().min(0),
    unscored: z.int().min(0),
    notJudged: z.int().min(0),
    meanShift: z.number().nullable(),
    rankChanged: z.int().min(0),
    newlyPassed: z.int().min(0).nullable(),
    newlyFailed: z.int().min(0).nullable(),
    usage: Usage,
  })
  .meta({ id: 'RegradeSummary' });
export type RegradeSummary = z.infer<typeof RegradeSummary>;
