import { sampleCorrelation, sampleRankCorrelation } from 'simple-statistics';
import type { Interval } from '../../domain/interval.ts';
import { varies } from './moments.ts';
import { normalWidth } from './quantiles.ts';

/** Pearson's r of two equally long lists, -1 to 1; null where one of them does not vary. */
export function pearson(x: readonly number[], y: readonly number[]): number | null {
  return varies(x) && varies(y) ? within(sampleCorrelation(x, y)) : null;
}

/** Spearman's rho, -1 to 1: Pearson's r of the ranks, equal values sharing their mean rank; null as there. */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
  return varies(x) && varies(y) ? within(sampleRankCorrelation(x, y)) : null;
}

/**
 * The 95 % interval of a correlation of `count` pairs: r is turned into a normal variable (z = artanh r, standard error
 * 1/sqrt(n - 3)). Null below four pairs, and for a perfect correlation, of which it would say that it is certain.
 */
export function fisherInterval(r: number, count: number): Interval | null {
  if (count < 4 || Math.abs(r) >= 1) return null;
  const z = Math.atanh(r);
  const width = normalWidth / Math.sqrt(count - 3);
  return { low: Math.tanh(z - width), high: Math.tanh(z + width) };
}

// Rounding may carry a perfect correlation past 1. A spread too small to be squared divides nought by nought.
function within(r: number): number | null {
  return Number.isFinite(r) ? Math.min(1, Math.max(-1, r)) : null;
}
