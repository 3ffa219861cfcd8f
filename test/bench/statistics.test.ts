import { describe, expect, it } from 'vitest';
import { decisions, pearson, quadraticWeightedKappa, rootMeanSquaredError, spearman } from './statistics.ts';

// Worked by hand.
describe('statistics', () => {
  it('correlate values, and ranks with ties at their mean', () => {
    expect(pearson([1, 2, 3], [2, 4, 7])).toBeCloseTo(5 / Math.sqrt(2 * (38 / 3)));
    expect(pearson([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
    expect(pearson([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(spearman([1, 2, 3, 4], [1, 8, 27, 64])).toBeCloseTo(1);
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
    expect(spearman([1, 5, 5, 9], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5));
  });

  it('measure the distance of marks, also from a grader who is right but for a shift', () => {
    expect(rootMeanSquaredError([0, 1], [0.5, 1])).toBeCloseTo(Math.sqrt(0.125));
    expect(quadraticWeightedKappa([0, 0.5, 1], [0, 0.5, 1])).toBeCloseTo(1);
    // cov = var = 1/6, shift 0.5: (2/6) / (2/6 + 1/4).
    expect(quadraticWeightedKappa([0, 0.5, 1], [0.5, 1, 1.5])).toBeCloseTo(4 / 7);
  });

  it('count decisions: accuracy, F1 of both classes, agreement beyond chance', () => {
    const said = [true, true, true, false, false, false];
    const truth = [true, true, false, false, false, true];
    const { accuracy, macroF1, kappa, yesShare } = decisions(said, truth);
    expect([accuracy, macroF1, kappa, yesShare].map((value) => value.toFixed(3))).toEqual([
      '0.667',
      '0.667',
      '0.333',
      '0.500',
    ]);
    expect(decisions([true, true], [true, false]).macroF1).toBeCloseTo(1 / 3);
  });
});
