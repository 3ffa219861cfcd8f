import type { Interval } from '../../domain/interval.ts';
import { deviationOf, varianceOf } from './moments.ts';
import { normalWidth, quantileOfF } from './quantiles.ts';

/**
 * Cronbach's alpha, at most 1: how far the questions of a set rank people alike. Null of fewer than two people or
 * questions, of rows of different lengths, and where the totals do not vary. It says neither that the questions ask one thing
 * nor that this is the right thing.
 *
 * @param rows the scores of each person, one a question in the same order
 * @see Cronbach 1951, "Coefficient alpha and the internal structure of tests"
 */
export function cronbachAlpha(rows: readonly (readonly number[])[]): number | null {
  const questions = rows[0]?.length ?? 0;
  if (questions < 2 || rows.some((row) => row.length !== questions)) return null;
  const total = varianceOf(rows.map(totalOf));
  if (total === null || total === 0) return null;
  const parts = Array.from({ length: questions }, (_, at) => varianceOf(rows.map((row) => row[at] ?? 0)) ?? 0);
  return (questions / (questions - 1)) * (1 - totalOf(parts) / total);
}

/**
 * The 95 % interval of alpha. Null of fewer than two people or questions, and for an alpha of 1, of which it would say that
 * it is certain.
 *
 * @see Feldt, Woodruff and Salih 1987, "Statistical inference for coefficient alpha", formulas 6 and 7
 */
export function feldtInterval(alpha: number, people: number, questions: number): Interval | null {
  if (people < 2 || questions < 2 || alpha >= 1) return null;
  const [free, bound] = [people - 1, (people - 1) * (questions - 1)];
  const limit = (probability: number): number => 1 - (1 - alpha) * quantileOfF(probability, free, bound);
  return { low: limit(0.975), high: limit(0.025) };
}

/**
 * The standard error of measurement, in units of the totals: how far somebody's total would move if an equally hard set of
 * questions were asked. Null of fewer than two totals, and where alpha is below 0, which no error can be made of.
 */
export function standardError(totals: readonly number[], alpha: number): number | null {
  const deviation = deviationOf(totals);
  return deviation === null || alpha < 0 ? null : deviation * Math.sqrt(1 - alpha);
}

/** The least difference of two totals that is not within the error of measuring both, with a confidence of 95 %. */
export function tellingDifference(standardErrorOfMeasurement: number): number {
  return normalWidth * Math.SQRT2 * standardErrorOfMeasurement;
}

/**
 * How many questions like these would bring alpha to a target, at least as many as are needed. Null where alpha is not
 * above 0 or the target is not below 1: no number would do.
 *
 * @see Spearman 1910 and Brown 1910 (the prophecy formula)
 */
export function questionsNeeded(alpha: number, questions: number, target: number): number | null {
  if (alpha <= 0 || alpha >= 1 || target <= 0 || target >= 1) return null;
  const times = (target * (1 - alpha)) / (alpha * (1 - target));
  // Rounding must not ask for a question more than the formula does.
  return Math.ceil(Number((times * questions).toFixed(9)));
}

function totalOf(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0);
}
