import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { AnalyticsReply } from '../../../functions/api/contracts/analytics.ts';
import { analytics } from '../../../functions/api/examples/analytics-examples.ts';
import { evaluationRequests } from '../../../functions/api/examples/evaluation-examples.ts';
import { newQuestion } from '../../../functions/api/examples/question-examples.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { anEvaluation, evaluationId } from '../../support/fixtures.ts';
import { openApiDocument } from '../../support/routes.ts';

const api = useApi();

describe('/v1/analytics', () => {
  test('shows what its example shows, after twelve answers of the first request', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', newQuestion);
    for (let number = 0; number < 12; number += 1) {
      const request = { ...evaluationRequests['kept-question'].value, candidate: `candidate-${number}` };
      expect((await caller.post('/v1/evaluations', request)).status).toBe(201);
    }
    const had = await analyticsOf(caller, `question_id=${newQuestion.id}`);
    // The figures are the judge's and may improve; everything else is as documented.
    expect(withoutNumbers(had)).toEqual(withoutNumbers(analytics));
    expect(had.questions[0]).toMatchObject({
      version: 1,
      evaluations: 12,
      scored: 12,
      otherVersions: 0,
      truncated: false,
    });
  });

  test('says of two questions how they tell people apart', async () => {
    const caller = await api.newCaller();
    for (const id of ['one', 'two']) await caller.post('/v1/questions', aNewQuestion({ id }));
    // By hand: scores 0, 50 and 100 of twenty people each, the same at both questions.
    await keep(caller, 60, (number) => ({ questionId: 'one', candidate: `p${number}`, score: 50 * (number % 3) }));
    await keep(caller, 60, (number) => ({ questionId: 'two', candidate: `p${number}`, score: 50 * (number % 3) }), 60);
    const { questions, set } = await analyticsOf(caller, 'question_id=two&question_id=one');
    expect(
      questions.map(({ questionId, scored, facility, discrimination, histogram }) => [
        questionId,
        scored,
        facility.value,
        discrimination.standing,
        histogram,
      ]),
    ).toEqual(['two', 'one'].map((id) => [id, 60, 0.5, 'shown', [20, 0, 0, 0, 0, 20, 0, 0, 0, 20]]));
    expect(set).toMatchObject({ questions: 2, people: 60, complete: 60, alpha: { standing: 'shown' } });
    expect(set.alpha.value).toBeCloseTo(1, 6);
  });

  test('counts the latest version only, and the newest answer of each candidate, but all of nobody in particular', async () => {
    const caller = await api.newCaller();
    const { id, ...content } = aNewQuestion();
    await caller.post('/v1/questions', { id, ...content });
    await caller.edit(`/v1/questions/${id}/versions`, { ...content, prompt: 'What does CAP say?' });
    const scores = [10, 20, 30, 40, 50, null];
    await keep(caller, scores.length, (number) => ({
      score: scores[number] ?? null,
      candidate: number < 3 ? 'ada' : null,
      version: number === 0 ? 1 : 2,
    }));
    const { questions, repeated } = await analyticsOf(caller, `question_id=${id}`);
    expect(repeated).toBe(1);
    expect(questions).toMatchObject([
      { version: 2, evaluations: 5, otherVersions: 1, scored: 3, unscored: 1, truncated: false, reviewShare: 0.2 },
    ]);
    expect(questions[0]?.histogram).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0]);
  });

  test('says whose scores they are, and counts those of one judge where asked', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    await keep(caller, 5, (number) => ({ score: 50, candidate: null, judge: number < 2 ? 'llm' : 'offline' }));
    const counted = async (query: string) => (await analyticsOf(caller, query)).questions[0]?.judges;
    expect(await counted('question_id=cap-theorem')).toEqual({ offline: 3, llm: 2 });
    expect(await counted('question_id=cap-theorem&judge=llm')).toEqual({ offline: 0, llm: 2 });
  });

  test('reads a bounded number of evaluations, the newest, and says that there are more', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    const more = limits.analyticsEvaluationsMax + 3;
    await keep(caller, more, (number) => ({ score: number < 3 ? 0 : 100, candidate: null }));
    const { questions } = await analyticsOf(caller, 'question_id=cap-theorem');
    expect(questions).toMatchObject([{ evaluations: limits.analyticsEvaluationsMax, truncated: true }]);
    expect(questions[0]?.facility.value).toBe(1);
  });

  test('has nothing to show of a question without evaluations, and says so instead of failing', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    const { questions } = await analyticsOf(caller, 'question_id=cap-theorem');
    expect(questions).toMatchObject([
      { evaluations: 0, reviewShare: null, facility: { value: null, standing: 'withheld', needed: 10 }, points: [] },
    ]);
  });

  test("answers the same for another tenant's question as for none", async () => {
    const owner = await api.newCaller();
    await owner.post('/v1/questions', aNewQuestion({ id: 'theirs' }));
    const stranger = await api.newCaller();
    const detail = async (id: string) => problemOf(await stranger.get(`/v1/analytics?question_id=${id}`), 404).detail;
    expect(await detail('theirs')).toBe('No question theirs.');
    expect(await detail('missing')).toBe('No question missing.');
    await stranger.post('/v1/questions', aNewQuestion({ id: 'own' }));
    const mixed = await stranger.get('/v1/analytics?question_id=own&question_id=theirs');
    expect(problemOf(mixed, 404).detail).toBe('No question theirs.');
  });

  test.each([
    ['', '/question_id'],
    ['question_id=', '/question_id/0'],
    ['question_id=Not%20an%20id', '/question_id/0'],
    ['question_id=a&judge=nobody', '/judge'],
    ['question_id=a&other=1', '/other'],
    [Array.from({ length: limits.analyticsQuestionsMax + 1 }, (_, n) => `question_id=q${n}`).join('&'), '/question_id'],
  ])('refuses the query %j and points at %s', async (query, pointer) => {
    const { get } = await api.newCaller();
    expect(problemOf(await get(`/v1/analytics?${query}`), 400).errors?.[0]?.pointer).toBe(pointer);
  });

  test('documents question_id as a parameter that is needed and may be repeated', () => {
    const Parameters = z.looseObject({ parameters: z.array(z.looseObject({ name: z.string() })) });
    const { parameters } = Parameters.parse(openApiDocument().paths['/v1/analytics']?.['get']);
    expect(parameters).toMatchObject([
      { name: 'question_id', in: 'query', required: true, schema: { type: 'array', maxItems: 10, minItems: 1 } },
      { name: 'judge', in: 'query' },
    ]);
  });
});

