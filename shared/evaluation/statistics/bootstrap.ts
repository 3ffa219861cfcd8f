import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantileSorted } from 'simple-statistics';
import type { Interval } from '../../domain/interval.ts';

/** A measure of a sample: figures by name, each null where it can't be had. */
export type Measured<Name extends string> = Readonly<Record<Name, number | null>>;

const resamplesUsual = 1_000;
const figuresShareMin = 0.9;

/**
 * The 95 % percentile intervals of what is measured on `count` things, drawn again with replacement. The same seed gives
 * the same intervals. Null for a figure that a tenth of the resamples lack, as most of a handful of things do.
 *
 * @param measure what the things at these indexes, of which some are there more than once, come to
 * @see Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 13
 */
export function bootstrapIntervals<Name extends string>(
  count: number,
  names: readonly Name[],
  measure: (indexes: readonly number[]) => Measured<Name>,
  seed: number,
  resamples: number = resamplesUsual,
): Map<Name, Interval | null> {
  const generator = xoroshiro128plus(seed);
  const figures = new Map(names.map((name): [Name, number[]] => [name, []]));
  for (let resample = 0; count >= 2 && resample < resamples; resample += 1) {
    const measured = measure(Array.from({ length: count }, () => uniformInt(generator, 0, count - 1)));
    for (const [name, values] of figures) {
      const figure = measured[name];
      if (figure !== null) values.push(figure);
    }
  }
  return new Map([...figures].map(([name, values]) => [name, percentiles(values, resamples)]));
}

function percentiles(values: readonly number[], resamples: number): Interval | null {
  if (values.length < figuresShareMin * resamples) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return { low: quantileSorted(sorted, 0.025), high: quantileSorted(sorted, 0.975) };
}
