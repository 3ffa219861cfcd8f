import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { AuthoredQuestion, type GradableQuestion } from '../../../shared/domain/question.ts';
import { hintLeaks } from '../../../shared/evaluation/hint-terms.ts';
import { selfTestBounds } from '../../../shared/evaluation/self-test/checks.ts';
import { checkQuestions } from '../../../shared/usecases/check-questions.ts';
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

describe('the check of a bank', () => {
  it('finds nothing wrong with a sound one', () => {
    const questions = [authored('queue', sound), breaker()];
    const [figures] = checkQuestions(questions).figures;
    expect(problemsOf(questions)).toEqual([]);
    expect(figures).toMatchObject({ questionId: 'queue', others: [{ questionId: 'breaker' }] });
    expect(figures?.reference).toBeGreaterThanOrEqual(selfTestBounds.referenceMin);
    expect(figures?.prompt).toBeLessThanOrEqual(selfTestBounds.promptMax);
  });

  it('names the points that the reference does not cover, bonus points too', () => {
    const keyPoints = [
      ...(sound.keyPoints ?? []),
      { id: 'sharding', text: 'Partitions preserve ordering per customer key.' },
      { id: 'quorum', text: 'Replicated brokers elect leaders by quorum.', role: 'bonus' as const },
    ];
    expect(problemsOf([authored('queue', { keyPoints })])).toEqual([
      expect.stringMatching(/^The reference answer itself earns \d+ %\.$/),
      'The reference does not make sharding and quorum.',
    ]);
  });

  it('finds points that the question gives away', () => {
    const question = authored('queue', sound, 'Why can a message queue keep orders until a worker fetches them?');
    expect(problemsOf([question])).toContainEqual(expect.stringMatching(/^Whoever only repeats the question earns/));
  });

  it('finds hints that give their points away, and names the term', () => {
    const keyPoints = (sound.keyPoints ?? []).map((point) => ({
      ...point,
      hint: point.text,
      terms: ['worker', 'producer'],
    }));
    const [{ hints = 0 } = {}] = checkQuestions([authored('queue', { keyPoints })]).figures;
    expect(hints).toBeGreaterThan(selfTestBounds.hintsMax);
    expect(problemsOf([authored('queue', { keyPoints })])).toEqual([
      `All hints together, given as an answer, earn ${Math.round(100 * hints)} %. The hint of keeps contains "worker". The hint of decouples contains "producer".`,
    ]);
  });

  it('finds points so loose that the reference of another question earns them, and says whose', () => {
    const twin = authored('twin', sound);
    const questions = [authored('queue', sound), breaker(), twin];
    const [figures] = checkQuestions(questions).figures;
    expect(figures?.others.map(({ questionId }) => questionId)).toEqual(['twin', 'breaker']);
    expect(problemsOf(questions)).toEqual([expect.stringMatching(/^The right answer to twin earns \d+ % here\.$/)]);
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
    expect(checkQuestions([behavioural])).toEqual({ figures: [], reports: [], untried: 1, isSound: true });
  });

  it('knows a term in another form, and minds no hint without one', () => {
    const keyPoints = [{ id: 'k', text: 'Rows are locked.', terms: ['locking', 'deadlock'], hint: 'What locks what?' }];
    const leaksIn = ({ markScheme }: GradableQuestion) => hintLeaks(markScheme.keyPoints);
    expect(leaksIn(aKnowledgeQuestion({ markScheme: { keyPoints } }))).toEqual([{ keyPointId: 'k', term: 'locking' }]);
    expect(leaksIn(aKnowledgeQuestion())).toEqual([]);
  });
});

/** What is to be mended in the first of the questions. */
function problemsOf(questions: readonly AuthoredQuestion[]): string[] {
  const failed = checkQuestions(questions).reports[0]?.checks.filter(
    ({ severity, outcome }) => severity === 'must' && outcome === 'failed',
  );
  return (failed ?? []).map(({ detail }) => detail);
}

function authored(id: string, markScheme: Scheme, prompt = 'What is a message queue for?'): AuthoredQuestion {
  return AuthoredQuestion.parse({ id, category: 'Messaging', prompt, reference, markScheme });
}

function breaker(): AuthoredQuestion {
  const { prompt, reference: text, markScheme } = aKnowledgeQuestion();
  return AuthoredQuestion.parse({ id: 'breaker', category: 'Resilience', prompt, reference: text, markScheme });
}
