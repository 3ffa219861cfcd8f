import type { Evaluation } from './evaluation.ts';

/** The marks of an answer that count: those that a person decided on, else the score as people would give it where it is calibrated, else the judge's own. */
export type MarksInForce = Pick<Evaluation, 'score' | 'scoreRange' | 'band'>;

/** The marks that count of an evaluation. */
export function marksInForce({ review, calibrated, score, scoreRange, band }: Evaluation): MarksInForce {
  const decided = review?.marks ?? null;
  if (decided !== null) return { score: decided.score, scoreRange: decided.scoreRange, band: decided.band };
  const isCalibrated = score !== null && calibrated !== null;
  return { score: isCalibrated ? calibrated.score : score, scoreRange, band };
}

/** The mean of marks; null where one of them has no score, or there is none. */
export function meanScore(marks: readonly MarksInForce[]): number | null {
  let sum = 0;
  for (const { score } of marks) {
    if (score === null) return null;
    sum += score;
  }
  return marks.length === 0 ? null : sum / marks.length;
}
