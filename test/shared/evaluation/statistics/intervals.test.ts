import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapIntervals } from '../../../../shared/evaluation/statistics/bootstrap.ts';
import { deviationOf, meanOf, varianceOf } from '../../../../shared/evaluation/statistics/moments.ts';
import { wilsonInterval } from '../../../../shared/evaluation/statistics/proportion.ts';
import { quantileOfBeta, quantileOfF, studentWidth } from '../../../../shared/evaluation/statistics/quantiles.ts';
import {
  cronbachAlpha,
  feldtInterval,
  questionsNeeded,
  standardError,
  tellingDifference,
} from '../../../../shared/evaluation/statistics/reliability.ts';
import { shroutFleissMarks } from '../../../support/shrout-fleiss.ts';

describe('quantiles', () => {
  it('are those of printed tables and of closed forms', () => {
    // Any F table: 97.5 % of F(10, 20); t tables: 97.5 % of t(9).
    expect(quantileOfF(0.975, 10, 20)).toBeCloseTo(2.7737, 4);
    expect(studentWidth(9)).toBeCloseTo(2.2622, 4);
    // Design notes, section 3.3: without a disagreement n = ln(delta) / ln(1 - alpha), here 22 for 10 % at 90 %.
    expect(quantileOfBeta(0.9, 1, 22)).toBeCloseTo(1 - 0.1 ** (1 / 22), 8);
    // Section 3.4: two disagreements in 50 bound the share at 10.3 %, five in 100 at 9.1 %.
    expect(quantileOfBeta(0.9, 3, 48)).toBeCloseTo(0.103, 3);
    expect(quantileOfBeta(0.9, 6, 95)).toBeCloseTo(0.091, 3);
  });
});

describe("Wilson's interval", () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is %d to %d', (hits, count, low, high) => {
    const interval = wilsonInterval(hits, count);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('holds the share, lies within 0 and 1, and is null of nothing', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
        const hits = Math.round(share * count);
        const { low, high } = wilsonInterval(hits, count) ?? { low: 2, high: -1 };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / count + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / count - 1e-12);
      }),
    );
  });
});

describe('the bootstrap', () => {
  const values = Array.from({ length: 100 }, (_, index) => index);
  const mean = (indexes: readonly number[]) => ({ mean: meanOf(indexes.map((index) => values[index] ?? 0)) });

  it('finds the interval that theory gives a mean, and the same one for the same seed', () => {
    const interval = bootstrapIntervals(100, ['mean'], mean, 7, 4_000).get('mean');
    // 49.5 and 1.96 * 28.866 / 10 (the population deviation of 0 to 99).
    expect(interval?.low).toBeCloseTo(49.5 - 5.66, 0);
    expect(interval?.high).toBeCloseTo(49.5 + 5.66, 0);
    expect(bootstrapIntervals(100, ['mean'], mean, 7, 4_000).get('mean')).toEqual(interval);
    expect(bootstrapIntervals(100, ['mean'], mean, 8, 4_000).get('mean')).not.toEqual(interval);
  });

  it('gives none where there are not two things, or where many resamples have no figure', () => {
    expect(bootstrapIntervals(1, ['mean'], mean, 1).get('mean')).toBeNull();
    const rarely = (indexes: readonly number[]) => ({ rare: indexes.includes(0) ? 1 : null });
    expect(bootstrapIntervals(100, ['rare'], rarely, 1).get('rare')).toBeNull();
  });
});

describe('moments', () => {
  it('are null of too little, and nought where nothing varies, even where rounding says otherwise', () => {
    expect([meanOf([]), varianceOf([1]), deviationOf([])]).toEqual([null, null, null]);
    expect([varianceOf([0.1, 0.1, 0.1]), deviationOf([0.1, 0.1, 0.1])]).toEqual([0, 0]);
    expect([meanOf([1, 2, 6]), varianceOf([1, 2, 6]), deviationOf([1, 3])]).toEqual([3, 7, Math.SQRT2]);
  });
});

describe('reliability', () => {
  it('has the alpha of Shrout and Fleiss: the ICC(3,4) of their judges is .91', () => {
    expect(cronbachAlpha(shroutFleissMarks)).toBeCloseTo(0.91, 2);
    expect(
      cronbachAlpha([
        [1, 1],
        [2, 2],
        [4, 4],
      ]),
    ).toBeCloseTo(1, 10);
  });

  it('has the interval that R prints for alpha .913 of 20 questions and 873 people', () => {
    // Chris Evans's feldt1.return, MRC CBU statistics wiki (FAQ/cafun): 0.9044024 to 0.9211588.
    const interval = feldtInterval(0.913, 873, 20);
    expect(interval?.low).toBeCloseTo(0.9044024, 6);
    expect(interval?.high).toBeCloseTo(0.9211588, 6);
  });

  it('has an error, a telling difference and a needed length, by hand', () => {
    // Deviation of 10, 20, 30 is 10; alpha .84 leaves sqrt(.16) of it.
    expect(standardError([10, 20, 30], 0.84)).toBeCloseTo(4, 10);
    expect(tellingDifference(4)).toBeCloseTo(1.96 * Math.SQRT2 * 4, 3);
    // Twice .6 is 2 * .6 / 1.6 = .75.
    expect(questionsNeeded(0.6, 5, 0.75)).toBe(10);
    expect(questionsNeeded(0.6, 5, 0.76)).toBe(11);
  });

  it('is null where it can not be had', () => {
    for (const rows of [
      [],
      [[1, 2]],
      [[1], [2]],
      [[1, 2], [3]],
      [
        [1, 2],
        [2, 1],
      ],
    ]) {
      expect(cronbachAlpha(rows)).toBeNull();
    }
    expect([feldtInterval(1, 50, 5), feldtInterval(0.5, 1, 5), feldtInterval(0.5, 9, 1)]).toEqual([null, null, null]);
    expect([standardError([1], 0.5), standardError([1, 2], -0.1)]).toEqual([null, null]);
    expect([questionsNeeded(0, 5, 0.7), questionsNeeded(-1, 5, 0.7), questionsNeeded(0.5, 5, 1)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
