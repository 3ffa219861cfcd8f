import type { AgreementReport } from '../domain/agreement.ts';
import type { CalibratedJudge, CalibrationInForce } from '../domain/calibration-in-force.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { measureAgreement } from '../evaluation/agreement/measure-agreement.ts';
import { judgeFingerprintOf } from './calibration-for.ts';
import type { Context } from './context.ts';
import { chosenJudge } from './judge-answer.ts';
import { type JudgedMark, type JudgedMarks, judgeMarked } from './judge-marked.ts';
import { judgeOf } from './work.ts';

/**
 * How far a judge's own, uncalibrated scores agree with the marks that are kept, and the calibration in force, null
 * where nothing was ever marked. The marks `kept` are of so many `answers`, each of which counts once; `unjudged` are
 * answers that this judge was never paid to judge, and `unscored` those to which it gave no score.
 */
export interface Agreement {
  readonly judge: CalibratedJudge;
  readonly marks: Readonly<Record<'kept' | 'answers' | 'unjudged' | 'unscored', number>>;
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
export async function readAgreement(context: Context, { questionId, judge }: AgreementWanted): Promise<Agreement> {
  requireScope(context.principal, 'agreement:read');
  const chosen = chosenJudge(context, judge);
  const { tenantId } = context.principal;
  const [marks, calibration] = await Promise.all([
    context.marks.list(tenantId, questionId),
    context.calibrations.find(tenantId, judgeFingerprintOf(context, chosen)),
  ]);
  return agreementOf(context, chosen, await judgeMarked(context, marks, chosen), calibration ?? null);
}

/** The agreement of marks that have been judged. */
export function agreementOf(
  context: Context,
  judge: JudgeKind,
  { kept, answers, judged }: JudgedMarks,
  calibration: CalibrationInForce | null,
): Agreement {
  const measured = judged.flatMap(compared);
  return {
    judge: judgeOf(context, judge),
    marks: { kept, answers, unjudged: answers - judged.length, unscored: judged.length - measured.length },
    report: measureAgreement(measured),
    calibration,
  };
}

function compared({ questionId, human, judgement, marks: { score } }: JudgedMark) {
  if (score === null) return [];
  const machinePoints = judgement.points.map(({ keyPointId, coverage }) => ({ keyPointId, coverage }));
  return [{ questionId, machine: score, human, machinePoints }];
}
