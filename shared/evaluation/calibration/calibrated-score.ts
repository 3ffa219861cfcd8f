import type { Calibration } from '../../domain/calibration.ts';
import type { CalibratedScore, Judgement } from '../../domain/evaluation.ts';
import { bandOf } from '../scoring.ts';
import { calibratedScore } from './fit-calibration.ts';

/** What calibrates a score: human marks of the judge's scores, and the name that the question has among them. */
export interface Calibrating {
  readonly calibration: Calibration;
  readonly questionId: string;
}

// Four of five normal deviates lie within 1.28 standard deviations.
const spreads = 1.28;

/**
 * A computed score as people would give it, with one decimal; null where there is no score, or too few marks for a
 * grade.
 *
 * An answer that a gate settled stays at the nothing that it got: no map learnt from attempts says what a refusal is
 * worth.
 */
export function calibratedScoreOf(
  score: number | null,
  gate: Judgement['gate'],
  { calibration, questionId }: Calibrating,
): CalibratedScore | null {
  const { state, marks, spread } = calibration;
  if (score === null || state === 'none') return null;
  const share = gate === null ? calibratedScore(calibration, questionId, score / 100) : 0;
  const give = gate === null ? spreads * (spread ?? 1) : 0;
  const calibrated = percent(share);
  const range = { min: percent(share - give), max: percent(share + give) };
  return { score: calibrated, range, state, marks, band: bandOf(calibrated) };
}

function percent(share: number): number {
  return Math.round(1000 * Math.min(1, Math.max(0, share))) / 10;
}
