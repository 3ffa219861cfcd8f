import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calibration } from '../../../../shared/domain/calibration.ts';
import {
  calibratedScore,
  fitCalibration,
  type MarkedShares,
} from '../../../../shared/evaluation/calibration/fit-calibration.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
// Few coverages and few questions, so that ties and offsets occur; up to marks enough for the isotonic map.
const anyMarks = fc.array(
  fc.record({
    questionId: fc.constantFrom('a', 'b', 'c'),
    coverage: fc.oneof(share, fc.constantFrom(0, 0.25, 0.5, 1)),
    human: fc.oneof(share, fc.constantFrom(0, 0.5, 1)),
  }),
  { maxLength: 150, size: 'max' },
);

describe('a calibration', () => {
  it('gives a share of 0 to 1 that never falls where coverage rises, whatever the marks', () => {
    fc.assert(
      fc.property(anyMarks, fc.array(share, { minLength: 2 }), fc.constantFrom('a', 'z'), (marks, coverages, id) => {
        const calibration = fitCalibration(marks);
        const scores = coverages.sort((a, b) => a - b).map((coverage) => calibratedScore(calibration, id, coverage));
        for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
        scores.slice(1).forEach((score, index) => {
          expect(score).toBeGreaterThanOrEqual((scores[index] ?? 0) - 1e-12);
        });
      }),
    );
  });

  it('does not depend on the order of the marks', () => {
    const shuffled = anyMarks.chain((marks) =>
      fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: marks.length }), share),
    );
    fc.assert(
      fc.property(shuffled, ([marks, others, coverage]) => {
        const [one, other] = [fitCalibration(marks), fitCalibration(others)];
        expect(calibratedScore(one, 'a', coverage)).toBeCloseTo(calibratedScore(other, 'a', coverage), 9);
      }),
    );
  });

  it('can be stored, whatever the marks', () => {
    fc.assert(
      fc.property(anyMarks, (marks) => {
        const calibration = fitCalibration(marks);
        expect(Calibration.parse(calibration)).toEqual(calibration);
      }),
    );
  });

  it('leaves shares as they are where nobody marked anything', () => {
    const calibration = fitCalibration([]);
    expect(calibration).toEqual({ marks: 0, state: 'none', map: { kind: 'identity' }, questions: [], spread: null });
    fc.assert(fc.property(share, (coverage) => calibratedScore(calibration, 'a', coverage) === coverage));
  });

  it('gives the mean mark where all answers have the same coverage', () => {
    const marks = [0.2, 0.4, 0.9].map((human) => ({ questionId: 'a', coverage: 0.5, human }));
    for (const coverage of [0, 0.5, 1]) expect(calibratedScore(fitCalibration(marks), 'a', coverage)).toBe(0.5);
    const many = Array.from({ length: 50 }, () => marks).flat();
    for (const coverage of [0, 0.5, 1]) expect(calibratedScore(fitCalibration(many), 'a', coverage)).toBeCloseTo(0.5);
  });

  it('gives a lone question no offset, since it is its own average', () => {
    const { questions } = fitCalibration(marksAlong((coverage) => 0.2 + 0.5 * coverage, 30));
    expect(questions).toEqual([{ questionId: 'a', marks: 30, offset: expect.closeTo(0, 12) }]);
  });

  it.each([
    [19, 'none'],
    [20, 'provisional'],
    [49, 'provisional'],
    [50, 'usable'],
    [99, 'usable'],
    [100, 'trusted'],
  ])('of %i marks is %s', (count, state) => {
    expect(fitCalibration(marksAlong((coverage) => coverage, count))).toMatchObject({ marks: count, state });
  });
});

