import type { Judgement, Marks, ReviewReason } from '../domain/evaluation.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { type Calibrating, calibratedScoreOf } from './calibration/calibrated-score.ts';
import { answerConfidence, doubtShare } from './confidence.ts';
import { expectedHarm, isNearPassMark } from './expected-harm.ts';
import { bandOf, countedPoints, coverageShare, rubricShareOf, scoreRangeOf, type Verdicts } from './scoring.ts';

/**
 * The marks of a judged answer: score, range, coverage, band, confidence, and whether a person should look and why.
 *
 * No score is given while what is unjudged could change it; the range then says what it could be. The offline judge
 * gives no band until it is calibrated on human marks: before that its score is coverage of key points, not a grade.
 */
export function marksFor(
  question: GradableQuestion,
  judgement: Judgement,
  calibrating: Calibrating | null = null,
): Marks {
  const { scoring } = question.markScheme;
  // A model judges meaning: its verdicts are no shares of words.
  const policy = judgement.judge === 'offline' ? scoring : { ...scoring, wordCredit: 'proportional' as const };
  // The offline judge judges no misconceptions, so it leaves none of them open.
  const misconceptions = judgement.judge === 'offline' ? [] : judgement.misconceptions;
  const verdicts: Verdicts = { ...judgement, misconceptions };
  const scoreRange = scoreRangeOf(verdicts, policy);
  const rubric = rubricShareOf(verdicts, policy);
  // Nothing to judge is no failure of the answer.
  const isJudged = judgement.points.length > 0 || judgement.dimensions.length > 0;
  const score = isJudged && scoreRange.min === scoreRange.max ? scoreRange.min : null;
  const calibrated = calibrating === null ? null : calibratedScoreOf(score, judgement.gate, calibrating);
  const reviewReasons = reviewReasonsFor(question, judgement, rubric);
  // Whoever set the pass mark meant marks as people give them.
  const decisive = calibrated === null ? scoreRange : { min: calibrated.score, max: calibrated.score };
  if (isNearPassMark(calibrated?.score ?? score, policy.passMark)) reviewReasons.push('near-pass-mark');
  const hasPointVerdicts = judgement.points.length > 0 && judgement.points.every(({ coverage }) => coverage !== null);
  return {
    status: reviewReasons.length > 0 ? 'needs-review' : 'graded',
    score,
    scoreRange,
    coverage: hasPointVerdicts ? rounded(coverageShare(judgement.points)) : null,
    calibrated,
    band: calibrated?.band ?? (score === null || judgement.judge === 'offline' ? null : bandOf(score)),
    confidence: answerConfidence(judgement, reviewReasons),
    expectedHarm: expectedHarm(doubtShare(judgement, reviewReasons), decisive, policy.passMark),
    reviewReasons,
  };
}

function reviewReasonsFor(question: GradableQuestion, judgement: Judgement, rubric: number): ReviewReason[] {
  const reasons = new Set<ReviewReason>(judgement.doubts);
  const { points, dimensions } = judgement;
  if (question.kind === 'behavioural') reasons.add('behavioural-question');
  if (points.some(({ verdict }) => verdict === 'unjudged')) reasons.add('unjudged-point');
  if (rubric > 0 && (dimensions.length === 0 || dimensions.some(({ level }) => level === null))) {
    reasons.add('unjudged-dimension');
  }
  if (countedPoints(points).some(({ verdict }) => verdict === 'contradicted')) {
    reasons.add('essential-point-contradicted');
  }
  return [...reasons];
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