interface KeptEvaluation {
  readonly questionId?: string;
  readonly candidate: string | null;
  readonly score: number | null;
  readonly version?: number;
  readonly judge?: 'offline' | 'llm';
}

const savedAtOnce = 20;

// Straight into the store: a minute apart, so that the last one is the newest.
async function keep(
  { services, tenantId }: Caller,
  count: number,
  made: (number: number) => KeptEvaluation,
  from = 0,
): Promise<void> {
  const sample = anEvaluation({ tenantId });
  const evaluations = Array.from({ length: count }, (_, number) => {
    const { questionId = 'cap-theorem', candidate, score, version = 1, judge = 'offline' } = made(number);
    return anEvaluation({
      tenantId,
      id: evaluationId(from + number + 1),
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString(),
      question: { ...sample.question, id: questionId, version },
      candidate,
      judge,
      score,
      status: score === null ? 'needs-review' : 'graded',
      scoreRange: { min: score ?? 0, max: score ?? 100 },
    });
  });
  for (let start = 0; start < count; start += savedAtOnce) {
    const some = evaluations.slice(start, start + savedAtOnce);
    const saved = await Promise.all(some.map((evaluation) => services.evaluations.save(evaluation, null)));
    expect(new Set(saved)).toEqual(new Set(['saved']));
  }
}

async function analyticsOf(caller: Caller, query: string) {
  return bodyOf(await caller.get(`/v1/analytics?${query}`), 200, AnalyticsReply);
}

function withoutNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, entry) => (typeof entry === 'number' ? 0 : entry)));
}
