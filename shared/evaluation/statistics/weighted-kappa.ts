import { mean } from 'simple-statistics';
import { differences, varies } from './moments.ts';

/**
 * Quadratic weighted kappa of continuous marks, -1 to 1: 2 cov / (var + var + (difference of the means)^2), population
 * moments. Of whole numbers it is the kappa with squared weights. Null of nothing, and where neither list varies and both
 * are the same.
 *
 * @see RSMTool, "evaluation" (QWK for continuous scores)
 */
export function quadraticWeightedKappa(said: readonly number[], truth: readonly number[]): number | null {
  if (said.length === 0 || !varies([...said, ...truth])) return null;
  const [meanSaid, meanTruth] = [mean(said), mean(truth)];
  const covariance = mean(said.map((value, index) => (value - meanSaid) * ((truth[index] ?? 0) - meanTruth)));
  const squared = mean(differences(said, truth).map((difference) => difference ** 2));
  // The denominator is what independent marks would differ by: the squared differences and what covaries in them.
  const byChance = squared + 2 * covariance;
  return byChance > 0 ? Math.min(1, Math.max(-1, (2 * covariance) / byChance)) : null;
}

/**
 * Quadratic weighted kappa of marks put into bands, null as there.
 *
 * @param floors the lowest mark of each band but the lowest band, in any order
 */
export function bandedWeightedKappa(
  said: readonly number[],
  truth: readonly number[],
  floors: readonly number[],
): number | null {
  const bandsOf = (marks: readonly number[]): number[] =>
    marks.map((mark) => floors.filter((floor) => mark >= floor).length);
  return quadraticWeightedKappa(bandsOf(said), bandsOf(truth));
}
