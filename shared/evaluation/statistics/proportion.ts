import type { Interval } from '../../domain/interval.ts';
import { normalWidth } from './quantiles.ts';

/**
 * Wilson's 95 % interval of a share, within 0 to 1 even where nothing or everything was a hit; null of nothing.
 *
 * @see Newcombe 1998, "Two-sided confidence intervals for the single proportion", method 3
 */
export function wilsonInterval(hits: number, count: number): Interval | null {
  if (count === 0) return null;
  const share = hits / count;
  const squared = normalWidth ** 2;
  const centre = share + squared / (2 * count);
  const width = normalWidth * Math.sqrt((share * (1 - share)) / count + squared / (4 * count ** 2));
  const whole = 1 + squared / count;
  return { low: Math.max(0, (centre - width) / whole), high: Math.min(1, (centre + width) / whole) };
}
