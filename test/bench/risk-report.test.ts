import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { riskReportOf } from './risk-report.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const checked = fc.array(fc.record({ confidence: share, error: share }), { minLength: 1, maxLength: 40 });

test('what is accepted is the surest, and its error theirs', () => {
  // The surer, the smaller the error: 0, 0.1, ... 0.9.
  const items = Array.from({ length: 10 }, (_, index) => ({ confidence: 1 - index / 10, error: index / 10 }));
  const { n, accepted, area, areaOfRandom, areaOfOracle } = riskReportOf(items);
  expect(n).toBe(10);
  expect(accepted.map(({ error }) => error.toFixed(2))).toEqual(['0.45', '0.40', '0.35', '0.30', '0.20']);
  expect(area).toBeCloseTo(0.225);
  expect(areaOfRandom).toBeCloseTo(0.45);
  expect(areaOfOracle).toBeCloseTo(area);
});

test.prop([checked])('no confidence beats the order of the errors themselves', (items) => {
  const { area, areaOfOracle } = riskReportOf(items);
  expect(area).toBeGreaterThanOrEqual(areaOfOracle - 1e-9);
});

test.prop([checked])('a confidence that is the same everywhere is worth no more than chance', (items) => {
  const { area, areaOfRandom } = riskReportOf(items.map(({ error }) => ({ error, confidence: 0.5 })));
  expect(area).toBeCloseTo(areaOfRandom);
});

test('what may be accepted with a promise is told, and nothing where none can be given', () => {
  const surest = Array.from({ length: 22 }, () => ({ confidence: 0.9, error: 0 }));
  const wrong = Array.from({ length: 10 }, () => ({ confidence: 0.4, error: 1 }));
  expect(riskReportOf([...surest, ...wrong]).certified).toMatchObject({ confidenceMin: 0.9, accepted: 22, wrong: 0 });
  expect(riskReportOf(wrong).certified).toBeNull();
});

test('nothing has no figure', () => {
  expect(riskReportOf([])).toMatchObject({ n: 0, area: Number.NaN, areaOfRandom: Number.NaN });
});
