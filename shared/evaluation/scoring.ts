import type { Band } from '../domain/band.ts';
import type { DimensionVerdict, MisconceptionFinding, PointVerdict } from '../domain/evaluation.ts';
import { dimensionLevelMax, type ScoringPolicy } from '../domain/mark-scheme.ts';

/** The verdicts that marks are made of. The misconceptions are those that somebody was to judge: null is left open. */
export interface Verdicts {
  readonly points: readonly Pick<PointVerdict, 'role' | 'weight' | 'verdict' | 'coverage'>[];
  readonly misconceptions: readonly Pick<MisconceptionFinding, 'asserted'>[];
  readonly dimensions: readonly Pick<DimensionVerdict, 'weight' | 'level'>[];
}

/**
 * The share of the essential points that an answer earns, plus up to `bonusShare` for bonus points, 0 to 1 + bonusShare.
 *
 * Weighted means; where a scheme has only bonus points they count like essential ones; no points at all give 0. With
 * `wordCredit: diminishing` a point earns the square root of its coverage: a reference in prose says more than anybody
 * demands, so the first words of a statement tell more than the last. Mean r of nine human-graded sets is .593 with it and
 * .578 without (`bench:accuracy --ablate`, 2026-11-28).
 * `unjudged` says what an unjudged point counts: 0 at worst, 1 at best.
 */
export function pointShare(points: Verdicts['points'], policy: ScoringPolicy, unjudged: 0 | 1): number {
  const curve = policy.wordCredit === 'diminishing' ? Math.sqrt : (credit: number) => credit;
  const counted = countedPoints(points);
  const extra = points.filter((point) => !counted.includes(point));
  const share = (some: Verdicts['points']): number => weightedMean(some, (point) => curve(creditOf(point, unjudged)));
  return share(counted) + policy.bonusShare * share(extra);
}

/** The points that make the marks: the essential ones, or all of a scheme that has only bonus points. */
export function countedPoints<Point extends { readonly role: PointVerdict['role'] }>(
  points: readonly Point[],
): readonly Point[] {
  const essential = points.filter(({ role }) => role === 'essential');
  return essential.length > 0 ? essential : points;
}

/**
 * The weighted share of all key points found, 0 to 1, essential and bonus alike: how much of the mark scheme an answer
 * says, whatever the policy makes of it. Contradicted and unjudged points are not found; no points give 0.
 */
export function coverageShare(points: Verdicts['points']): number {
  return weightedMean(points, (point) => creditOf(point, 0));
}

/**
 * What wrong claims cost, 0 to 1: `contradictionPenalty` times the weight of the contradicted points in all points, plus
 * `misconceptionPenalty` for each asserted misconception up to `misconceptionPenaltyMax`. `unjudged` as for points: at
 * worst (0) an unjudged misconception is charged as asserted, at best (1) it costs nothing.
 */
export function penaltyShare(
  points: Verdicts['points'],
  misconceptions: Verdicts['misconceptions'],
  policy: ScoringPolicy,
  unjudged: 0 | 1,
): number {
  const contradicted = weightedMean(points, ({ verdict }) => (verdict === 'contradicted' ? 1 : 0));
  const charged = misconceptions.filter(({ asserted }) => asserted ?? unjudged === 0).length;
  const forClaims = Math.min(policy.misconceptionPenaltyMax, policy.misconceptionPenalty * charged);
  return Math.min(1, policy.contradictionPenalty * contradicted + forClaims);
}

/** The weighted mean level of the rubric dimensions, 0 to 1; none gives 0. `unjudged` as for points. */
export function dimensionShare(dimensions: Verdicts['dimensions'], unjudged: 0 | 1): number {
  return weightedMean(dimensions, ({ level }) => (level === null ? unjudged : level / dimensionLevelMax));
}

/** How much of the score the dimensions make: all of it without key points, otherwise what the policy says. */
export function rubricShareOf(verdicts: Verdicts, policy: ScoringPolicy): number {
  if (verdicts.points.length === 0) return 1;
  return verdicts.dimensions.length === 0 ? 0 : policy.rubricShare;
}

/**
 * The score at worst and at best, 0 to 100 with one decimal: what is unjudged counts nothing at worst and everything at
 * best, and an unjudged misconception is asserted at worst (an unjudged point is missing at worst, never contradicted).
 * The two are equal when nothing that counts is unjudged.
 *
 * score = 100 * clamp((1 - rubric) * (points - penalty) + rubric * dimensions), after the design notes on grading,
 * section 6.2. Monotone in every verdict, independent of the order of points.
 */
export function scoreRangeOf(verdicts: Verdicts, policy: ScoringPolicy): { min: number; max: number } {
  const rubric = rubricShareOf(verdicts, policy);
  const scoreWith = (unjudged: 0 | 1): number => {
    const penalty = penaltyShare(verdicts.points, verdicts.misconceptions, policy, unjudged);
    const points = pointShare(verdicts.points, policy, unjudged) - penalty;
    const share = (1 - rubric) * points + rubric * dimensionShare(verdicts.dimensions, unjudged);
    return Math.round(1000 * Math.min(1, Math.max(0, share))) / 10;
  };
  return { min: scoreWith(0), max: scoreWith(1) };
}

/** Lower bounds of the bands, in points of the score. */
export const bandFloors: readonly (readonly [Band, number])[] = [
  ['excellent', 85],
  ['good', 70],
  ['fair', 50],
  ['weak', 25],
  ['poor', 0],
];

/** The name of a score from 0 to 100. */
export function bandOf(score: number): Band {
  return bandFloors.find(([, floor]) => score >= floor)?.[0] ?? 'poor';
}

/** A mean weighted by `weight`; 0 of nothing. */
export function weightedMean<Item extends { readonly weight: number }>(
  items: readonly Item[],
  value: (item: Item) => number,
): number {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? 0 : items.reduce((sum, item) => sum + item.weight * value(item), 0) / total;
}

function creditOf({ verdict, coverage }: Verdicts['points'][number], unjudged: 0 | 1): number {
  switch (verdict) {
    case 'covered':
    case 'partial':
    case 'missing':
      return coverage ?? 0;
    case 'contradicted':
      return 0;
    case 'unjudged':
      return unjudged;
  }
}
