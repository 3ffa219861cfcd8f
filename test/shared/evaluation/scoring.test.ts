import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, scoreRangeOf, type Verdicts } from '../../../shared/evaluation/scoring.ts';
import {
  anyPoint,
  anyPolicy,
  anyVerdicts,
  anyWeight,
  essential,
  usualPolicy,
  verdictsOf,
} from '../../support/evaluation.ts';

type Point = Verdicts['points'][number];

// One decimal is kept, so that two roundings may differ by a tenth of a point.
const rounding = 0.1 + 1e-9;
const outcomes: readonly Pick<Point, 'verdict' | 'coverage'>[] = [
  { verdict: 'contradicted', coverage: 0 },
  { verdict: 'missing', coverage: 0 },
  { verdict: 'partial', coverage: 0.5 },
  { verdict: 'covered', coverage: 1 },
];

describe('a score', () => {
  it('lies between 0 and 100, the worst never over the best', () => {
    fc.assert(
      fc.property(anyVerdicts(), anyPolicy(), (verdicts, policy) => {
        const { min, max } = scoreRangeOf(verdicts, policy);
        expect(min).toBeGreaterThanOrEqual(0);
        expect(max).toBeLessThanOrEqual(100);
        expect(min).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('never falls when one verdict gets better: contradicted, missing, partial, covered', () => {
    fc.assert(
      fc.property(anyVerdicts(), anyPoint(), anyPolicy(), (verdicts, point, policy) => {
        const scores = outcomes.map((outcome) =>
          scoreRangeOf({ ...verdicts, points: [...verdicts.points, { ...point, ...outcome }] }, policy),
        );
        scores.slice(1).forEach(({ min, max }, index) => {
          expect(min).toBeGreaterThanOrEqual(scores[index]?.min ?? 0);
          expect(max).toBeGreaterThanOrEqual(scores[index]?.max ?? 0);
        });
      }),
    );
  });

  it('truly rises from missing to partial to covered on an essential point, and falls on a contradiction', () => {
    const one = (outcome: Pick<Point, 'verdict' | 'coverage'>): number =>
      scoreRangeOf(verdictsOf([essential({ verdict: 'covered', coverage: 1 }), essential(outcome)]), usualPolicy).min;
    expect(outcomes.map(one)).toEqual([37.5, 50, 75, 100]);
  });

  it('never falls with more coverage of a point or a higher level of a dimension', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyVerdicts(), anyPoint(), share, share, anyPolicy(), (verdicts, point, a, b, policy) => {
        const withShare = (coverage: number): number => {
          const points = [...verdicts.points, { ...point, verdict: 'partial' as const, coverage }];
          const level = Math.floor(4 * coverage);
          return scoreRangeOf({ ...verdicts, points, dimensions: [{ weight: 1, level }] }, policy).min;
        };
        expect(withShare(Math.min(a, b))).toBeLessThanOrEqual(withShare(Math.max(a, b)));
      }),
    );
  });

  it('does not depend on the order of points, misconceptions or dimensions', () => {
    const shuffled = anyVerdicts().chain((verdicts) =>
      fc.record({
        verdicts: fc.constant(verdicts),
        points: fc.shuffledSubarray([...verdicts.points], { minLength: verdicts.points.length }),
        misconceptions: fc.shuffledSubarray([...verdicts.misconceptions], {
          minLength: verdicts.misconceptions.length,
        }),
        dimensions: fc.shuffledSubarray([...verdicts.dimensions], { minLength: verdicts.dimensions.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, anyPolicy(), ({ verdicts, ...mixed }, policy) => {
        const [before, after] = [scoreRangeOf(verdicts, policy), scoreRangeOf(mixed, policy)];
        expect(Math.abs(before.min - after.min)).toBeLessThanOrEqual(rounding);
        expect(Math.abs(before.max - after.max)).toBeLessThanOrEqual(rounding);
      }),
    );
  });

  it('does not depend on the scale of the weights', () => {
    fc.assert(
      fc.property(anyVerdicts(), anyPolicy(), anyWeight(), (verdicts, policy, factor) => {
        const scaled = {
          ...verdicts,
          points: verdicts.points.map((point) => ({ ...point, weight: factor * point.weight })),
          dimensions: verdicts.dimensions.map((one) => ({ ...one, weight: factor * one.weight })),
        };
        const [before, after] = [scoreRangeOf(verdicts, policy), scoreRangeOf(scaled, policy)];
        expect(Math.abs(before.min - after.min)).toBeLessThanOrEqual(rounding);
        expect(Math.abs(before.max - after.max)).toBeLessThanOrEqual(rounding);
      }),
    );
  });

  it('is one figure while nothing is unjudged, and an unjudged verdict only widens the range round every outcome', () => {
    fc.assert(
      fc.property(anyVerdicts(), anyPoint(), anyPolicy(), (verdicts, point, policy) => {
        const given = {
          ...verdicts,
          misconceptions: verdicts.misconceptions.map(({ asserted }) => ({ asserted: asserted ?? false })),
          dimensions: verdicts.dimensions.map((one) => ({ ...one, level: one.level ?? 0 })),
        };
        const judged = given.points.filter(({ verdict }) => verdict !== 'unjudged');
        const withPoint = (outcome: Pick<Point, 'verdict' | 'coverage'>) =>
          scoreRangeOf({ ...given, points: [...judged, { ...point, ...outcome }] }, policy);
        const open = withPoint({ verdict: 'unjudged', coverage: null });
        for (const outcome of outcomes.slice(1)) {
          const { min, max } = withPoint(outcome);
          expect(min).toBe(max);
          expect(min).toBeGreaterThanOrEqual(open.min);
          expect(max).toBeLessThanOrEqual(open.max);
        }
      }),
    );
  });

  it('never falls when a misconception is found not asserted, and lies within the range that it left open', () => {
    fc.assert(
      fc.property(anyVerdicts(), anyPolicy(), (verdicts, policy) => {
        const withClaim = (asserted: boolean | null) =>
          scoreRangeOf({ ...verdicts, misconceptions: [...verdicts.misconceptions, { asserted }] }, policy);
        const [asserted, open, denied] = [withClaim(true), withClaim(null), withClaim(false)];
        expect(asserted.min).toBeLessThanOrEqual(denied.min);
        expect(asserted.max).toBeLessThanOrEqual(denied.max);
        expect(open).toEqual({ min: asserted.min, max: denied.max });
      }),
    );
  });
});

it.each([
  [100, 'excellent'],
  [85, 'excellent'],
  [84.9, 'good'],
  [70, 'good'],
  [69.9, 'fair'],
  [50, 'fair'],
  [49.9, 'weak'],
  [25, 'weak'],
  [24.9, 'poor'],
  [0, 'poor'],
])('a score of %d is called %s', (score, band) => {
  expect(bandOf(score)).toBe(band);
});
