import type { Stretch } from './sentences.ts';

/**
 * As much of a stretch as a quote may hold: all of it when it is short enough, otherwise from the first of the places that
 * matter to the last one that fits, or, without one that fits, as many characters as may be.
 */
export function excerpt(stretch: Stretch, places: readonly Stretch[], charsMax: number): Stretch {
  if (stretch.end - stretch.start <= charsMax) return stretch;
  const start = Math.min(stretch.end, ...(places.length > 0 ? places.map((place) => place.start) : [stretch.start]));
  const fitting = places.filter((place) => place.end - start <= charsMax).map((place) => place.end);
  return { start, end: fitting.length > 0 ? Math.max(...fitting) : Math.min(stretch.end, start + charsMax) };
}
