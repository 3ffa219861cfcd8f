import type { Interval } from '../../shared/domain/interval.ts';
import { bootstrapIntervals } from '../../shared/evaluation/statistics/bootstrap.ts';

/** Printed with every report: the same file gives the same intervals. */
export const seed = 20_261;

/** The product's bootstrap interval of one figure of some items; null where it can't be had. A figure of NaN is none. */
export function bootstrapInterval<Item>(
  items: readonly Item[],
  figureOf: (drawn: readonly Item[]) => number,
): Interval | null {
  const measure = (indexes: readonly number[]): { figure: number | null } => {
    const figure = figureOf(indexes.flatMap((index) => items.slice(index, index + 1)));
    return { figure: Number.isNaN(figure) ? null : figure };
  };
  return bootstrapIntervals(items.length, ['figure'], measure, seed).get('figure') ?? null;
}
