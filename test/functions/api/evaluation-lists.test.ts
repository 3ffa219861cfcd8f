import { expect, test } from 'vitest';
import { EvaluationPage } from '../../../functions/api/contract.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';

const api = useApi();

test('lists evaluations newest first, over several pages, each once', async () => {
  const caller = await callerAtEveryMinute();
  const made = await gradeMany(caller, 7);
  const { items, sizes } = await allOf(caller, 'limit=3');
  expect(items.map(({ answer }) => answer)).toEqual([...made].reverse());
  expect(new Set(items.map(({ id }) => id)).size).toBe(7);
  expect(Math.max(...sizes)).toBe(3);
});

test('goes on where a page ended although newer evaluations came meanwhile', async () => {
  const caller = await callerAtEveryMinute();
  const made = await gradeMany(caller, 4);
  const first = bodyOf(await caller.get('/v1/evaluations?limit=2'), 200, EvaluationPage);
  await caller.post('/v1/evaluations', { questionId: 'even', answer: 'Newer than all.' });
  const cursor = encodeURIComponent(first.nextCursor ?? '');
  const second = bodyOf(await caller.get(`/v1/evaluations?limit=2&cursor=${cursor}`), 200, EvaluationPage);
  expect([...first.items, ...second.items].map(({ answer }) => answer)).toEqual([...made].reverse());
});

test('filters by question, by status and by both, over pages too', async () => {
  const caller = await callerAtEveryMinute();
  const made = await gradeMany(caller, 6);
  const even = made.filter((_, index) => index % 2 === 0).reverse();
  const byQuestion = await allOf(caller, 'limit=2&question_id=even');
  expect(byQuestion.items.map(({ answer }) => answer)).toEqual(even);
  const everything = (await allOf(caller, 'limit=100')).items;
  for (const status of ['graded', 'needs-review']) {
    const ofStatus = await allOf(caller, `limit=1&status=${status}`);
    expect(ofStatus.items).toEqual(everything.filter((item) => item.status === status));
    const both = await allOf(caller, `limit=1&status=${status}&question_id=even`);
    expect(both.items).toEqual(ofStatus.items.filter(({ question }) => question.id === 'even'));
  }
  expect(new Set(everything.map(({ status }) => status))).toEqual(new Set(['graded', 'needs-review']));
  expect((await allOf(caller, 'question_id=missing')).items).toEqual([]);
});

test('refuses a cursor of another filter or list, and one that was changed by a letter', async () => {
  const caller = await callerAtEveryMinute();
  await gradeMany(caller, 3);
  const { nextCursor } = bodyOf(await caller.get('/v1/evaluations?limit=1'), 200, EvaluationPage);
  const given = nextCursor ?? '';
  const changed = `${given.startsWith('e') ? 'f' : 'e'}${given.slice(1)}`;
  for (const path of [
    `/v1/evaluations?limit=1&question_id=even&cursor=${encodeURIComponent(given)}`,
    `/v1/evaluations?limit=1&status=graded&cursor=${encodeURIComponent(given)}`,
    `/v1/questions?limit=1&cursor=${encodeURIComponent(given)}`,
    `/v1/evaluations?limit=1&cursor=${encodeURIComponent(changed)}`,
  ]) {
    expect(problemOf(await caller.get(path), 400).errors?.[0]?.pointer).toBe('/cursor');
  }
});

// A clock that goes on by a minute whenever it is read: the order is the order of the requests.
async function callerAtEveryMinute(): Promise<Caller> {
  let now = Date.UTC(2026, 0, 1);
  const clock = (): Date => {
    now += 60_000;
    return new Date(now);
  };
  return api.newCaller({ services: { clock } });
}

// Alternately to the questions `even` and `odd`; the latter is behavioural, so its answers wait for a person.
async function gradeMany({ post }: Caller, count: number): Promise<string[]> {
  const levels = Array(5).fill('A level described.');
  const markScheme = { dimensions: [{ id: 'depth', name: 'Depth', levels }] };
  await post('/v1/questions', aNewQuestion({ id: 'even' }));
  await post('/v1/questions', aNewQuestion({ id: 'odd', kind: 'behavioural', reference: '', markScheme }));
  const answers = Array.from(
    { length: count },
    (_, index) =>
      `A network partition forces choice ${index}: a system must give up either consistency or availability.`,
  );
  for (const [index, answer] of answers.entries()) {
    await post('/v1/evaluations', { questionId: index % 2 === 0 ? 'even' : 'odd', answer });
  }
  return answers;
}

async function allOf({ get }: Caller, query: string) {
  const items: Omit<Evaluation, 'tenantId'>[] = [];
  const sizes: number[] = [];
  for (let more = ''; ; ) {
    const page = bodyOf(await get(`/v1/evaluations?${query}${more}`), 200, EvaluationPage);
    items.push(...page.items);
    sizes.push(page.items.length);
    if (page.nextCursor === null) return { items, sizes };
    more = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}
