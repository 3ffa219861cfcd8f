import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AgreementReport } from '../../../../shared/domain/agreement.ts';
import { type MarkedAnswer, measureAgreement } from '../../../../shared/evaluation/agreement/measure-agreement.ts';
import { worstDisagreements } from '../../../../shared/evaluation/agreement/worst-disagreements.ts';

const resampling = { seed: 1, resamples: 200 };

describe('the agreement with people', () => {
  it('is full with marks that are the same, and they need no more than a hundred to be trusted', () => {
    const report = measureAgreement(
      Array.from({ length: 120 }, (_, index) => marked(index % 101, index % 101)),
      resampling,
    );
    expect(report).toMatchObject({
      marks: { n: 120, state: 'trusted', next: null },
      overall: {
        qwk: 1,
        qwkInterval: { low: 1, high: 1 },
        qwkBanded: 1,
        pearson: expect.closeTo(1, 10),
        spearman: expect.closeTo(1, 10),
        icc: 1,
        krippendorffAlpha: 1,
        meanAbsoluteError: 0,
        rootMeanSquaredError: 0,
        bias: 0,
        biasInterval: { low: 0, high: 0 },
        standardisedMeanDifference: 0,
      },
      doubleMarked: null,
      allPoints: null,
      points: [],
    });
  });

  it('tells a lenient judge from one who orders answers otherwise', () => {
    const scores = Array.from({ length: 50 }, (_, index) => index);
    const lenient = measureAgreement(
      scores.map((score) => marked(score + 20, score)),
      resampling,
    ).overall;
    expect(lenient).toMatchObject({
      pearson: expect.closeTo(1, 10),
      bias: 20,
      meanAbsoluteError: 20,
      biasInterval: { low: 20, high: 20 },
    });
    // By hand: var = 208.25 of 0 to 49, so 2 * 208.25 / (2 * 208.25 + 400).
    expect(lenient.qwk).toBeCloseTo(416.5 / 816.5, 10);
    expect(
      measureAgreement(
        scores.map((score) => marked(49 - score, score)),
        resampling,
      ).overall,
    ).toMatchObject({
      qwk: expect.closeTo(-1, 10),
      bias: 0,
    });
  });

  it.each([
    [0, 'none', { state: 'provisional', marks: 20 }],
    [19, 'none', { state: 'provisional', marks: 1 }],
    [20, 'provisional', { state: 'usable', marks: 30 }],
    [50, 'usable', { state: 'trusted', marks: 50 }],
    [100, 'trusted', null],
  ])('of %d marks is %s, and says how many more it takes', (n, state, next) => {
    const answers = Array.from({ length: n }, (_, index) => marked(index, 100 - index));
    const { marks, overall } = measureAgreement(answers, resampling);
    expect(marks).toEqual({ n, state, next });
    expect(overall.qwkInterval === null).toBe(state === 'none');
  });

  it('is told for each question, each with its own marks', () => {
    const answers = [10, 30, 50].flatMap((score) => [marked(score, score, 'a'), marked(score, 60 - score, 'b')]);
    expect(measureAgreement(answers, resampling).questions).toMatchObject([
      { questionId: 'a', marks: { n: 3, next: { marks: 17 } }, scores: { pearson: expect.closeTo(1, 10) } },
      { questionId: 'b', marks: { n: 3 }, scores: { pearson: expect.closeTo(-1, 10) } },
    ]);
  });

  it('about key points is counted where both sides decided, and apart for each question', () => {
    const answers = [
      withPoints('a', { k1: 0.9, k2: 0.1 }, { k1: 1, k2: 1 }),
      withPoints('a', { k1: 0.5, k2: null }, { k1: 0.4, k2: 1 }),
      withPoints('b', { k1: 0.2 }, { k1: 0 }),
      withPoints('b', { k1: 0.2 }, {}),
    ];
    const { allPoints, points } = measureAgreement(answers, resampling);
    expect(allPoints).toMatchObject({
      marks: { n: 3 },
      decisions: { n: 4, bothMet: 1, onlyMachine: 1, onlyPeople: 1, neither: 1 },
      accuracy: 0.5,
      kappa: 0,
      machineMet: 0.5,
      peopleMet: 0.5,
    });
    expect(points.map(({ questionId, keyPointId, decisions }) => [questionId, keyPointId, decisions.n])).toEqual([
      ['a', 'k1', 2],
      ['a', 'k2', 1],
      ['b', 'k1', 1],
    ]);
  });

  it('is held against a second person where there is one, about the answers that both marked', () => {
    const answers = Array.from({ length: 30 }, (_, index) => marked(index, index, 'a', index < 20 ? index + 2 : null));
    const { doubleMarked } = measureAgreement(answers, resampling);
    expect(doubleMarked).toMatchObject({
      marks: { n: 20 },
      people: { bias: 2, pearson: expect.closeTo(1, 10) },
      machine: { bias: 0, qwk: expect.closeTo(1, 10) },
    });
    // By hand: means are one above the machine: error 1 - 1 of two readings that are each 1 off, nothing is left over.
    expect(doubleMarked?.prmse).toBeCloseTo(1, 10);
  });

  it('is the same for the same seed, and its ranges hold the figure', () => {
    const answers = Array.from({ length: 60 }, (_, index) => marked((index * 37) % 101, (index * 53) % 101));
    const report = measureAgreement(answers, resampling);
    expect(measureAgreement(answers, resampling)).toEqual(report);
    const { qwk, qwkInterval } = report.overall;
    expect(qwkInterval?.low).toBeLessThan(qwk ?? 0);
    expect(qwkInterval?.high).toBeGreaterThan(qwk ?? 0);
    expect(measureAgreement(answers, { ...resampling, seed: 2 }).overall.qwkInterval).not.toEqual(qwkInterval);
  });

  it('fits its schema whatever the marks: no figure is NaN', () => {
    const mark = fc.integer({ min: 0, max: 100 });
    const credit = fc.constantFrom(0, 0.5, 1);
    const answer = fc.record({
      questionId: fc.constantFrom('a', 'b'),
      machine: mark,
      score: mark,
      credit,
      coverage: credit,
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 25 }), fc.option(mark), (answers, secondScore) => {
        const report = measureAgreement(
          answers.map(({ questionId, machine, score, credit: given, coverage }) => ({
            questionId,
            machine,
            human: { score, secondScore, points: [{ keyPointId: 'k1', credit: given }] },
            machinePoints: [{ keyPointId: 'k1', coverage }],
          })),
          { seed: 1, resamples: 20 },
        );
        expect(AgreementReport.parse(report)).toEqual(report);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the worst disagreements', () => {
  it('come first, in the order of the file where they are equal, and leave out what is agreed on', () => {
    const answers = [
      marked(50, 50, 'same'),
      marked(10, 30, 'first'),
      marked(90, 10, 'worst'),
      marked(30, 10, 'second'),
    ];
    expect(worstDisagreements(answers, 5).map(({ questionId }) => questionId)).toEqual(['worst', 'first', 'second']);
    expect(worstDisagreements(answers, 1)).toHaveLength(1);
  });
});

function marked(machine: number, score: number, questionId = 'a', secondScore: number | null = null): MarkedAnswer {
  return { questionId, machine, human: { score, secondScore, points: [] }, machinePoints: [] };
}

function withPoints(
  questionId: string,
  coverages: Readonly<Record<string, number | null>>,
  credits: Readonly<Record<string, number>>,
): MarkedAnswer {
  const points = Object.entries(credits).map(([keyPointId, credit]) => ({ keyPointId, credit }));
  const machinePoints = Object.entries(coverages).map(([keyPointId, coverage]) => ({ keyPointId, coverage }));
  return { questionId, machine: 50, human: { score: 50, secondScore: null, points }, machinePoints };
}
