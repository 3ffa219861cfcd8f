import { mean, sampleStandardDeviation, sampleVariance } from 'simple-statistics';

/** The mean; null of nothing. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean(values);
}

/** The sample variance (n - 1); null of fewer than two values. */
export function varianceOf(values: readonly number[]): number | null {
  return values.length < 2 ? null : varies(values) ? sampleVariance(values) : 0;
}

/** The sample standard deviation (n - 1); null of fewer than two values. */
export function deviationOf(values: readonly number[]): number | null {
  return values.length < 2 ? null : varies(values) ? sampleStandardDeviation(values) : 0;
}

/** Whether not all values are the same. Asked before dividing by a variance, which rounding may leave just above nought. */
export function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}

/** The first list less the second, value by value. @throws RangeError when they are not */
export function differences(said: readonly number[], truth: readonly number[]): number[] {
  if (said.length !== truth.length) throw new RangeError(`${said.length} values against ${truth.length}`);
  return said.map((value, index) => value - (truth[index] ?? 0));
}
