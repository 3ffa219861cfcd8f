import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  cohenKappa,
  type DecisionTable,
  decisionTable,
  gwetAc1,
  macroF1,
  yesShares,
} from '../../../../shared/evaluation/statistics/decision-table.ts';
import { nominalKappa } from '../../../../shared/evaluation/statistics/nominal-kappa.ts';
import {
  intraclassCorrelation,
  krippendorffAlpha,
  proportionalErrorReduction,
} from '../../../../shared/evaluation/statistics/rater-agreement.ts';
import { shroutFleissMarks } from '../../../support/shrout-fleiss.ts';

const table = (bothYes: number, onlyFirst: number, onlySecond: number, bothNo: number): DecisionTable => ({
  bothYes,
  onlyFirst,
  onlySecond,
  bothNo,
});

describe('yes/no decisions', () => {
  it('have the kappa of the textbook: 20 and 15 alike, 5 and 10 not', () => {
    // Wikipedia, "Cohen's kappa", the first worked example: 0.7 observed, 0.5 by chance.
    expect(cohenKappa(table(20, 5, 10, 15))).toBeCloseTo(0.4, 10);
  });

  it('hardly have a kappa where no is rare, while AC1 stays near the share decided alike', () => {
    // Gwet 2002, "Kappa statistic is not satisfactory for assessing the extent of agreement between raters": 118, 5, 2, 0.
    const skewed = table(118, 5, 2, 0);
    expect(accuracy(skewed)).toBeCloseTo(0.944, 10);
    expect(cohenKappa(skewed)).toBeCloseTo(-0.0234, 4);
    // By hand: q = 121.5/125, pg = 2 q (1 - q) = 0.054432.
    expect(gwetAc1(skewed)).toBeCloseTo((0.944 - 0.054432) / (1 - 0.054432), 10);
  });

  it('are counted, by hand', () => {
    const counted = decisionTable([true, true, true, false, false, false], [true, true, false, false, false, true]);
    expect(counted).toEqual(table(2, 1, 1, 2));
    expect([accuracy(counted), macroF1(counted), cohenKappa(counted)].map((value) => value?.toFixed(3))).toEqual([
      '0.667',
      '0.667',
      '0.333',
    ]);
    expect(yesShares(table(2, 1, 0, 1))).toEqual({ first: 0.75, second: 0.5 });
    expect(macroF1(table(1, 1, 0, 0))).toBeCloseTo(1 / 3, 10);
  });

  it('have no figure of nothing, and no kappa where both sides always say yes', () => {
    const nothing = table(0, 0, 0, 0);
    expect([accuracy(nothing), cohenKappa(nothing), gwetAc1(nothing), macroF1(nothing)]).toEqual(Array(4).fill(null));
    expect(yesShares(nothing)).toEqual({ first: null, second: null });
    expect([cohenKappa(table(7, 0, 0, 0)), gwetAc1(table(7, 0, 0, 0))]).toEqual([null, 1]);
    expect(() => decisionTable([true], [])).toThrow(RangeError);
  });

  it('have figures that are never NaN, stay within -1 and 1, and do not care which side is first', () => {
    const count = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        for (const measure of [accuracy, cohenKappa, gwetAc1, macroF1]) {
          const figure = measure(table(a, b, c, d));
          if (figure !== null) expect(Math.abs(figure)).toBeLessThanOrEqual(1 + 1e-12);
          expect(measure(table(a, c, b, d))).toBe(figure);
        }
      }),
    );
  });
});

