import * as z from 'zod';
import { PartId } from './ids.ts';
import { Interval } from './interval.ts';

/** How far figures from this many human marks carry: from 20 on provisional, from 50 usable, from 100 trusted. */
export const MarksState = z.enum(['none', 'provisional', 'usable', 'trusted']).meta({ id: 'MarksState' });
export type MarksState = z.infer<typeof MarksState>;

/** How many marks there are, what they suffice for, and how many more it takes to the next state; null at the last. */
export const MarksHad = z
  .strictObject({
    n: z.int().min(0),
    state: MarksState,
    next: z.strictObject({ state: MarksState, marks: z.int().min(1) }).nullable(),
  })
  .meta({ id: 'MarksHad' });
export type MarksHad = z.infer<typeof MarksHad>;

const Correlation = z.number().min(-1).max(1).nullable();
const AtMostOne = z.number().max(1).nullable();
const Share = z.number().min(0).max(1).nullable();
const Points = z.number().nullable();
// As unions, because the document generator turns "nullable" of a named object into one that is never null.
const IntervalOrNone = z.union([Interval, z.null()]);

/** Between which differences 95 % of the single differences lie, and the interval of each of these limits. */
export const DifferenceLimits = z
  .strictObject({ ...Interval.shape, lowInterval: Interval, highInterval: Interval })
  .meta({ id: 'DifferenceLimits' });

/**
 * How far two sides agree about the same answers. Marks are in points of 0 to 100; a bias above 0 means that the first side
 * is more lenient. A figure is null where it can't be had: too few marks, or marks that do not vary. Intervals are
 * null below 20 marks.
 */
export const ScoreAgreement = z
  .strictObject({
    qwk: Correlation,
    qwkInterval: IntervalOrNone,
    /** Of the bands that the scores fall into. */
    qwkBanded: Correlation,
    pearson: Correlation,
    pearsonInterval: IntervalOrNone,
    spearman: Correlation,
    icc: AtMostOne,
    krippendorffAlpha: AtMostOne,
    meanAbsoluteError: Points,
    rootMeanSquaredError: Points,
    bias: Points,
    biasInterval: IntervalOrNone,
    differenceLimits: z.union([DifferenceLimits, z.null()]),
    standardisedMeanDifference: Points,
  })
  .meta({ id: 'ScoreAgreement' });
export type ScoreAgreement = z.infer<typeof ScoreAgreement>;

/** How far the machine and people agree about who met a key point, or all key points together. */
export const DecisionAgreement = z
  .strictObject({
    marks: MarksHad,
    /** Decisions counted; for all points together there are more of them than marked answers. */
    decisions: z.strictObject({
      n: z.int().min(0),
      bothMet: z.int().min(0),
      onlyMachine: z.int().min(0),
      onlyPeople: z.int().min(0),
      neither: z.int().min(0),
    }),
    accuracy: Share,
    kappa: Correlation,
    kappaInterval: IntervalOrNone,
    ac1: Correlation,
    machineMet: Share,
    peopleMet: Share,
  })
  .meta({ id: 'DecisionAgreement' });
export type DecisionAgreement = z.infer<typeof DecisionAgreement>;

export const QuestionAgreement = z
  .strictObject({ questionId: z.string(), marks: MarksHad, scores: ScoreAgreement })
  .meta({ id: 'QuestionAgreement' });
export type QuestionAgreement = z.infer<typeof QuestionAgreement>;

export const PointAgreement = z
  .strictObject({ questionId: z.string(), keyPointId: PartId, ...DecisionAgreement.shape })
  .meta({ id: 'PointAgreement' });
export type PointAgreement = z.infer<typeof PointAgreement>;

/**
 * The answers that two people marked: how far these agree, and how far the machine agrees with the first of them about the
 * same answers. `prmse` says how well the machine foretells the mark that the two are readings of: 1 is fully, below 0 worse
 * than always saying the mean; the luck of few answers can take it above 1.
 */
export const DoubleMarked = z
  .strictObject({ marks: MarksHad, people: ScoreAgreement, machine: ScoreAgreement, prmse: z.number().nullable() })
  .meta({ id: 'DoubleMarked' });
export type DoubleMarked = z.infer<typeof DoubleMarked>;

/** How far the machine agrees with people. The same marks, seed and resamples give the same report. */
export const AgreementReport = z
  .strictObject({
    seed: z.int(),
    resamples: z.int().min(1),
    marks: MarksHad,
    overall: ScoreAgreement,
    doubleMarked: z.union([DoubleMarked, z.null()]),
    questions: z.array(QuestionAgreement),
    allPoints: z.union([DecisionAgreement, z.null()]),
    points: z.array(PointAgreement),
  })
  .meta({ id: 'AgreementReport' });
export type AgreementReport = z.infer<typeof AgreementReport>;
