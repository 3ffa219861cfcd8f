import type { Evaluation } from '../domain/evaluation.ts';
import type { Calibrating } from '../evaluation/calibration/calibrated-score.ts';
import { nameInCalibration } from './assemble-evaluation.ts';
import { calibrationFor } from './calibration-for.ts';
import type { Context } from './context.ts';

/** What calibrates an evaluation today; null for one that was not calibrated, or whose judge no longer is. */
export async function calibratingOf(
  context: Context,
  { tenantId, judge, calibrated, question }: Evaluation,
): Promise<Calibrating | null> {
  if (calibrated === null) return null;
  const calibration = await calibrationFor(context, tenantId, judge);
  return calibration === null ? null : { calibration, questionId: nameInCalibration(question) };
}
