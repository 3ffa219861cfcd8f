import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandOf,
  coverageShare,
  dimensionShare,
  penaltyShare,
  pointShare,
  scoreRangeOf,
  type Verdicts,
  weightedMean,
} from '../../../shared/evaluation/scoring.ts';
import { anyPoint, anyPolicy, anyVerdicts, anyWeight, usualPolicy } from '../../support/evaluation.ts';

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

describe('coverage', () => {
  it('is a share of the whole scheme that no order and no role of its points changes', () => {
    fc.assert(
      fc.property(anyVerdicts(), ({ points }) => {
        const share = coverageShare(points);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
        expect(coverageShare(points.toReversed())).toBeCloseTo(share, 9);
        expect(coverageShare(points.map((point) => ({ ...point, role: 'bonus' })))).toBe(share);
      }),
    );
  });
});

describe('bonus points', () => {
  it('add at most the bonus share, and never take away', () => {
    const essentials = fc.array(
      anyPoint().map((point) => ({ ...point, role: 'essential' as const })),
      { minLength: 1 },
    );
    const bonuses = fc.array(anyPoint().map((point) => ({ ...point, role: 'bonus' as const })));
    fc.assert(
      fc.property(essentials, bonuses, anyPolicy(), (essential, bonus, policy) => {
        const [without, all] = [pointShare(essential, policy, 0), pointShare([...essential, ...bonus], policy, 0)];
        expect(all).toBeGreaterThanOrEqual(without - 1e-9);
        expect(all).toBeLessThanOrEqual(without + policy.bonusShare + 1e-9);
      }),
    );
  });

  it('count like essential ones where a scheme has no others', () => {
    const bonus = { ...essential({ verdict: 'covered', coverage: 1 }), role: 'bonus' as const };
    expect(pointShare([bonus], usualPolicy, 0)).toBe(1);
  });
});

describe('diminishing word credit', () => {
  const policy = { ...usualPolicy, wordCredit: 'diminishing' } as const;

  it('gives the square root of what was found of a point, so nothing and everything stay what they are', () => {
    const shareOf = (coverage: number): number => pointShare([essential({ verdict: 'missing', coverage })], policy, 0);
    expect([0, 0.25, 0.64, 1].map(shareOf)).toEqual([0, 0.5, 0.8, 1]);
  });

  it('leaves coverage what was found', () => {
    expect(coverageShare([essential({ verdict: 'missing', coverage: 0.25 })])).toBe(0.25);
  });
});

describe('penalties', () => {
  it('are a quarter for every point contradicted, a twentieth for each misconception, a quarter for all of them', () => {
    const wrong = [essential({ verdict: 'contradicted', coverage: 0 })];
    const asserted = (count: number) => Array.from({ length: count }, () => ({ asserted: true }));
    for (const unjudged of [0, 1] as const) {
      expect(penaltyShare(wrong, [], usualPolicy, unjudged)).toBe(0.25);
      expect(penaltyShare([], asserted(2), usualPolicy, unjudged)).toBe(0.1);
      expect(penaltyShare([], asserted(9), usualPolicy, unjudged)).toBe(0.25);
      expect(penaltyShare(wrong, asserted(9), usualPolicy, unjudged)).toBe(0.5);
    }
  });

  it('are charged at worst, and not at best, for a misconception left unjudged', () => {
    const claims = [{ asserted: null }, { asserted: false }];
    expect(penaltyShare([], claims, usualPolicy, 0)).toBe(0.05);
    expect(penaltyShare([], claims, usualPolicy, 1)).toBe(0);
    const verdicts = { ...verdictsOf([essential({ verdict: 'covered', coverage: 1 })]), misconceptions: claims };
    expect(scoreRangeOf(verdicts, usualPolicy)).toEqual({ min: 95, max: 100 });
  });

  it('cost nothing for what nobody asserted', () => {
    expect(penaltyShare([], [{ asserted: false }], usualPolicy, 0)).toBe(0);
    expect(penaltyShare([essential({ verdict: 'unjudged', coverage: null })], [], usualPolicy, 0)).toBe(0);
  });
});

describe('rubric dimensions', () => {
  const points = [essential({ verdict: 'covered', coverage: 1 })];
  const dimensions = [{ weight: 1, level: 2 }];

  it('count nothing beside key points unless the policy asks, and everything without key points', () => {
    expect(scoreRangeOf({ ...verdictsOf(points), dimensions }, usualPolicy).min).toBe(100);
    expect(scoreRangeOf({ ...verdictsOf(points), dimensions }, { ...usualPolicy, rubricShare: 0.4 }).min).toBe(80);
    expect(scoreRangeOf({ ...verdictsOf([]), dimensions }, usualPolicy).min).toBe(50);
  });

  it('are averaged by weight, an unjudged one at nothing or at everything', () => {
    const some = [
      { weight: 3, level: 4 },
      { weight: 1, level: null },
    ];
    expect([dimensionShare(some, 0), dimensionShare(some, 1), dimensionShare([], 1)]).toEqual([0.75, 1, 0]);
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

it('a weighted mean lies between its values, and of nothing is 0', () => {
  const items = fc.array(fc.record({ weight: anyWeight(), value: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(items, (list) => {
      const mean = weightedMean(list, ({ value }) => value);
      const values = list.map(({ value }) => value);
      expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
    }),
  );
  expect(weightedMean([], () => 1)).toBe(0);
});

function essential(outcome: Pick<Point, 'verdict' | 'coverage'>): Point {
  return { role: 'essential', weight: 1, ...outcome };
}

function verdictsOf(points: readonly Point[]): Verdicts {
  return { points, misconceptions: [], dimensions: [] };
}