describe('the kappa of categories without order', () => {
  it('is that of a table worked out by hand, with an empty category or without', () => {
    // 24 of 30 alike; 12 * 11 + 10 * 12 + 8 * 7 = 308 of 900 by chance; (30 * 24 - 308) / (900 - 308).
    const rows = [
      [10, 2, 0],
      [1, 8, 1],
      [0, 2, 6],
    ];
    expect(nominalKappa(rows)).toBeCloseTo(412 / 592, 10);
    expect(nominalKappa([...rows.map((row) => [...row, 0]), [0, 0, 0, 0]])).toBeCloseTo(412 / 592, 10);
  });

  it('is 1 where all are alike in several categories, and none of nothing or of a single one', () => {
    const diagonal = (...counts: number[]): number[][] =>
      counts.map((count, index) => counts.map((_, column) => (column === index ? count : 0)));
    expect(nominalKappa(diagonal(3, 0, 4))).toBe(1);
    expect([nominalKappa([]), nominalKappa(diagonal(0, 0)), nominalKappa(diagonal(0, 9, 0))]).toEqual(
      Array(3).fill(null),
    );
  });

  it('stays within -1 and 1, and does not care about the order of categories or which side is first', () => {
    const cells = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(cells, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (counts, order) => {
        const arranged = (cell: (row: number, column: number) => number): number[][] =>
          order.map((row) => order.map((column) => counts[cell(row, column)] ?? 0));
        const kappa = nominalKappa([0, 3, 6].map((at) => counts.slice(at, at + 3)));
        if (kappa !== null) expect(Math.abs(kappa)).toBeLessThanOrEqual(1);
        expect(nominalKappa(arranged((row, column) => 3 * row + column))).toBe(kappa);
        expect(nominalKappa(arranged((row, column) => 3 * column + row))).toBe(kappa);
      }),
    );
  });
});

describe("Krippendorff's alpha", () => {
  it('is .849 for the interval data of four observers with gaps', () => {
    // Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section D: the reliability data of section C.
    const observers = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
      [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
    ];
    const units = Array.from({ length: 12 }, (_, unit) => observers.map((row) => row[unit] ?? null));
    expect(krippendorffAlpha(units)).toBeCloseTo(0.849, 3);
  });

  it('is null without two values of one unit, and where nothing varies', () => {
    expect(krippendorffAlpha([])).toBeNull();
    expect(krippendorffAlpha([[1, null], [null, 2], [3]])).toBeNull();
    expect(
      krippendorffAlpha([
        [1, 1],
        [1, 1, null],
      ]),
    ).toBeNull();
    expect(
      krippendorffAlpha([
        [1, 1],
        [2, 2],
      ]),
    ).toBe(1);
  });
});

describe('the intraclass correlation', () => {
  it('is .29 for the judges of Shrout and Fleiss', () => {
    expect(intraclassCorrelation(shroutFleissMarks)).toBeCloseTo(0.29, 2);
  });

  it('is 1 where all agree, and null where it can not be had', () => {
    expect(
      intraclassCorrelation([
        [1, 1],
        [2, 2],
        [5, 5],
      ]),
    ).toBe(1);
    for (const rows of [
      [],
      [[1, 2]],
      [[1], [2]],
      [[1, 2], [1]],
      [
        [3, 3],
        [3, 3],
      ],
    ])
      expect(intraclassCorrelation(rows)).toBeNull();
  });
});

describe('the proportional reduction in mean squared error', () => {
  it('worked by hand', () => {
    // Means of people 1, 3, 5, 7, each reading 1 off: error variance (4 * 4) / (2 * 4) = 2, of a mean 1.
    // Variance of the means 20/3, so of the true marks 17/3. The machine says 1, 3, 5, 9: MSE 1, of the true marks 0.
    expect(proportionalErrorReduction([1, 3, 5, 9], [0, 2, 4, 6], [2, 4, 6, 8])).toBeCloseTo(1, 10);
    // Two off each time: (4 - 1) of 17/3.
    expect(proportionalErrorReduction([3, 5, 7, 9], [0, 2, 4, 6], [2, 4, 6, 8])).toBeCloseTo(1 - 9 / 17, 10);
  });

  it('is null where people leave nothing to foretell', () => {
    expect(proportionalErrorReduction([1, 2], [0, 10], [10, 0])).toBeNull();
    expect([proportionalErrorReduction([], [], []), proportionalErrorReduction([1], [1], [2])]).toEqual([null, null]);
  });
});

it('agreement of raters is never NaN and at most 1', () => {
  const mark = fc.integer({ min: 0, max: 4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(mark, mark, mark), { maxLength: 12 }), (rows) => {
      const [first, second, third] = [0, 1, 2].map((at) => rows.map((row) => row[at] ?? 0));
      const figures = [
        krippendorffAlpha(rows),
        intraclassCorrelation(rows),
        proportionalErrorReduction(first ?? [], second ?? [], third ?? []),
      ];
      for (const figure of figures) {
        expect(figure).not.toBeNaN();
        if (figure !== null && figure !== figures[2]) expect(figure).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});
