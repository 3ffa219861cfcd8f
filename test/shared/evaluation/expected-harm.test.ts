import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedHarm, isNearPassMark } from '../../../shared/evaluation/expected-harm.ts';
import { marksFor } from '../../../shared/evaluation/marks.ts';
import { aKnowledgeQuestion, gradeOffline } from '../../support/evaluation.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const points = fc.double({ min: 0, max: 100, noNaN: true });
const at = (score: number) => ({ min: score, max: score });

describe('the expected harm of accepting marks', () => {
  it.each([
    ['the doubt itself without a pass mark', 0.4, at(10), undefined, 0.4],
    ['the doubt itself at the pass mark', 0.4, at(60), 60, 0.4],
    ['less by a hundredth for each point above it', 0.4, at(85), 60, 0.3],
    ['less by a hundredth for each point below it', 0.4, at(10), 60, 0.2],
    ['undiminished while what is open may decide', 0.4, { min: 40, max: 90 }, 60, 0.4],
    ['diminished where nothing that is open can decide', 0.4, { min: 70, max: 100 }, 60, 0.36],
    ['nothing where nothing is in doubt', 0, at(60), 60, 0],
  ])('is %s', (_, doubt, range, passMark, harm) => {
    expect(expectedHarm(doubt, range, passMark)).toBe(harm);
  });

  it('is from 0 to 1, grows with doubt and never falls on the way to the pass mark', () => {
    fc.assert(
      fc.property(share, share, points, points, share, (one, other, score, passMark, way) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const harm = expectedHarm(high, at(score), passMark);
        expect(harm).toBeGreaterThanOrEqual(0);
        expect(harm).toBeLessThanOrEqual(1);
        expect(harm).toBeGreaterThanOrEqual(expectedHarm(low, at(score), passMark));
        expect(expectedHarm(high, at(score + way * (passMark - score)), passMark)).toBeGreaterThanOrEqual(harm);
      }),
    );
  });
});

describe('a score near the pass mark', () => {
  it.each([
    [55, 60, true],
    [65, 60, true],
    [54.9, 60, false],
    [65.1, 60, false],
    [null, 60, false],
    [60, undefined, false],
  ])('of %j for a pass mark of %j: %j', (score, passMark, isNear) => {
    expect(isNearPassMark(score, passMark)).toBe(isNear);
  });

  it('sends an answer to a person, which it would not go to otherwise', () => {
    const question = aKnowledgeQuestion();
    const { judgement, marks } = gradeOffline(question, question.reference);
    expect(marks.reviewReasons).not.toContain('near-pass-mark');
    const withPassMark = (passMark: number) => {
      const scoring = { ...question.markScheme.scoring, passMark };
      return marksFor({ ...question, markScheme: { ...question.markScheme, scoring } }, judgement);
    };
    expect(withPassMark(97).reviewReasons).toEqual([...marks.reviewReasons, 'near-pass-mark']);
    expect(withPassMark(60)).toMatchObject({ score: marks.score, reviewReasons: marks.reviewReasons });
  });
});
