import { describe, expect, it } from 'vitest';
import { Evaluation, Judgement } from '../../../shared/domain/evaluation.ts';
import { aJudgement, anEvaluation } from '../../support/fixtures.ts';

describe('an evaluation', () => {
  const evaluation = anEvaluation({ tenantId: 'acme' });

  it.each([
    ['a score over 100', { score: 100.1 }],
    ['a score below 0', { score: -1 }],
    ['a coverage over everything', { coverage: 1.01 }],
    ['a range without an end', { scoreRange: { min: 0 } }],
    ['a verdict nobody knows', { verdicts: [{ ...evaluation.verdicts[0], verdict: 'correct' }] }],
    ['a review reason nobody knows', { reviewReasons: ['because'] }],
    ['a flag nobody knows', { flags: ['cheating'] }],
    ['an answer longer than can be graded', { answer: 'x'.repeat(20_001) }],
    ['an id of another kind', { id: 'que_00000000000000000000000000' }],
    ['a field nobody declared', { email: 'ann@example.org' }],
  ])('is refused with %s', (_, change) => {
    expect(Evaluation.safeParse(evaluation).success).toBe(true);
    expect(Evaluation.safeParse({ ...evaluation, ...change }).success).toBe(false);
  });

  it('may be without a score, a band and a confidence, for grading fails closed', () => {
    const open = { ...evaluation, score: null, coverage: null, band: null, confidence: null };
    expect(Evaluation.safeParse(open).success).toBe(true);
  });
});

describe('a judgement', () => {
  it.each([
    ['a level over 4', { level: 5 }],
    ['half a level', { level: 2.5 }],
    ['evidence before the start', { level: 2, evidence: [{ start: -1, end: 2, text: 'ab' }] }],
    ['evidence without its text', { level: 2, evidence: [{ start: 0, end: 2 }] }],
  ])('is refused with %s', (_, change) => {
    const dimension = { dimensionId: 'd', name: 'Depth', weight: 1, level: null, evidence: [], reason: null };
    expect(Judgement.safeParse({ ...aJudgement(), dimensions: [dimension] }).success).toBe(true);
    expect(Judgement.safeParse({ ...aJudgement(), dimensions: [{ ...dimension, ...change }] }).success).toBe(false);
  });
});
