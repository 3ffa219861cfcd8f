import type { Interval } from '../../domain/interval.ts';
import type { FigureDoubt, RatedFigure } from '../../domain/item-analysis.ts';

/** From how many answers or people on a figure is greyed, and shown. */
export interface NeededForFigure {
  readonly greyedFrom: number;
  readonly shownFrom: number;
}

/**
 * What small samples may show. @see design notes on grading, section 4: below 10 only raw scores; facility with its interval
 * from 10, discrimination greyed from 10 and shown from 30, alpha and what follows from it from 50
 */
export const needed = {
  facility: { greyedFrom: 10, shownFrom: 10 },
  hitRate: { greyedFrom: 10, shownFrom: 10 },
  discrimination: { greyedFrom: 10, shownFrom: 30 },
  reliability: { greyedFrom: 50, shownFrom: 50 },
} as const satisfies Readonly<Record<string, NeededForFigure>>;

/** A figure as far as `n` answers or people let it be seen. @param doubt why it can't be had, should it be null */
export function ratedFigure(
  { greyedFrom, shownFrom }: NeededForFigure,
  n: number,
  figure: { readonly value: number | null; readonly interval: Interval | null },
  doubt: FigureDoubt,
): RatedFigure {
  const rated = { n, needed: shownFrom };
  if (n < greyedFrom) return { ...rated, value: null, interval: null, standing: 'withheld', doubt: 'too-few' };
  if (figure.value === null) return { ...rated, value: null, interval: null, standing: 'withheld', doubt };
  return n < shownFrom
    ? { ...rated, ...figure, standing: 'greyed', doubt: 'too-few' }
    : { ...rated, ...figure, standing: 'shown', doubt: null };
}
