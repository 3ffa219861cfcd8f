import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherInterval, pearson, spearman } from '../../../../shared/evaluation/statistics/correlation.ts';
import {
  biasOf,
  limitsOfAgreement,
  meanAbsoluteError,
  rootMeanSquaredError,
  standardisedMeanDifference,
} from '../../../../shared/evaluation/statistics/distance.ts';
import {
  bandedWeightedKappa,
  quadraticWeightedKappa,
} from '../../../../shared/evaluation/statistics/weighted-kappa.ts';

// Anscombe 1973, "Graphs in statistical analysis", first data set: r = 0.816.
const anscombe = {
  x: [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
  y: [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
};

// Bland and Altman 1986, "Statistical methods for assessing agreement", table 1: peak flow by two meters.
const flow = {
  large: [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427],
  mini: [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451],
};

describe('correlations', () => {
  it('are those of published examples', () => {
    expect(pearson(anscombe.x, anscombe.y)).toBeCloseTo(0.81642, 5);
    // Wikipedia, "Spearman's rank correlation coefficient": hours of television against IQ, rho = -29/165.
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 10);
    // By hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
    expect(spearman([1, 5, 5, 9], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 10);
  });

  it('have the interval of the design notes for r = .8 of 20, 50 and 100 pairs', () => {
    expect([20, 50, 100].map((count) => rounded(fisherInterval(0.8, count), 2))).toEqual([
      { low: 0.55, high: 0.92 },
      { low: 0.67, high: 0.88 },
      { low: 0.72, high: 0.86 },
    ]);
  });

  it('are null without pairs or without variance, and their interval without enough pairs or doubt', () => {
    for (const measure of [pearson, spearman]) {
      expect([measure([], []), measure([1], [2]), measure([0.1, 0.1, 0.1], [1, 2, 3])]).toEqual([null, null, null]);
      expect(measure([1, 2, 3], [2, 4, 6])).toBe(1);
    }
    expect([fisherInterval(0.5, 3), fisherInterval(1, 50), fisherInterval(-1, 50)]).toEqual([null, null, null]);
  });
});

describe('distances', () => {
  it('are those of the peak flow meters: bias -2.1, deviation 38.8', () => {
    expect(biasOf(flow.large, flow.mini)).toBeCloseTo(-2.1, 1);
    const limits = limitsOfAgreement(flow.large, flow.mini);
    // -2.1 - 1.96 * 38.8 and -2.1 + 1.96 * 38.8; the paper rounds 1.96 to 2.
    expect(limits?.low).toBeCloseTo(-78.1, 0);
    expect(limits?.high).toBeCloseTo(73.9, 0);
    // By hand: 1.96 * 38.765 * sqrt(1/17 + 1.96^2 / 32) = 32.1.
    expect((limits?.highInterval.high ?? 0) - (limits?.high ?? 0)).toBeCloseTo(32.1, 0);
    expect((limits?.lowInterval.low ?? 0) - (limits?.low ?? 0)).toBeCloseTo(-32.1, 0);
  });

  it('worked by hand', () => {
    expect(meanAbsoluteError([0, 10, 30], [5, 10, 20])).toBeCloseTo(5);
    expect(rootMeanSquaredError([0, 1], [0.5, 1])).toBeCloseTo(Math.sqrt(0.125));
    // Bias 2, deviation of 2, 4, 6 is 2.
    expect(standardisedMeanDifference([4, 6, 8], [2, 4, 6])).toBeCloseTo(1);
  });

  it('are null of nothing, and where a spread is needed and there is none', () => {
    for (const measure of [meanAbsoluteError, rootMeanSquaredError, biasOf]) expect(measure([], [])).toBeNull();
    expect(standardisedMeanDifference([1, 2], [3, 3])).toBeNull();
    expect([limitsOfAgreement([], []), limitsOfAgreement([1], [2])]).toEqual([null, null]);
    expect(limitsOfAgreement([2, 3], [1, 2])).toMatchObject({ low: 1, high: 1 });
  });

  it('refuse lists of different lengths instead of guessing which value belongs to which', () => {
    for (const measure of [meanAbsoluteError, rootMeanSquaredError, biasOf, limitsOfAgreement]) {
      expect(() => measure([1, 2], [1])).toThrow(RangeError);
    }
  });
});

describe('quadratic weighted kappa', () => {
  it.each([
    // The test suite of github.com/benhamner/Metrics, quadratic_weighted_kappa.
    [[1, 2, 3], [1, 2, 3], 1],
    [[1, 2, 1], [1, 2, 2], 0.4],
    [[1, 2, 3, 1, 2, 2, 3], [1, 2, 3, 1, 2, 3, 2], 0.75],
    // By hand: cov = var = 1/6, shift 0.5: (2/6) / (2/6 + 1/4).
    [[0, 0.5, 1], [0.5, 1, 1.5], 4 / 7],
    // One side does not vary: nothing covaries.
    [[2, 2, 2], [1, 2, 3], 0],
  ])('of %j and %j is %d', (said, truth, kappa) => {
    expect(quadraticWeightedKappa(said, truth)).toBeCloseTo(kappa, 10);
  });

  it('of bands looks at the bands only', () => {
    const marks = [5, 30, 60, 80, 90];
    expect(bandedWeightedKappa(marks, [24, 49, 69, 84, 100], [85, 70, 50, 25])).toBeCloseTo(1, 10);
    expect(bandedWeightedKappa([10, 60, 99], [10, 60, 60], [25, 50, 75])).toBeCloseTo(
      quadraticWeightedKappa([0, 2, 3], [0, 2, 2]) ?? 0,
      10,
    );
  });

  it('is null of nothing and where all marks are the same', () => {
    expect([quadraticWeightedKappa([], []), quadraticWeightedKappa([3, 3], [3, 3])]).toEqual([null, null]);
    expect(bandedWeightedKappa([90, 95], [99, 86], [85])).toBeNull();
  });
});

describe('of any marks', () => {
  const marks = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
    maxLength: 30,
  });

  it('no figure is NaN or out of its range, and the order of the answers changes nothing', () => {
    fc.assert(
      fc.property(marks, (pairs) => {
        const [said, truth] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
        for (const measure of [pearson, spearman, quadraticWeightedKappa]) {
          const figure = measure(said, truth);
          if (figure === null) continue;
          expect(Math.abs(figure)).toBeLessThanOrEqual(1);
          expect(measure(said.toReversed(), truth.toReversed())).toBeCloseTo(figure, 8);
          expect(measure(truth, said)).toBeCloseTo(figure, 8);
        }
        for (const measure of [meanAbsoluteError, rootMeanSquaredError, biasOf, standardisedMeanDifference])
          expect(measure(said, truth)).not.toBeNaN();
      }),
    );
  });

  it('kappa is never above the correlation, from which a shift or another spread only takes', () => {
    fc.assert(
      fc.property(marks, (pairs) => {
        const [said, truth] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
        const [r, kappa] = [pearson(said, truth), quadraticWeightedKappa(said, truth)];
        if (r !== null && kappa !== null) expect(Math.abs(kappa)).toBeLessThanOrEqual(Math.abs(r) + 1e-9);
      }),
    );
  });
});

function rounded(interval: { low: number; high: number } | null, digits: number) {
  return interval === null ? null : { low: +interval.low.toFixed(digits), high: +interval.high.toFixed(digits) };
}
