import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Evaluation, JudgeKind, Judgement } from '../domain/evaluation.ts';
import type { HumanMark } from '../domain/human-mark.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { fitCalibration, type MarkedShares } from '../evaluation/calibration/fit-calibration.ts';
import { type CheckedVerdict, fitConfidence } from '../evaluation/fit-confidence.ts';
import { checkedVerdicts } from '../evaluation/learnt-confidence.ts';
import type { JudgingTools } from './context.ts';
import { judgeOf } from './work.ts';

/** What marked answers teach: how people mark, and which of a model's verdicts they share. */
export interface Taught {
  readonly shares: readonly MarkedShares[];
  readonly verdicts: readonly CheckedVerdict[];
}

/** The first calibration of a judge, as it is now, from what marked answers in a fixed order teach. */
export function fittedCalibration(
  tools: Pick<JudgingTools, 'model' | 'sha256' | 'clock'>,
  judge: JudgeKind,
  taught: readonly Taught[],
): CalibrationInForce {
  const fitted = {
    ...fitCalibration(taught.flatMap(({ shares }) => shares)),
    confidence: fitConfidence(taught.flatMap(({ verdicts }) => verdicts)),
  };
  return {
    ...judgeOf(tools, judge),
    ...fitted,
    fingerprint: tools.sha256(canonicalJson(fitted)),
    fittedAt: timestampOf(tools.clock()),
    revision: 1,
  };
}

/** The calibration where it says anything of a score or a verdict; null where the marks are too few for either. */
export function withLesson(calibration: CalibrationInForce): CalibrationInForce | null {
  return calibration.state === 'none' && calibration.confidence === null ? null : calibration;
}

/**
 * What a marked answer teaches: nothing where a gate settled it, since such a score is no judge's and is not calibrated,
 * and without a score nothing of scores. Two marks of two people count as their mean.
 */
export function taughtBy(
  questionId: string,
  judgement: Judgement,
  score: Evaluation['score'],
  mark: HumanMark,
): Taught {
  if (judgement.gate !== null) return { shares: [], verdicts: [] };
  const human = mark.secondScore === null ? mark.score : (mark.score + mark.secondScore) / 2;
  return {
    shares: score === null ? [] : [{ questionId, coverage: score / 100, human: human / 100 }],
    verdicts: checkedVerdicts(judgement, mark.points),
  };
}
