import type { AgreementReport } from '../domain/agreement.ts';
import type { CalibratedJudge, CalibrationInForce } from '../domain/calibration-in-force.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { measureAgreement } from '../evaluation/agreement/measure-agreement.ts';
import { judgeFingerprintOf } from './calibration-for.ts';
import type { Context } from './context.ts';
import { chosenJudge } from './judge-answer.ts';
import { type JudgedMark, judgeMarked } from './judge-marked.ts';
import { judgeOf } from './work.ts';

/**
 * How far a judge's own, uncalibrated scores agree with the marks that are kept, and the calibration in force, null
 * where nothing was ever marked. Of the marks `kept`, `unjudged` are of answers that this judge was never paid to
 * judge, and `unscored` of answers to which it gave no score.
 */
export interface Agreement {
  readonly judge: CalibratedJudge;
  readonly marks: { readonly kept: number; readonly unjudged: number; readonly unscored: number };
  readonly report: AgreementReport;
  readonly calibration: CalibrationInForce | null;
}

export interface AgreementWanted {
  /** Null: of all questions together. */
  readonly questionId: QuestionId | null;
  /** Null: the one that serves. */
  readonly judge: JudgeKind | null;
}

/**
 * The agreement for whoever may read it.
 *
 * @throws Fault `forbidden`, and `invalid-request` when the LLM judge is asked for and there is no model
 */
export async function readAgreement(context: Context, wanted: AgreementWanted): Promise<Agreement> {
  requireScope(context.principal, 'agreement:read');
  return agreementOf(context, wanted);
}

/** As `readAgreement`, for whoever has just changed the marks: that is another scope, and the caller's to require. */
export async function agreementOf(context: Context, { questionId, judge }: AgreementWanted): Promise<Agreement> {
  const chosen = chosenJudge(context, judge);
  const { tenantId } = context.principal;
  const [marks, calibration] = await Promise.all([
    context.marks.list(tenantId, questionId),
    context.calibrations.find(tenantId, judgeFingerprintOf(context, chosen)),
  ]);
  const judged = await judgeMarked(context, marks, chosen);
  const answers = judged.flatMap(measured);
  return {
    judge: judgeOf(context, chosen),
    marks: { kept: marks.length, unjudged: marks.length - judged.length, unscored: judged.length - answers.length },
    report: measureAgreement(answers),
    calibration: calibration ?? null,
  };
}

function measured({ kept, judgement, marks: { score } }: JudgedMark) {
  if (score === null) return [];
  const machinePoints = judgement.points.map(({ keyPointId, coverage }) => ({ keyPointId, coverage }));
  return [{ questionId: kept.questionId, machine: score, human: kept.mark, machinePoints }];
}
