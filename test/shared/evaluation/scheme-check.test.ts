import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { AuthoredQuestion } from '../../../shared/domain/question.ts';
import { checkSchemes, leakingHints, schemeBounds } from '../../../shared/evaluation/scheme-check.ts';
import { aKnowledgeQuestion } from '../../support/evaluation.ts';

type Scheme = z.input<typeof AuthoredQuestion>['markScheme'];

const reference =
  'A message queue keeps orders until a worker fetches them. Producers never wait for slow consumers. ' +
  'Poisoned messages end up in a dead-letter queue.';
const sound: Scheme = {
  keyPoints: [
    {
      id: 'keeps',
      text: 'It keeps orders until a worker fetches them.',
      hint: 'What happens in between?',
      terms: ['orders'],
    },
    { id: 'decouples', text: 'Producers never wait for slow consumers.' },
    { id: 'dead-letter', text: 'Poisoned messages end up in a dead-letter queue.', role: 'bonus' },
  ],
};

describe('the check of a mark scheme', () => {
  it('finds nothing wrong with a sound one', () => {
    const [check] = checkSchemes([authored('queue', sound), breaker()]);
    expect(check).toMatchObject({ questionId: 'queue', problems: [], others: [{ questionId: 'breaker' }] });
    expect(check?.reference).toBeGreaterThanOrEqual(schemeBounds.referenceMin);
    expect(check?.prompt).toBeLessThanOrEqual(schemeBounds.promptMax);
  });

  it('names the points that the reference does not cover, bonus points too', () => {
    const keyPoints = [
      ...(sound.keyPoints ?? []),
      { id: 'sharding', text: 'Partitions preserve ordering per customer key.' },
      { id: 'quorum', text: 'Replicated brokers elect leaders by quorum.', role: 'bonus' as const },
    ];
    const [check] = checkSchemes([authored('queue', { keyPoints })]);
    expect(check?.problems).toEqual([
      expect.stringMatching(/^the reference covers only \d+ %$/),
      'the reference does not cover sharding',
      'the reference does not cover quorum',
    ]);
  });

  it('finds points that the question gives away', () => {
    const question = authored('queue', sound, 'Why can a message queue keep orders until a worker fetches them?');
    expect(checkSchemes([question])[0]?.problems).toContainEqual(expect.stringMatching(/^the prompt alone covers/));
  });

  it('finds hints that give their points away, and names the term', () => {
    const keyPoints = (sound.keyPoints ?? []).map((point) => ({
      ...point,
      hint: point.text,
      terms: ['worker', 'producer'],
    }));
    expect(checkSchemes([authored('queue', { keyPoints })])[0]?.problems).toEqual([
      expect.stringMatching(/^the hints alone cover \d+ %$/),
      'the hint of keeps contains its term "worker"',
      'the hint of decouples contains its term "producer"',
    ]);
  });

  it('finds points so loose that the reference of another question earns them, and says whose', () => {
    const twin = authored('twin', sound);
    const [check] = checkSchemes([authored('queue', sound), breaker(), twin]);
    expect(check?.others.map(({ questionId }) => questionId)).toEqual(['twin', 'breaker']);
    expect(check?.problems).toEqual([expect.stringMatching(/^the reference of twin covers \d+ %$/)]);
  });

  it('has nothing to try on a behavioural question', () => {
    const levels: [string, string, string, string, string] = ['none at all', 'little', 'some', 'much', 'everything'];
    const behavioural = AuthoredQuestion.parse({
      id: 'conflict',
      category: 'People',
      kind: 'behavioural',
      prompt: 'Tell us about a conflict.',
      markScheme: { dimensions: [{ id: 'example', name: 'Example', levels }] },
    });
    expect(checkSchemes([behavioural])).toEqual([]);
  });

  it('knows a term in another form, and minds no hint without one', () => {
    const keyPoints = [{ id: 'k', text: 'Rows are locked.', terms: ['locking', 'deadlock'], hint: 'What locks what?' }];
    expect(leakingHints(aKnowledgeQuestion({ markScheme: { keyPoints } }))).toEqual([
      'the hint of k contains its term "locking"',
    ]);
    expect(leakingHints(aKnowledgeQuestion())).toEqual([]);
  });
});

function authored(id: string, markScheme: Scheme, prompt = 'What is a message queue for?'): AuthoredQuestion {
  return AuthoredQuestion.parse({ id, category: 'Messaging', prompt, reference, markScheme });
}

function breaker(): AuthoredQuestion {
  const { prompt, reference: text, markScheme } = aKnowledgeQuestion();
  return AuthoredQuestion.parse({ id: 'breaker', category: 'Resilience', prompt, reference: text, markScheme });
}
