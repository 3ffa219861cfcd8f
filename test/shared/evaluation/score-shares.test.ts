import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverageShare,
  dimensionShare,
  penaltyShare,
  pointShare,
  scoreRangeOf,
  weightedMean,
} from '../../../shared/evaluation/scoring.ts';
import {
  anyPoint,
  anyPolicy,
  anyVerdicts,
  anyWeight,
  essential,
  usualPolicy,
  verdictsOf,
} from '../../support/evaluation.ts';

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
