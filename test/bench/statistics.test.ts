import { describe, expect, it } from 'vitest';
import { agreementOf, calibratedMarks, type Marked } from './agreement.ts';
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

describe('agreement', () => {
  const marked: Marked[] = Array.from({ length: 40 }, (_, index) => {
    const said = (index % 8) / 10;
    return { questionId: `q${index % 5}`, said, human: 0.2 + said, isRight: said > 0.35 };
  });

  it('is full where marks follow from measures by a line, and right answers from a threshold', () => {
    const { r, rho, rWithin, rmse, rightF1 } = agreementOf(marked);
    for (const value of [r, rho, rWithin, rightF1]) expect(value).toBeCloseTo(1);
    expect(rmse).toBeLessThan(0.02);
  });

  it('calibrates each answer by other questions only', () => {
    // Another mark for an answer to q0 changes nothing for q0.
    const changed = marked.map((answer, index) => (index === 0 ? { ...answer, human: 0 } : answer));
    expect(calibratedMarks(changed)[0]).toBe(calibratedMarks(marked)[0]);
    expect(calibratedMarks(changed)[1]).not.toBe(calibratedMarks(marked)[1]);
  });
});