describe('below 100 marks', () => {
  it('is the line of slope cov / (var + 0.05 / n) through the means', () => {
    // Means 0.5 and 0.4, cov 0.05, var 0.125, so the slope is 0.05 / (0.125 + 0.0125).
    const marks = [
      [0, 0.2],
      [0.5, 0.4],
      [0.5, 0.4],
      [1, 0.6],
    ].map(([coverage = 0, human = 0]) => ({ questionId: 'a', coverage, human }));
    const slope = 0.05 / 0.1375;
    expect(fitCalibration(marks).map).toEqual({
      kind: 'line',
      intercept: expect.closeTo(0.4 - slope * 0.5, 12),
      slope: expect.closeTo(slope, 12),
    });
  });

  it('gives everybody the mean where marks fall as coverage rises', () => {
    const calibration = fitCalibration(marksAlong((coverage) => 0.8 - 0.6 * coverage, 40));
    expect(calibratedScore(calibration, 'b', 0)).toBeCloseTo(calibratedScore(calibration, 'b', 1), 12);
  });

  it('adds n / (n + 4) of the mean residual to a question of five marks, and nothing to one of four', () => {
    const even = (questionId: string, count: number, human: number): MarkedShares[] =>
      Array.from({ length: count }, () => ({ questionId, coverage: 0.5, human }));
    const marks = [...even('harsh', 5, 0.2), ...even('mild', 5, 0.6), ...even('few', 4, 1)];
    const mean = (1 + 3 + 4) / 14;
    const calibration = fitCalibration(marks);
    expect(calibration.questions).toEqual([
      { questionId: 'few', marks: 4, offset: 0 },
      { questionId: 'harsh', marks: 5, offset: expect.closeTo((5 / 9) * (0.2 - mean), 12) },
      { questionId: 'mild', marks: 5, offset: expect.closeTo((5 / 9) * (0.6 - mean), 12) },
    ]);
    expect(calibratedScore(calibration, 'harsh', 0.5)).toBeCloseTo(mean + (5 / 9) * (0.2 - mean), 12);
    expect(calibratedScore(calibration, 'unknown', 0.5)).toBeCloseTo(mean, 12);
  });
});

describe('from 100 marks on', () => {
  it('pools ties first, then neighbours that fall, and joins the centres of the blocks', () => {
    // By coverage: 0 -> 0 (50 marks), 0.2 -> 0.6 (20), 0.6 -> 0.3 (20, falls: pooled to 0.4 -> 0.45), 1 -> 0.9 (10).
    const marks = [
      ...several(25, 0, 0),
      ...several(20, 0.2, 0.6),
      ...several(10, 0.6, 0.6),
      ...several(10, 1, 0.9),
      ...several(10, 0.6, 0),
      ...several(25, 0, 0),
    ];
    const calibration = fitCalibration(marks);
    expect(calibration.map).toEqual({
      kind: 'isotonic',
      blocks: [
        { coverage: 0, human: 0 },
        { coverage: expect.closeTo(0.4, 12), human: expect.closeTo(0.45, 12) },
        { coverage: 1, human: expect.closeTo(0.9, 12) },
      ],
    });
    const unmarked = (coverage: number): number => calibratedScore(calibration, 'unmarked', coverage);
    expect(unmarked(0.2)).toBeCloseTo(0.225, 12);
    expect(unmarked(0.7)).toBeCloseTo(0.675, 12);
    expect(unmarked(1)).toBeCloseTo(0.9, 12);
  });

  it('follows marks that a line can not', () => {
    const step = marksAlong((coverage) => (coverage < 0.5 ? 0.1 : 0.9), 200);
    const calibration = fitCalibration(step);
    for (const { coverage, human } of step) {
      expect(Math.abs(calibratedScore(calibration, 'a', coverage) - human)).toBeLessThan(0.02);
    }
  });
});

describe('the spread', () => {
  it('is that of the human marks around the calibrated ones, for the degrees of freedom that are left', () => {
    const marks = [0.1, -0.1, 0.1, -0.1].map((noise, index) => ({
      questionId: `q${index}`,
      coverage: 0.5,
      human: 0.5 + noise,
    }));
    expect(fitCalibration(marks).spread).toBeCloseTo(Math.sqrt(0.04 / 2), 12);
  });

  it('is unknown where the marks are no more than what they determine', () => {
    expect(fitCalibration(marksAlong((coverage) => coverage, 2)).spread).toBeNull();
  });
});

function marksAlong(human: (coverage: number) => number, count: number): MarkedShares[] {
  return Array.from({ length: count }, (_, index) => {
    const coverage = count === 1 ? 0 : index / (count - 1);
    return { questionId: 'a', coverage, human: human(coverage) };
  });
}

function several(count: number, coverage: number, human: number): MarkedShares[] {
  return Array.from({ length: count }, () => ({ questionId: 'a', coverage, human }));
}
