import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { judgeFingerprintOf } from './calibration-for.ts';
import type { Context } from './context.ts';
import { fittedCalibration, taughtBy } from './fitted-calibration.ts';
import { type JudgedMarks, judgeMarked } from './judge-marked.ts';

const triesMax = 5;

/** What a judge is calibrated by, and the calibration in force. */
export interface Refit {
  readonly marks: JudgedMarks;
  readonly calibration: CalibrationInForce;
}

/**
 * Fits the calibration of every judge that may serve to all marks that the tenant keeps and puts it in force.
 *
 * @param asked whose fit is wanted
 * @throws Fault `conflict` when others change the marks again and again meanwhile
 */
export async function refitCalibrations(context: Context, asked: JudgeKind): Promise<Refit> {
  const others: readonly JudgeKind[] = context.model === null ? [] : asked === 'llm' ? ['offline'] : ['llm'];
  const [refit] = await Promise.all([
    refitCalibration(context, asked),
    ...others.map((judge) => refitCalibration(context, judge)),
  ]);
  return refit;
}

// Where the marks say the same as before, nothing changes. Of two fits at once the one that saw more marks stands.
async function refitCalibration(context: Context, judge: JudgeKind): Promise<Refit> {
  const { tenantId } = context.principal;
  const fingerprint = judgeFingerprintOf(context, judge);
  for (let tries = 0; tries < triesMax; tries += 1) {
    // Read before the marks, so that a fit to older marks can't replace one to newer ones.
    const earlier = await context.calibrations.find(tenantId, fingerprint);
    const marks = await judgeMarked(context, await context.marks.list(tenantId, null), judge);
    const taught = marks.judged.map(({ questionId, human, judgement, marks: { score } }) =>
      taughtBy(questionId, judgement, score, human),
    );
    const fitted = fittedCalibration(context, judge, taught);
    if (earlier !== undefined && earlier.fingerprint === fitted.fingerprint) return { marks, calibration: earlier };
    const calibration = { ...fitted, revision: (earlier?.revision ?? 0) + 1 };
    if ((await context.calibrations.save(tenantId, fingerprint, calibration)) === 'saved')
      return { marks, calibration };
  }
  throw new Fault('conflict', 'The marks are being changed by other requests; send this one again.', {
    isPassing: true,
  });
}
