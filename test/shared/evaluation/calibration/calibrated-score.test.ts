import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibratedScoreOf } from '../../../../shared/evaluation/calibration/calibrated-score.ts';
import { fitCalibration } from '../../../../shared/evaluation/calibration/fit-calibration.ts';
import { marksFor } from '../../../../shared/evaluation/marks.ts';
import { bandOf } from '../../../../shared/evaluation/scoring.ts';
import { aKnowledgeQuestion, gradeOffline } from '../../../support/evaluation.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const marked = fc.array(fc.record({ questionId: fc.constantFrom('a', 'b'), coverage: share, human: share }), {
  minLength: 20,
  maxLength: 150,
});
const score = fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10);

/** Twenty marks in which people give half of what code computes, off by a tenth either way. */
const halving = Array.from({ length: 20 }, (_, index) => {
  const coverage = (index % 10) / 9;
  return { questionId: 'a', coverage, human: Math.max(0, coverage / 2 + (index < 10 ? 0.1 : -0.1)) };
});

describe('a calibrated score', () => {
  it('lies in its range, from 0 to 100, and is named by its band', () => {
    fc.assert(
      fc.property(marked, score, (marks, computed) => {
        const calibrated = calibratedScoreOf(computed, null, { calibration: fitCalibration(marks), questionId: 'a' });
        if (calibrated === null) throw new Error('twenty marks are enough');
        const { range, band } = calibrated;
        expect(range.min >= 0 && range.min <= calibrated.score && calibrated.score <= range.max).toBe(true);
        expect(range.max).toBeLessThanOrEqual(100);
        expect(band).toBe(bandOf(calibrated.score));
      }),
    );
  });

  it('is 1.28 standard deviations of the human marks away from the ends of its range', () => {
    const calibration = fitCalibration(halving);
    const calibrated = calibratedScoreOf(80, null, { calibration, questionId: 'new' });
    const give = 128 * (calibration.spread ?? 0);
    expect(calibrated?.range.max).toBeCloseTo((calibrated?.score ?? 0) + give, 0);
    expect(calibrated?.range.min).toBeCloseTo((calibrated?.score ?? 0) - give, 0);
  });

  it('is not had without a score, and not from 19 marks', () => {
    const calibrating = { calibration: fitCalibration(halving), questionId: 'a' };
    expect(calibratedScoreOf(null, null, calibrating)).toBeNull();
    expect(calibratedScoreOf(80, null, calibrating)).not.toBeNull();
    const tooFew = { ...calibrating, calibration: fitCalibration(halving.slice(1)) };
    expect(calibratedScoreOf(80, null, tooFew)).toBeNull();
  });

  it('of what a gate settled is nothing, whatever people give to the worst attempts', () => {
    const generous = halving.map((mark) => ({ ...mark, human: 0.9 }));
    const calibrating = { calibration: fitCalibration(generous), questionId: 'a' };
    expect(calibratedScoreOf(0, 'non_answer', calibrating)).toMatchObject({ score: 0, range: { min: 0, max: 0 } });
    expect(calibratedScoreOf(0, null, calibrating)?.score).toBeCloseTo(90, 0);
  });
});

describe('the marks of an answer', () => {
  const question = aKnowledgeQuestion();
  const { judgement, marks } = gradeOffline(question, 'It stops calls to a remote dependency. Callers then fail fast.');

  it('have a band from the offline judge only where they are calibrated, by what people would give', () => {
    expect(marks).toMatchObject({ calibrated: null, band: null });
    const harsh = halving.map((mark) => ({ ...mark, human: 0.1 }));
    const calibrated = marksFor(question, judgement, { calibration: fitCalibration(harsh), questionId: 'a' });
    expect(calibrated).toMatchObject({ score: marks.score, calibrated: { score: 10 }, band: 'poor' });
  });

  it('are held against the pass mark by the calibrated score, and it weighs the doubt', () => {
    const scoring = { ...question.markScheme.scoring, passMark: 10 };
    const scheme = { ...question, markScheme: { ...question.markScheme, scoring } };
    const unsure = { ...judgement, points: judgement.points.map((point) => ({ ...point, confidence: 0.5 })) };
    const calibration = fitCalibration(halving.map((mark) => ({ ...mark, human: 0.1 })));
    const before = marksFor(scheme, unsure);
    const calibrated = marksFor(scheme, unsure, { calibration, questionId: 'a' });
    expect(before.reviewReasons).not.toContain('near-pass-mark');
    expect(calibrated.reviewReasons).toContain('near-pass-mark');
    expect(calibrated.expectedHarm).toBe(marksFor(question, unsure).expectedHarm);
    expect(before.expectedHarm).toBeLessThan(calibrated.expectedHarm);
  });

  it('differ in nothing else when they are calibrated, without a pass mark', () => {
    const { calibrated, band, ...rest } = marksFor(question, judgement, {
      calibration: fitCalibration(halving),
      questionId: 'a',
    });
    const { calibrated: none, band: unnamed, ...before } = marks;
    expect(rest).toEqual(before);
    expect([none, unnamed]).toEqual([null, null]);
    expect(band).toBe(calibrated?.band);
  });
});
