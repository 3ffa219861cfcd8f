import { mean, rootMeanSquare } from 'simple-statistics';
import type { Interval } from '../../domain/interval.ts';
import { deviationOf, differences, meanOf } from './moments.ts';
import { normalWidth } from './quantiles.ts';

/** The mean of the differences without their sign, in units of the values; null of nothing. */
export function meanAbsoluteError(said: readonly number[], truth: readonly number[]): number | null {
  return meanOf(differences(said, truth).map(Math.abs));
}

/** The root of the mean squared difference, in units of the values; null of nothing. */
export function rootMeanSquaredError(said: readonly number[], truth: readonly number[]): number | null {
  return said.length === 0 ? null : rootMeanSquare(differences(said, truth));
}

/** How much more was said than is true on average, in units of the values; null of nothing. */
export function biasOf(said: readonly number[], truth: readonly number[]): number | null {
  return meanOf(differences(said, truth));
}

/**
 * The standardised mean difference: the bias in standard deviations of the truth; null where that does not vary.
 *
 * @see RSMTool, "evaluation"
 */
export function standardisedMeanDifference(said: readonly number[], truth: readonly number[]): number | null {
  const bias = biasOf(said, truth);
  const deviation = deviationOf(truth);
  return bias === null || deviation === null || deviation === 0 ? null : bias / deviation;
}

/** Between which differences 95 % of single differences lie, and how well each of the two limits is known. */
export interface LimitsOfAgreement extends Interval {
  readonly lowInterval: Interval;
  readonly highInterval: Interval;
}

/**
 * Bland and Altman's limits of agreement: the bias less and plus 1.96 standard deviations of the differences. Null of fewer
 * than two pairs.
 *
 * @see Bland and Altman 1999, "Measuring agreement in method comparison studies": the intervals
 */
export function limitsOfAgreement(said: readonly number[], truth: readonly number[]): LimitsOfAgreement | null {
  const apart = differences(said, truth);
  const deviation = deviationOf(apart);
  if (deviation === null) return null;
  const count = apart.length;
  const bias = mean(apart);
  const [low, high] = [bias - normalWidth * deviation, bias + normalWidth * deviation];
  const width = normalWidth * deviation * Math.sqrt(1 / count + normalWidth ** 2 / (2 * (count - 1)));
  const around = (limit: number): Interval => ({ low: limit - width, high: limit + width });
  return { low, high, lowInterval: around(low), highInterval: around(high) };
}
