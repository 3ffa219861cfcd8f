import * as z from 'zod';
import { JudgeKind } from './evaluation.ts';
import { Sha256, Timestamp } from './ids.ts';

/**
 * How far the human marks behind a calibration carry: `none` below 20 marks, when no grade is made of a score,
 * `provisional` from 20, `usable` from 50, `trusted` from 100.
 */
export const CalibrationState = z.enum(['none', 'provisional', 'usable', 'trusted']).meta({ id: 'CalibrationState' });
export type CalibrationState = z.infer<typeof CalibrationState>;

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

/**
 * What human marks say about a judge's scores. `marks` were fitted. `questions` are those that have marks, with what is
 * added to the map's share for their answers, -1 to 1. `spread` is the standard deviation of the human marks around
 * the calibrated ones, a share; null where the marks are too few to tell.
 */
export const Calibration = z
  .strictObject({
    marks: z.int().min(0),
    state: CalibrationState,
    map: CalibrationMap,
    questions: z.array(
      z.strictObject({ questionId: z.string(), marks: z.int().min(1), offset: z.number().min(-1).max(1) }),
    ),
    spread: z.number().min(0).nullable(),
  })
  .meta({ id: 'Calibration' });
export type Calibration = z.infer<typeof Calibration>;

/** Whose scores a calibration is of: another judge, version or model is lenient in another way. */
export const CalibratedJudge = z.strictObject({
  judge: JudgeKind,
  judgeVersion: z.string(),
  model: z.string().nullable(),
});
export type CalibratedJudge = z.infer<typeof CalibratedJudge>;

/** The calibration that scores of a judge go through. `fingerprint` names its content: equal ones calibrate alike. */
export const CalibrationInForce = z
  .strictObject({ ...CalibratedJudge.shape, ...Calibration.shape, fingerprint: Sha256, fittedAt: Timestamp })
  .meta({ id: 'CalibrationInForce' });
export type CalibrationInForce = z.infer<typeof CalibrationInForce>;
