import type { Judgement } from './evaluation.ts';

/**
 * Whether a judgement stands: a gate settled it, nothing in it is left unjudged, or the offline judge made it, which
 * leaves the same things unjudged every time.
 */
export function isFinished(
  judgement: Pick<Judgement, 'judge' | 'gate' | 'points' | 'misconceptions' | 'dimensions'>,
): boolean {
  return judgement.judge === 'offline' || judgement.gate !== null || unjudgedIn(judgement) === 0;
}

/** How many points, misconceptions and dimensions nobody has judged. */
export function unjudgedIn({
  points,
  misconceptions,
  dimensions,
}: Pick<Judgement, 'points' | 'misconceptions' | 'dimensions'>): number {
  return (
    points.filter(({ verdict }) => verdict === 'unjudged').length +
    misconceptions.filter(({ asserted }) => asserted === null).length +
    dimensions.filter(({ level }) => level === null).length
  );
}
