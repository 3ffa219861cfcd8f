import { expect, test } from 'vitest';
import { reviewReportOf } from './review-report.ts';

test('what is sent to a person is measured apart from what is accepted without one', () => {
  const report = reviewReportOf([
    { reviewReasons: ['judge-unsure', 'hedging'], error: 0.4, pointErrors: [1, 0] },
    { reviewReasons: ['unjudged-point'], error: null, pointErrors: [] },
    { reviewReasons: [], error: 0.1, pointErrors: [0, 0] },
    { reviewReasons: [], error: 0.3, pointErrors: [1, 0] },
  ]);
  expect(report.share).toBe(0.5);
  expect(report.sent).toEqual({ error: 0.4, pointAccuracy: 0.5 });
  expect(report.kept.error).toBeCloseTo(0.2);
  expect(report.kept.pointAccuracy).toBe(0.75);
  expect(report.reasons).toEqual({ 'judge-unsure': 1, hedging: 1, 'unjudged-point': 1 });
});

test('where everything is sent, nothing is said of what is accepted', () => {
  const { share, kept } = reviewReportOf([{ reviewReasons: ['hedging'], error: 0.4, pointErrors: [] }]);
  expect(share).toBe(1);
  expect(kept).toEqual({ error: Number.NaN, pointAccuracy: Number.NaN });
});
