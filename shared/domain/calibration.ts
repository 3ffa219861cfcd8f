import * as z from 'zod';
import { MarksState } from './agreement.ts';

const Share = z.number().min(0).max(1);

/** From a computed share to a human one: as it is, along a line, or between the centres of blocks in rising order. */
export const CalibrationMap = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('identity') }),
    z.strictObject({ kind: z.literal('line'), intercept: z.number(), slope: z.number().min(0) }),
    z.strictObject({
      kind: z.literal('isotonic'),
      blocks: z.array(z.strictObject({ coverage: Share, human: Share })).min(1),
    }),
  ])
  .meta({ id: 'CalibrationMap' });
export type CalibrationMap = z.infer<typeof CalibrationMap>;

/** What each signal adds to the logit of a model's verdict being right. */
export const ConfidenceWeights = z
  .strictObject({
    base: z.number(),
    agreement: z.number(),
    own: z.number(),
    partial: z.number(),
    altered: z.number(),
  })
  .meta({ id: 'ConfidenceWeights' });
export type ConfidenceWeights = z.infer<typeof ConfidenceWeights>;

/**
 * What human marks say about a judge's scores. `marks` were fitted. `questions` are those that have marks, with what is
 * added to the map's share for their answers, -1 to 1. `spread` is the standard deviation of the human marks around
 * the calibrated ones, a share; null where the marks are too few to tell.
 */
export const Calibration = z
  .strictObject({
    marks: z.int().min(0),
    state: MarksState,
    map: CalibrationMap,
    questions: z.array(
      z.strictObject({ questionId: z.string(), marks: z.int().min(1), offset: z.number().min(-1).max(1) }),
    ),
    spread: z.number().min(0).nullable(),
  })
  .meta({ id: 'Calibration' });
export type Calibration = z.infer<typeof Calibration>;
