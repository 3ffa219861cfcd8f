import { expect, test } from 'vitest';
import { ReviewQueueReply } from '../../../functions/api/contracts/review-queue.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { anEvaluation, evaluationId } from '../../support/fixtures.ts';

const api = useApi();

/** Ten evaluations: one that must be looked at, four more or less in doubt, five that nobody doubts. */
async function withTen(): Promise<Caller> {
  const caller = await api.newCaller();
  const doubts: readonly [number, ...Evaluation['reviewReasons']][] = [
    [0.3, 'hedging'],
    [0.9, 'judge-unsure'],
    [0.1, 'manipulation-suspected', 'hedging'],
    [0.6, 'judges-disagree'],
    [0.7, 'keyword-list'],
    ...Array.from({ length: 5 }, (): [number] => [0.95]),
  ];
  for (const [index, [expectedHarm, ...reviewReasons]] of doubts.entries()) {
    await save(caller, index, { expectedHarm, reviewReasons });
  }
  return caller;
}

async function save({ tenantId, services }: Caller, number: number, changes: Partial<Evaluation>): Promise<void> {
  const status = (changes.reviewReasons ?? []).length > 0 ? 'needs-review' : 'graded';
  const evaluation = anEvaluation({ tenantId, id: evaluationId(number), status, ...changes });
  expect(await services.evaluations.save(evaluation, null)).toBe('saved');
}

const queueOf = async ({ get }: Caller, query = '') =>
  bodyOf(await get(`/v1/review-queue${query}`), 200, ReviewQueueReply);
const numbersIn = ({ items }: Awaited<ReturnType<typeof queueOf>>) =>
  items.map(({ evaluationId: id }) => Number(id.slice(4)));

test('has all that is in doubt, the most harmful first, with its reasons and whether it must be looked at', async () => {
  const queue = await queueOf(await withTen());
  expect(numbersIn(queue)).toEqual([1, 4, 3, 0, 2]);
  expect(queue.items[0]).toEqual({
    evaluationId: evaluationId(1),
    questionId: 'cap-theorem',
    score: 100,
    confidence: 0.9,
    expectedHarm: 0.9,
    reasons: ['judge-unsure'],
    must: false,
  });
  expect(queue.items.at(-1)).toMatchObject({ must: true, reasons: ['manipulation-suspected', 'hedging'] });
  expect(queue).toMatchObject({ counts: { evaluations: 10, sent: 5, must: 1, left: 0, budget: 10 }, truncated: false });
});

test('keeps to a budget, which is a share of all evaluations, after those that must be looked at', async () => {
  const caller = await withTen();
  const queue = await queueOf(caller, '?budget=0.3');
  expect(numbersIn(queue)).toEqual([1, 4, 2]);
  expect(queue.counts).toEqual({ evaluations: 10, sent: 3, must: 1, left: 2, budget: 3 });
  const none = await queueOf(caller, '?budget=0');
  expect(numbersIn(none)).toEqual([2]);
  expect(none.counts).toMatchObject({ sent: 1, must: 1, left: 4, budget: 0 });
});

test('shows no more than asked for, and counts all', async () => {
  const queue = await queueOf(await withTen(), '?limit=2');
  expect(numbersIn(queue)).toEqual([1, 4]);
  expect(queue.counts).toMatchObject({ sent: 5 });
});

test('is of one question where one is named, and of the tenant alone', async () => {
  const caller = await withTen();
  await save(caller, 50, {
    question: {
      id: null,
      version: null,
      fingerprint: anEvaluation({ tenantId: caller.tenantId }).question.fingerprint,
    },
    expectedHarm: 1,
    reviewReasons: ['judge-unsure'],
  });
  expect(numbersIn(await queueOf(caller))).toEqual([50, 1, 4, 3, 0, 2]);
  expect(numbersIn(await queueOf(caller, '?question_id=cap-theorem'))).toEqual([1, 4, 3, 0, 2]);
  expect(numbersIn(await queueOf(caller, '?question_id=another'))).toEqual([]);
  expect((await queueOf(await api.newCaller())).counts).toMatchObject({ evaluations: 0, sent: 0 });
});

test('reads the newest thousand and says that there are more', async () => {
  const caller = await api.newCaller();
  const total = limits.reviewQueueReadsMax + 1;
  const list: Caller['services']['evaluations']['list'] = async (tenantId, _filter, { limit, cursor }) => {
    const start = Number(cursor ?? 0);
    const end = Math.min(total, start + limit);
    const items = Array.from({ length: end - start }, (_, index) =>
      anEvaluation({ tenantId, id: evaluationId(start + index), status: 'needs-review', reviewReasons: ['hedging'] }),
    );
    return { items, nextCursor: end < total ? String(end) : null };
  };
  const evaluations = { ...caller.services.evaluations, list };
  const { get } = await api.newCaller({ tenantId: caller.tenantId, services: { evaluations } });
  const queue = bodyOf(await get('/v1/review-queue?budget=0.01'), 200, ReviewQueueReply);
  expect(queue).toMatchObject({
    truncated: true,
    counts: { evaluations: limits.reviewQueueReadsMax, sent: 10, left: limits.reviewQueueReadsMax - 10 },
  });
});

test.each(['budget=1.1', 'budget=-0.1', 'budget=much', 'limit=0', 'limit=101', 'question_id=A%20B', 'cursor=x'])(
  'refuses %s and says where the fault is',
  async (query) => {
    const { get } = await api.newCaller();
    const { errors } = problemOf(await get(`/v1/review-queue?${query}`), 400);
    expect(errors).toHaveLength(1);
  },
);
