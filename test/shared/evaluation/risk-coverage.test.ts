import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptedAt,
  areaUnderRiskCoverage,
  type CheckedItem,
  certifiedThreshold,
  itemsToCertify,
  riskCoverage,
  wrongShareMax,
} from '../../../shared/evaluation/risk-coverage.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
// Few confidences, so that ties are common.
const tied = fc.integer({ min: 0, max: 4 }).map((step) => step / 4);
const anyItems = fc.array(fc.record({ confidence: tied, error: share }), { minLength: 1, maxLength: 40 });

describe('a risk-coverage curve', () => {
  it('has the mean error of the surest, one more with each step', () => {
    const items = [
      { confidence: 0.2, error: 1 },
      { confidence: 0.9, error: 0 },
      { confidence: 0.6, error: 0.5 },
      { confidence: 0.4, error: 0 },
    ];
    expect(riskCoverage(items).map(({ coverage, risk }) => [coverage, risk])).toEqual([
      [0.25, 0],
      [0.5, 0.25],
      [0.75, 0.5 / 3],
      [1, 0.375],
    ]);
    expect(areaUnderRiskCoverage(items)).toBeCloseTo((0 + 0.25 + 0.5 / 3 + 0.375) / 4, 12);
    expect(acceptedAt(items, 0.5)).toEqual({ accepted: 2, coverage: 0.5, risk: 0.25 });
    expect(acceptedAt(items, 0.51)).toMatchObject({ accepted: 3 });
  });

  it('counts a share of items as people do, whatever the last digit of the product', () => {
    const items = Array.from({ length: 100 }, (_, index) => ({ confidence: index, error: 0 }));
    for (let percent = 1; percent <= 100; percent += 1) {
      expect(acceptedAt(items, percent / 100)?.accepted).toBe(percent);
    }
  });

  it('is empty for nothing, and nothing can be said of it', () => {
    expect(riskCoverage([])).toEqual([]);
    expect(areaUnderRiskCoverage([])).toBeNull();
    expect(acceptedAt([], 0.5)).toBeNull();
    expect(acceptedAt([{ confidence: 1, error: 0 }], 0)).toBeNull();
  });

  it('does not depend on the order of the items, ends at the mean error and keeps within the errors', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const curve = riskCoverage(items);
        const turned = riskCoverage([...items].reverse());
        for (const [index, { risk }] of curve.entries()) expect(turned[index]?.risk).toBeCloseTo(risk, 9);
        const errors = items.map(({ error }) => error);
        const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
        expect(curve.at(-1)).toMatchObject({ accepted: items.length, coverage: 1, risk: expect.closeTo(mean, 9) });
        for (const { risk } of curve) {
          expect(risk).toBeGreaterThanOrEqual(Math.min(...errors) - 1e-9);
          expect(risk).toBeLessThanOrEqual(Math.max(...errors) + 1e-9);
        }
      }),
    );
  });

  it('has the area of the mean error when nothing is told apart, and no less than that of a perfect order', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const area = (confidenceOf: (item: CheckedItem) => number): number =>
          areaUnderRiskCoverage(items.map((item) => ({ ...item, confidence: confidenceOf(item) }))) ?? Number.NaN;
        const mean = items.reduce((sum, { error }) => sum + error, 0) / items.length;
        expect(area(() => 0.5)).toBeCloseTo(mean, 9);
        expect(area(({ confidence }) => confidence)).toBeGreaterThanOrEqual(area(({ error }) => -error) - 1e-9);
        expect(area(({ confidence }) => confidence)).toBeLessThanOrEqual(area(({ error }) => error) + 1e-9);
      }),
    );
  });
});

// The figures of the design notes on grading, section 3.4.
describe('the share that may be wrong', () => {
  it.each([
    [1, 50, 0.076],
    [2, 50, 0.103],
    [5, 100, 0.091],
  ])('is after %i wrong of %i at most %d with 90 %% confidence', (wrong, checked, bound) => {
    expect(wrongShareMax(wrong, checked, 0.1)).toBeCloseTo(bound, 3);
  });

  it.each([
    [0.1, 22],
    [0.05, 45],
  ])('is certified to be %d or less by %i items without a wrong one, and not by one fewer', (wrongMax, enough) => {
    expect(itemsToCertify(wrongMax, 0.1)).toBe(enough);
    expect(wrongShareMax(0, enough, 0.1)).toBeLessThanOrEqual(wrongMax);
    expect(wrongShareMax(0, enough - 1, 0.1)).toBeGreaterThan(wrongMax);
  });

  it('is unknown where nothing was checked or everything was wrong', () => {
    expect([wrongShareMax(0, 0, 0.1), wrongShareMax(3, 3, 0.1)]).toEqual([1, 1]);
  });

  it('lies above the share that was seen, grows with what was wrong and shrinks with what was checked', () => {
    const counts = fc
      .integer({ min: 1, max: 300 })
      .chain((checked) => fc.tuple(fc.integer({ min: 0, max: checked - 1 }), fc.constant(checked)));
    fc.assert(
      fc.property(counts, fc.constantFrom(0.05, 0.1, 0.2), ([wrong, checked], doubt) => {
        const bound = wrongShareMax(wrong, checked, doubt);
        expect(bound).toBeGreaterThan(wrong / checked);
        expect(bound).toBeLessThanOrEqual(1);
        expect(wrongShareMax(wrong + 1, checked, doubt)).toBeGreaterThan(bound);
        expect(wrongShareMax(wrong, checked + 1, doubt)).toBeLessThan(bound);
      }),
    );
  });
});

describe('a certified threshold', () => {
  const right = (count: number, confidence: number) => Array<CheckedItem>(count).fill({ confidence, error: 0 });
  const wrong = (count: number, confidence: number) => Array<CheckedItem>(count).fill({ confidence, error: 1 });
  const terms = { wrongMax: 0.1, doubt: 0.1 };

  it('needs 22 right items for at most a tenth wrong at 90 %', () => {
    expect(certifiedThreshold(right(21, 0.9), terms)).toBeNull();
    expect(certifiedThreshold(right(22, 0.9), terms)).toMatchObject({ confidenceMin: 0.9, accepted: 22, coverage: 1 });
  });

  it('is the lowest confidence before the first that fails, although a lower one would pass again', () => {
    const items = [...right(30, 0.9), ...right(20, 0.8), ...wrong(5, 0.7), ...right(500, 0.6)];
    expect(wrongShareMax(5, 555, 0.1)).toBeLessThan(0.1);
    expect(certifiedThreshold(items, terms)).toMatchObject({ confidenceMin: 0.8, accepted: 50, wrong: 0 });
  });

  it('takes all of the same confidence or none, and one wrong in 50 but not two', () => {
    expect(certifiedThreshold([...right(49, 0.9), ...wrong(1, 0.9)], terms)).toMatchObject({ accepted: 50, wrong: 1 });
    expect(certifiedThreshold([...right(48, 0.9), ...wrong(2, 0.9)], terms)).toBeNull();
  });

  it('keeps its word: of many samples no more than one in ten certifies what is wrong too often', () => {
    // Confidence says nothing here and 15 % are wrong, so every certificate is a mistake.
    let seed = 7;
    const random = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const samples = 400;
    let mistakes = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      const items = Array.from({ length: 100 }, () => ({ confidence: random(), error: random() < 0.15 ? 1 : 0 }));
      if (certifiedThreshold(items, terms) !== null) mistakes += 1;
    }
    expect(mistakes / samples).toBeLessThanOrEqual(0.1);
  });
});
