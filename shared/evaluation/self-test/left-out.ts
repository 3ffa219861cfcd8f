import type { PointVerdict } from '../../domain/evaluation.ts';
import { weightedMean } from '../scoring.ts';
import type { LeftOut } from './figures.ts';

/** What the verdicts on the reference without one point say, beside those on the whole reference. */
export function leftOutOf(keyPointId: string, whole: readonly PointVerdict[], rest: readonly PointVerdict[]): LeftOut {
  const before = (id: string): PointVerdict | undefined => whole.find((point) => point.keyPointId === id);
  const own = rest.find((point) => point.keyPointId === keyPointId);
  const others = rest.filter((point) => point.keyPointId !== keyPointId);
  const lost = weightedMean(others, (point) => Math.max(0, creditOf(before(point.keyPointId)) - creditOf(point)));
  return {
    keyPointId,
    coverage: creditOf(own),
    collateral: lost,
    lostWith: others
      .filter((point) => isMade(before(point.keyPointId)) && !isCredited(point))
      .map((point) => point.keyPointId),
  };
}

/** Whether a point was credited as made, wholly or in part. */
export function isCredited({ verdict }: PointVerdict): boolean {
  return verdict === 'covered' || verdict === 'partial';
}

function isMade(point: PointVerdict | undefined): boolean {
  return point?.verdict === 'covered';
}

function creditOf(point: PointVerdict | undefined): number {
  return point?.verdict === 'contradicted' ? 0 : (point?.coverage ?? 0);
}
