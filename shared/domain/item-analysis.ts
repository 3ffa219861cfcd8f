import * as z from 'zod';
import { PartId } from './ids.ts';
import { Interval } from './interval.ts';

/** Why a figure is not there, or not to be acted on yet. */
export const FigureDoubt = z
  .enum(['too-few', 'no-variance', 'one-question', 'not-positive'])
  .meta({ id: 'FigureDoubt' });
export type FigureDoubt = z.infer<typeof FigureDoubt>;

/**
 * A figure of `n` answers or people with how far it carries: `shown`, `greyed` where it is too unsure to act on, or
 * `withheld`, when it is null and `doubt` says why. `needed` is the number from which on it is shown.
 */
export const RatedFigure = z
  .strictObject({
    value: z.number().nullable(),
    // As a union, because the document generator turns "nullable" of a named object into one that is never null.
    interval: z.union([Interval, z.null()]),
    n: z.int().min(0),
    needed: z.int().min(0),
    standing: z.enum(['shown', 'greyed', 'withheld']),
    doubt: FigureDoubt.nullable(),
  })
  .meta({ id: 'RatedFigure' });
export type RatedFigure = z.infer<typeof RatedFigure>;

/** What is worth a look about a question. Only said of figures that are shown. */
export const ItemNote = z
  .enum(['nearly-all-succeed', 'nearly-all-fail', 'discriminates-backwards', 'hardly-discriminates'])
  .meta({ id: 'ItemNote' });
export type ItemNote = z.infer<typeof ItemNote>;

/** The share of answers that met a key point, 0 to 1. */
export const PointHits = z
  .strictObject({ keyPointId: PartId, hits: z.int().min(0), hitRate: RatedFigure })
  .meta({ id: 'PointHits' });
export type PointHits = z.infer<typeof PointHits>;

/**
 * One question. `facility` is the mean share of full marks, 0 to 1: the higher the easier. `discrimination` is the
 * correlation of its scores with the mean of the other questions, among people who answered all of them.
 */
export const ItemFigures = z
  .strictObject({
    questionId: z.string(),
    scored: z.int().min(0),
    unscored: z.int().min(0),
    /** Scores counted from 0 to under 10, from 10 to under 20, and so on; the last holds those from 90 to 100. */
    histogram: z.array(z.int().min(0)).length(10),
    facility: RatedFigure,
    discrimination: RatedFigure,
    notes: z.array(ItemNote),
    points: z.array(PointHits),
  })
  .meta({ id: 'ItemFigures' });
export type ItemFigures = z.infer<typeof ItemFigures>;

/**
 * The questions together, of the people who answered all of them. Errors and differences are in points of a person's mean
 * score, 0 to 100. `questionsNeeded` would bring alpha to `targetAlpha`.
 */
export const SetFigures = z
  .strictObject({
    questions: z.int().min(0),
    people: z.int().min(0),
    complete: z.int().min(0),
    alpha: RatedFigure,
    standardError: RatedFigure,
    tellingDifference: RatedFigure,
    targetAlpha: z.number().min(0).max(1),
    questionsNeeded: RatedFigure,
  })
  .meta({ id: 'SetFigures' });
export type SetFigures = z.infer<typeof SetFigures>;

/** `repeated` counts answers that a later one of the same person to the same question replaced. */
export const ItemAnalysis = z
  .strictObject({ repeated: z.int().min(0), items: z.array(ItemFigures), set: SetFigures })
  .meta({ id: 'ItemAnalysis' });
export type ItemAnalysis = z.infer<typeof ItemAnalysis>;
