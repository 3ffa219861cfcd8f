import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judgement, PointVerdict } from '../../../shared/domain/evaluation.ts';
import { Marks } from '../../../shared/domain/evaluation.ts';
import { marksFor } from '../../../shared/evaluation/marks.ts';
import { aBehaviouralQuestion, aKnowledgeQuestion, anyPolicy, anyVerdicts } from '../../support/evaluation.ts';
import { aJudgement, aPointVerdict } from '../../support/fixtures.ts';

const question = aKnowledgeQuestion();
const claim = { misconceptionId: 'm', claim: 'Wrong.', asserted: null, evidence: [] };
const level = { dimensionId: 'd', name: 'Depth', weight: 1, evidence: [], reason: null };

describe('marks', () => {
  it('take the verdicts of a model for what they are, whatever is said of shares of words', () => {
    const found = { keyPointId: 'k1', text: 'A point.', evidence: [], reason: null, doubtful: false, confidence: 1 };
    const half = { ...found, role: 'essential', weight: 1, verdict: 'partial', coverage: 0.5 } as const;
    const scoring = { ...question.markScheme.scoring, wordCredit: 'diminishing' } as const;
    const asked = { ...question, markScheme: { ...question.markScheme, scoring } };
    const scoreBy = (judge: 'offline' | 'llm') => marksFor(asked, aJudgement({ judge, points: [half] })).score;
    expect([scoreBy('llm'), scoreBy('offline')]).toEqual([50, 70.7]);
  });

  it('have no score while something that counts is unjudged, and always keep to the schema and the bounds', () => {
    fc.assert(
      fc.property(anyVerdicts(), anyPolicy(), fc.double({ min: 0, max: 1, noNaN: true }), (verdicts, scoring, sure) => {
        const judgement = aJudgement({
          judge: 'llm',
          points: verdicts.points.map((point, index) => ({
            keyPointId: `k${index}`,
            text: 'A point.',
            evidence: [],
            reason: null,
            doubtful: false,
            confidence: point.verdict === 'unjudged' ? null : sure,
            ...point,
          })),
          misconceptions: verdicts.misconceptions.map((finding, index) => ({
            ...claim,
            ...finding,
            misconceptionId: `m${index}`,
          })),
          // Whoever leaves a claim open has told why.
          doubts: verdicts.misconceptions.some(({ asserted }) => asserted === null) ? ['model-reply-invalid'] : [],
          dimensions: verdicts.dimensions.map((dimension, index) => ({
            ...level,
            ...dimension,
            dimensionId: `d${index}`,
          })),
        });
        const marks = marksFor({ ...question, markScheme: { ...question.markScheme, scoring } }, judgement);
        expect(Marks.parse(marks)).toEqual(marks);
        expect(marks.status).toBe(marks.reviewReasons.length > 0 ? 'needs-review' : 'graded');
        if (marks.score === null) expect(marks.status).toBe('needs-review');
        else expect(marks.scoreRange).toEqual({ min: marks.score, max: marks.score });
        if (marks.scoreRange.min < marks.scoreRange.max) expect(marks.score).toBeNull();
        expect(marks.band === null).toBe(marks.score === null);
      }),
    );
  });

  it('are withheld for one unjudged point, with the range that it leaves open', () => {
    expect(marksFor(question, judged([point('covered'), point('unjudged')]))).toMatchObject({
      status: 'needs-review',
      score: null,
      scoreRange: { min: 50, max: 100 },
      coverage: null,
      band: null,
      confidence: null,
      reviewReasons: ['unjudged-point'],
    });
  });

  it('are not withheld for an unjudged dimension that counts nothing, and are for one that counts', () => {
    const judgement = { ...judged([point('covered')]), dimensions: [{ ...level, level: null }] };
    expect(marksFor(question, judgement)).toMatchObject({ status: 'graded', score: 100 });
    const counting = { ...question.markScheme.scoring, rubricShare: 0.3 };
    expect(
      marksFor({ ...question, markScheme: { ...question.markScheme, scoring: counting } }, judgement),
    ).toMatchObject({
      score: null,
      scoreRange: { min: 70, max: 100 },
      reviewReasons: ['unjudged-dimension'],
    });
  });

  it('are withheld for a misconception that a model left unjudged, and not for one that the offline judge can not judge', () => {
    const judgement = { ...judged([point('covered')]), misconceptions: [claim] };
    expect(marksFor(question, judgement)).toMatchObject({ score: null, scoreRange: { min: 95, max: 100 }, band: null });
    const offline = marksFor(question, { ...judgement, judge: 'offline' });
    expect(offline).toMatchObject({ score: 100, scoreRange: { min: 100, max: 100 } });
    const scoring = { ...question.markScheme.scoring, misconceptionPenalty: 0 };
    const free = { ...question, markScheme: { ...question.markScheme, scoring } };
    expect(marksFor(free, judgement)).toMatchObject({ score: 100 });
  });

  it('of a behavioural answer always go to a person, however well it was judged', () => {
    const dimensions = [{ ...level, level: 4 }];
    expect(marksFor(aBehaviouralQuestion(), aJudgement({ judge: 'llm', dimensions }))).toMatchObject({
      status: 'needs-review',
      score: 100,
      reviewReasons: ['behavioural-question'],
    });
  });

  it('have a band from a model and none offline, where nothing is calibrated', () => {
    const judgement = judged([point('covered')]);
    expect(marksFor(question, judgement).band).toBe('excellent');
    expect(marksFor(question, { ...judgement, judge: 'offline' })).toMatchObject({ score: 100, band: null });
  });

  it('go to a person when an essential point is contradicted, and not for a bonus point', () => {
    expect(marksFor(question, judged([point('contradicted')])).reviewReasons).toEqual(['essential-point-contradicted']);
    const bonus = { ...point('contradicted'), role: 'bonus' as const };
    expect(marksFor(question, judged([point('covered'), bonus])).reviewReasons).toEqual([]);
  });

  it('carry every doubt once, in the order it came up', () => {
    const doubts: Judgement['doubts'] = ['hedging', 'keyword-list', 'hedging'];
    expect(marksFor(question, { ...judged([point('covered')]), doubts }).reviewReasons).toEqual([
      'hedging',
      'keyword-list',
    ]);
  });

  it('are sure as far as the essential points are, by weight, and hardly when manipulation is suspected', () => {
    const points = [
      { ...point('covered'), confidence: 0.9, weight: 3 },
      { ...point('missing'), confidence: 0.5 },
      { ...point('missing'), confidence: 0, role: 'bonus' as const },
    ];
    expect(marksFor(question, judged(points)).confidence).toBe(0.8);
    for (const doubt of ['manipulation-suspected', 'hidden-or-encoded-text'] as const) {
      expect(marksFor(question, { ...judged(points), doubts: [doubt] })).toMatchObject({ confidence: 0.2, score: 75 });
    }
  });

  it('tell the coverage of all points alike, where the score counts a bonus as extra', () => {
    const bonus = { ...point('missing'), role: 'bonus' as const };
    expect(marksFor(question, judged([point('covered'), bonus]))).toMatchObject({ coverage: 0.5, score: 100 });
    const earned = { ...point('covered'), role: 'bonus' as const };
    expect(marksFor(question, judged([point('covered'), earned]))).toMatchObject({ coverage: 1, score: 100 });
    expect(marksFor(question, judged([point('missing'), earned]))).toMatchObject({ coverage: 0.5, score: 10 });
  });
});

const credit = { covered: 1, partial: 0.5, missing: 0, contradicted: 0, unjudged: null };

function point(verdict: PointVerdict['verdict']): PointVerdict {
  return aPointVerdict({ verdict, coverage: credit[verdict], confidence: verdict === 'unjudged' ? null : 0.9 });
}

function judged(points: readonly PointVerdict[]): Judgement {
  return aJudgement({ judge: 'llm', points: [...points] });
}
