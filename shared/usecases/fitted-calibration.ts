import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Evaluation, JudgeKind } from '../domain/evaluation.ts';
import type { HumanMark } from '../domain/human-mark.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { fitCalibration, type MarkedShares } from '../evaluation/calibration/fit-calibration.ts';
import type { JudgingTools } from './context.ts';
import { judgeOf } from './work.ts';

/** The first calibration of a judge, as it is now, from marked answers in a fixed order. */
export function fittedCalibration(
  tools: Pick<JudgingTools, 'model' | 'sha256' | 'clock'>,
  judge: JudgeKind,
  marked: readonly MarkedShares[],
): CalibrationInForce {
  const fitted = fitCalibration(marked);
  return {
    ...judgeOf(tools, judge),
    ...fitted,
    fingerprint: tools.sha256(canonicalJson(fitted)),
    fittedAt: timestampOf(tools.clock()),
    revision: 1,
  };
}

/**
 * What a marked answer teaches: nothing without a score, and nothing where a gate settled it, since such a score is no
 * judge's and is not calibrated. Two marks of two people count as their mean.
 */
export function sharesOf(
  questionId: string,
  { gate, score }: Pick<Evaluation, 'gate' | 'score'>,
  mark: Pick<HumanMark, 'score' | 'secondScore'>,
): MarkedShares[] {
  if (gate !== null || score === null) return [];
  const human = mark.secondScore === null ? mark.score : (mark.score + mark.secondScore) / 2;
  return [{ questionId, coverage: score / 100, human: human / 100 }];
}
