import * as z from 'zod';
import { Evaluation, PointVerdict, Provenance } from '../../domain/evaluation.ts';

const summaryThen = 'This answer was graded before feedback was kept.';

/**
 * Evaluations as they were written before feedback, expected harm and calibration existed, read as what they would be
 * today: nobody had calibrated, no point had been asked about alone, and harm is judged by the confidence of the time.
 */
export const EvaluationV1 = Evaluation.omit({ calibrated: true, expectedHarm: true, feedback: true })
  .extend({
    verdicts: z.array(PointVerdict.omit({ doubtful: true })),
    provenance: Provenance.omit({ workedExamples: true, calibrationFingerprint: true }),
  })
  .transform(
    (earlier): Evaluation => ({
      ...earlier,
      verdicts: earlier.verdicts.map((verdict) => ({ ...verdict, doubtful: false })),
      provenance: { ...earlier.provenance, workedExamples: [], calibrationFingerprint: null },
      calibrated: null,
      expectedHarm: 1 - (earlier.confidence ?? 0),
      feedback: { summary: summaryThen, points: [], claims: [], tips: [], nextStep: null, polishFingerprint: null },
    }),
  );
