import { describe, expect, it } from 'vitest';
import { AuthoredQuestion, Question, QuestionContent } from '../../../shared/domain/question.ts';
import { QuestionBank } from '../../../shared/domain/question-bank.ts';
import { aQuestion } from '../../support/fixtures.ts';

const levels = ['nothing', 'little', 'some', 'most', 'everything'];
const keyPoints = [{ id: 'k1', text: 'A point.' }];
const dimensions = [{ id: 'd1', name: 'Depth', levels }];
const knowledge = { category: 'Basics', prompt: 'Why?', reference: 'Because.', markScheme: { keyPoints } };
const behavioural = { category: 'People', kind: 'behavioural', prompt: 'Tell us.', markScheme: { dimensions } };

describe('what an author writes', () => {
  it('is a knowledge question of middling difficulty unless it says otherwise', () => {
    expect(QuestionContent.parse(knowledge)).toMatchObject({ kind: 'knowledge', difficulty: 'mid', tags: [] });
  });

  it('may have dimensions beside key points', () => {
    expect(refused({ ...knowledge, markScheme: { keyPoints, dimensions } })).toEqual([]);
  });

  it.each([
    ['a knowledge question without a key point', { ...knowledge, markScheme: { dimensions } }, 'markScheme.keyPoints'],
    ['a knowledge question without a reference', { ...knowledge, reference: '  ' }, 'reference'],
    ['a behavioural question without dimensions', { ...behavioural, markScheme: {} }, 'markScheme.dimensions'],
    [
      'a behavioural question with key points',
      { ...behavioural, markScheme: { dimensions, keyPoints } },
      'markScheme.keyPoints',
    ],
    ['a kind nobody knows', { ...knowledge, kind: 'essay' }, 'kind'],
    ['a field nobody declared', { ...knowledge, answer: 'x' }, ''],
    ['a prompt of two letters', { ...knowledge, prompt: 'So' }, 'prompt'],
    ['an empty alternative', { ...knowledge, referenceAlternatives: [''] }, 'referenceAlternatives.0'],
  ])('is refused with %s', (_, content, path) => {
    expect(refused(content)).toContain(path);
  });
});

describe('an authored question', () => {
  it.each(['Cap-Theorem', 'cap theorem', 'cap--theorem', '-cap', 'cap-', 'käse', '', 'x'.repeat(81)])(
    'is refused under the id %j',
    (id) => {
      expect(AuthoredQuestion.safeParse({ ...knowledge, id }).success).toBe(false);
    },
  );

  it('keeps the rules of its kind', () => {
    expect(AuthoredQuestion.safeParse({ ...knowledge, id: 'why', reference: '' }).success).toBe(false);
    expect(AuthoredQuestion.safeParse({ ...knowledge, id: 'why' }).success).toBe(true);
  });
});

describe('a stored question', () => {
  it.each([
    ['version 0', { version: 0 }],
    ['half a version', { version: 1.5 }],
    ['a status nobody knows', { status: 'deleted' }],
    ['a time without milliseconds', { createdAt: '2026-01-01T00:00:00Z' }],
    ['a time with an offset', { createdAt: '2026-01-01T00:00:00.000+01:00' }],
    ['a tenant that is no slug', { tenantId: 'Acme Inc.' }],
  ])('is refused with %s', (_, change) => {
    const question = aQuestion({ tenantId: 'acme' });
    expect(Question.safeParse(question).success).toBe(true);
    expect(Question.safeParse({ ...question, ...change }).success).toBe(false);
  });
});

describe('a bank', () => {
  it('is refused when empty, and with two questions of one id it says which', () => {
    const entry = { ...knowledge, id: 'why' };
    expect(QuestionBank.safeParse({ questions: [] }).success).toBe(false);
    expect(QuestionBank.safeParse({ questions: [entry, { ...entry, id: 'how' }] }).success).toBe(true);
    const twice = QuestionBank.safeParse({ questions: [entry, entry] });
    expect(twice.error?.issues).toMatchObject([{ path: ['questions', 1, 'id'], message: 'repeats the id why' }]);
  });
});

function refused(content: unknown): string[] {
  return QuestionContent.safeParse(content).error?.issues.map(({ path }) => path.join('.')) ?? [];
}
