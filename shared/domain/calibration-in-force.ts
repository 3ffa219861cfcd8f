import * as z from 'zod';
import { Calibration, ConfidenceWeights } from './calibration.ts';
import { JudgeKind } from './evaluation.ts';
import { Sha256, Timestamp } from './ids.ts';

/** Whose scores are calibrated: another judge, version, model or prompt is lenient in another way. */
export const CalibratedJudge = z.strictObject({
  judge: JudgeKind,
  judgeVersion: z.string(),
  model: z.string().nullable(),
  promptFingerprint: Sha256.nullable(),
});
export type CalibratedJudge = z.infer<typeof CalibratedJudge>;

/**
 * The calibration that the scores of a judge go through. `confidence` says how sure its verdicts are, learnt from 50 marked
 * points on; null before that, and for the offline judge. `fingerprint` names its content: equal ones calibrate alike.
 * `revision` counts the fits since the first, which is 1.
 */
export const CalibrationInForce = z
  .strictObject({
    ...CalibratedJudge.shape,
    ...Calibration.shape,
    // As a union, because the document generator turns "nullable" of a named schema into one that is never null.
    confidence: z.union([ConfidenceWeights, z.null()]),
    fingerprint: Sha256,
    fittedAt: Timestamp,
    revision: z.int().min(1),
  })
  .meta({ id: 'CalibrationInForce' });
export type CalibrationInForce = z.infer<typeof CalibrationInForce>;
