import { describe, expect, it } from 'vitest';
import { agreementOf, calibratedMarks, type Marked } from './agreement.ts';

describe('agreement', () => {
  const marked: Marked[] = Array.from({ length: 40 }, (_, index) => {
    const said = (index % 8) / 10;
    return { questionId: `q${index % 5}`, said, human: 0.2 + said, isRight: said > 0.35 };
  });

  it('is full where marks follow from measures by a line, and right answers from a threshold', () => {
    const { r, rho, rWithin, rmse, rmseOwn, rightF1 } = agreementOf(marked);
    for (const value of [r, rho, rWithin, rightF1]) expect(value).toBeCloseTo(1);
    expect(rmse).toBeLessThan(0.02);
    expect(rmseOwn).toBeLessThan(0.02);
  });

  it('calibrates each answer by other questions only', () => {
    // Another mark for an answer to q0 changes nothing for q0.
    const changed = marked.map((answer, index) => (index === 0 ? { ...answer, human: 0 } : answer));
    const [before, after] = [marked, changed].map((answers) => calibratedMarks(answers, 'whole questions'));
    expect(after?.[0]).toBe(before?.[0]);
    expect(after?.[1]).not.toBe(before?.[1]);
  });

  it('calibrates each answer by others of its own question where these are known, never by its own mark', () => {
    const changed = marked.map((answer, index) => (index === 0 ? { ...answer, human: 0 } : answer));
    const [before, after] = [marked, changed].map((answers) => calibratedMarks(answers, 'answers of each question'));
    expect(after?.[0]).toBe(before?.[0]);
    // The next answer to q0.
    expect(after?.[5]).not.toBe(before?.[5]);
  });

  it('has no figure where nothing was marked, or nobody said what is right', () => {
    const { n, r, rmse, rightF1 } = agreementOf([]);
    expect([n, r, rmse, rightF1]).toEqual([0, Number.NaN, Number.NaN, Number.NaN]);
    expect(agreementOf(marked.map((answer) => ({ ...answer, isRight: null }))).rightF1).toBeNaN();
  });
});
