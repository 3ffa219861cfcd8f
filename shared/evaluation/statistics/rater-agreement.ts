import { mean } from 'simple-statistics';
import { differences, meanOf, varianceOf, varies } from './moments.ts';

/**
 * Krippendorff's alpha for interval data, at most 1: 1 less the ratio of observed to expected disagreement. Any number of
 * raters, of whom some may have left a unit out. Null where no unit has two values, and where the values do not vary.
 *
 * @param units the values of each unit, one a rater; null where the rater gave none
 * @see Krippendorff 2011, "Computing Krippendorff's alpha-reliability"
 */
export function krippendorffAlpha(units: readonly (readonly (number | null)[])[]): number | null {
  const pairable = units
    .map((values) => values.filter((value) => value !== null))
    .filter((values) => values.length >= 2);
  const values = pairable.flat();
  if (values.length === 0 || !varies(values)) return null;
  // Half the mean squared difference of all pairs of values is their sample variance, in a unit as in all of them.
  const expected = varianceOf(values);
  const observed = pairable.reduce((sum, unit) => sum + unit.length * (varianceOf(unit) ?? 0), 0) / values.length;
  return expected === null || expected === 0 ? null : 1 - observed / expected;
}

/**
 * The intraclass correlation ICC(2,1), at most 1: absolute agreement of single marks when every one of the same raters, a
 * sample of all raters, marked every answer. Null of fewer than two answers or raters, of rows of different lengths, and
 * where no mark varies.
 *
 * @param rows the marks of each answer, one a rater in the same order
 * @see Shrout and Fleiss 1979, "Intraclass correlations: uses in assessing rater reliability"
 */
export function intraclassCorrelation(rows: readonly (readonly number[])[]): number | null {
  const answers = rows.length;
  const raters = rows[0]?.length ?? 0;
  if (answers < 2 || raters < 2 || rows.some((row) => row.length !== raters) || !varies(rows.flat())) return null;
  const grandMean = mean(rows.flat());
  const squares = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + (value - grandMean) ** 2, 0);
  const columnMeans = Array.from({ length: raters }, (_, rater) => mean(rows.map((row) => row[rater] ?? 0)));
  const betweenAnswers = raters * squares(rows.map(mean));
  const betweenRaters = answers * squares(columnMeans);
  const residual = Math.max(0, squares(rows.flat()) - betweenAnswers - betweenRaters) / ((answers - 1) * (raters - 1));
  const answerSquare = betweenAnswers / (answers - 1);
  const raterSquare = betweenRaters / (raters - 1);
  const total = answerSquare + (raters - 1) * residual + (raters * (raterSquare - residual)) / answers;
  return total === 0 ? null : (answerSquare - residual) / total;
}

/**
 * The proportional reduction in mean squared error, 1 at best but for the luck of few answers: how well marks foretell the
 * *true* mark, of which the marks of two people are two noisy readings. Null of fewer than two answers, and where people
 * disagree so much that nothing of their marks is left to foretell.
 *
 * @see RSMTool, "evaluation" (PRMSE), for answers that are all marked twice
 */
export function proportionalErrorReduction(
  said: readonly number[],
  first: readonly number[],
  second: readonly number[],
): number | null {
  const means = first.map((value, index) => (value + (second[index] ?? 0)) / 2);
  const squaredMean = (values: readonly number[]): number | null => meanOf(values.map((value) => value ** 2));
  const errorOfPeople = squaredMean(differences(first, second));
  const error = squaredMean(differences(said, means));
  const spread = varianceOf(means);
  if (errorOfPeople === null || error === null || spread === null) return null;
  // One person's error variance is half the mean squared difference; that of the mean of two is half of it again.
  const errorOfMean = errorOfPeople / 4;
  const trueSpread = spread - errorOfMean;
  return trueSpread > 0 ? 1 - (error - errorOfMean) / trueSpread : null;
}
