import type { KeyPoint } from '../domain/mark-scheme.ts';
import { stemsOf } from './offline/terms.ts';

/** A term that stands in the hint of its own point, in any form of the word. */
export interface HintLeak {
  readonly keyPointId: string;
  readonly term: string;
}

/** The terms that stand in the hint of their own point. */
export function hintLeaks(keyPoints: readonly KeyPoint[]): HintLeak[] {
  return keyPoints.flatMap((point) => termsInHint(point).map((term) => ({ keyPointId: point.id, term })));
}

/**
 * The terms of a key point of which its hint contains a word, in whatever form: each would give the point away.
 * Remembered as long as the key point is, because every answer's feedback asks again.
 */
export function termsInHint(keyPoint: Pick<KeyPoint, 'hint' | 'terms'>): readonly string[] {
  const known = remembered.get(keyPoint);
  if (known !== undefined) return known;
  const said = stemsOf(keyPoint.hint ?? '');
  const found = keyPoint.terms.filter((term) => [...stemsOf(term)].some((stem) => said.has(stem)));
  remembered.set(keyPoint, found);
  return found;
}

const remembered = new WeakMap<Pick<KeyPoint, 'hint' | 'terms'>, readonly string[]>();
