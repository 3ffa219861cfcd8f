import { describe, expect, it } from 'vitest';
import { clausesAbout, contrastOf, sideOf } from '../../../../shared/evaluation/offline/contrast.ts';
import { stemSimilarity } from '../../../../shared/evaluation/offline/similarity.ts';
import { aKnowledgeQuestion, gradeOffline, verdictOn } from '../../../support/evaluation.ts';

const points = ['PUT replaces the whole resource.', 'PATCH changes only the given fields.'];
const question = aKnowledgeQuestion({
  prompt: 'What is the difference between PUT and PATCH?',
  reference: points.join(' '),
  markScheme: {
    keyPoints: points.map((text, index) => ({ id: index === 0 ? 'put' : 'patch', text })),
  },
});

describe('a question that contrasts two things', () => {
  it('is known by points that take sides', () => {
    expect(contrastOf(question.prompt, points)).toEqual(['put', 'patch']);
    expect(contrastOf(question.prompt, ['Both are verbs of HTTP.'])).toBeNull();
    expect(contrastOf('What does PUT do?', points)).toBeNull();
  });

  it('has points on one side, on the other, or on both', () => {
    const contrast = ['put', 'patch'] as const;
    expect([...points, 'PUT and PATCH are verbs.', 'Verbs matter.'].map((text) => sideOf(text, contrast))).toEqual([
      'put',
      'patch',
      null,
      null,
    ]);
  });

  it('covers both points for an answer that tells them apart, also when it goes on without the name', () => {
    const { judgement } = gradeOffline(
      question,
      'PUT takes a resource, it replaces the whole. PATCH changes only the given fields.',
    );
    expect(judgement.points.map(({ verdict }) => verdict)).toEqual(['covered', 'covered']);
  });

  it('gives less to an answer that mixes them up than to the right one, though every word is the same', () => {
    const right = gradeOffline(question, 'PUT replaces the whole resource. PATCH changes only the given fields.');
    const mixed = gradeOffline(question, 'PATCH replaces the whole resource. PUT changes only the given fields.');
    for (const id of ['put', 'patch']) {
      expect(verdictOn(right.judgement, id).verdict).toBe('covered');
      expect(verdictOn(mixed.judgement, id).verdict).toBe('missing');
    }
  });

  it('follows a side through the clauses after its name', () => {
    const text = 'PUT replaces, wholly. PATCH changes. Some fields.';
    const about = (side: string) =>
      clausesAbout(text, side, ['put', 'patch']).map(({ start, end }) => text.slice(start, end));
    expect([about('put'), about('patch')]).toEqual([
      ['PUT replaces', 'wholly.'],
      ['PATCH changes.', 'Some fields.'],
    ]);
  });

  it('knows a side by its short form too', () => {
    const text = 'Async code goes on. Sync code waits.';
    const about = clausesAbout(text, 'asynchron', ['synchron', 'asynchron']);
    expect(about.map(({ start, end }) => text.slice(start, end))).toEqual(['Async code goes on.']);
  });
});

describe('the similarity of stems', () => {
  it.each([
    ['encrypt', 'decrypt'],
    ['stateless', 'stateful'],
    ['synchron', 'asynchron'],
    ['valid', 'invalid'],
    ['2', '3'],
    ['http1', 'http2'],
    ['upload', 'download'],
    ['intern', 'extern'],
  ])('is nothing for %s and %s, which look alike', (a, b) => {
    expect([stemSimilarity(a, b), stemSimilarity(b, a)]).toEqual([0, 0]);
  });

  it('is whole for the same, 0.6 for synonyms and less than whole for a slip of the fingers', () => {
    expect(stemSimilarity('databas', 'databas')).toBe(1);
    expect(stemSimilarity('fast', 'quick')).toBe(0.6);
    const slip = stemSimilarity('transact', 'transct');
    expect(slip).toBe(stemSimilarity('transct', 'transact'));
    expect(slip).toBeGreaterThan(0.6);
    expect(slip).toBeLessThan(1);
  });
});
