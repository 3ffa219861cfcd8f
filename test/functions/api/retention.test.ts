import { expect, test } from 'vitest';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { dynamoEvaluationStore } from '../../../shared/adapters/dynamo/evaluation-store.ts';
import { dynamoPersonStore } from '../../../shared/adapters/dynamo/person-store.ts';
import { sweepExpired } from '../../../shared/usecases/sweep-expired.ts';
import { aNewQuestion, bodyOf, type Caller, useApi } from '../../support/api.ts';
import { anEvaluation } from '../../support/fixtures.ts';
import { itemsOf, mentionsOf } from '../../support/mentions.ts';
import { newTenant } from '../../support/table.ts';

const api = useApi();
const dayMs = 86_400_000;
const createdAt = '2026-01-01T00:00:00.000Z';
const page = { limit: 10, cursor: null };

/** Stores of a tenant that keeps answers for 30 days, at a time that the test sets. */
function keptFor30Days() {
  let now = new Date(createdAt);
  const table = { ...api.table(), retention: { daysOf: async () => 30, clock: () => now } };
  return {
    evaluations: dynamoEvaluationStore(table),
    people: dynamoPersonStore(table),
    after: (days: number) => {
      now = new Date(Date.parse(createdAt) + days * dayMs);
    },
  };
}

test.each(['ada', null])(
  'an evaluation of %s is there until its period is over, and then for nobody',
  async (candidate) => {
    const tenantId = newTenant();
    const { evaluations, people, after } = keptFor30Days();
    const evaluation = anEvaluation({ tenantId, candidate, createdAt });
    expect(await evaluations.save(evaluation, null)).toBe('saved');
    const stored = async () => (await itemsOf(api.table())).filter(({ pk }) => String(pk).includes(tenantId));
    expect(await stored()).toMatchObject([{ expiresAtEpochSeconds: Date.parse(createdAt) / 1000 + 30 * 86_400 }]);
    after(29.99);
    expect(await evaluations.find(tenantId, evaluation.id)).toEqual(evaluation);
    expect((await evaluations.list(tenantId, { questionId: null, status: null }, page)).items).toHaveLength(1);
    expect(await evaluations.save(evaluation, null)).toBe('exists');
    after(30);
    expect(await evaluations.find(tenantId, evaluation.id)).toBeUndefined();
    expect((await evaluations.list(tenantId, { questionId: null, status: null }, page)).items).toEqual([]);
    expect((await people.list(tenantId, 'ada', page)).items).toEqual([]);
    const again = { ...evaluation, createdAt: new Date(Date.parse(createdAt) + 30 * dayMs).toISOString() };
    expect(await evaluations.save(again, null)).toBe('saved');
    expect(await evaluations.find(tenantId, evaluation.id)).toEqual(again);
    await people.removeExpired();
    expect(await stored()).toHaveLength(1);
    after(61);
    await people.removeExpired();
    expect(await stored()).toEqual([]);
  },
);

const words = ['ada@example.com', 'zeppelin', '555-0199'];
const { id: questionId, ...content } = aNewQuestion();

async function kept(): Promise<Caller & { readonly batch: string }> {
  const caller = await api.newCaller();
  const answer = 'A zeppelin gives up either consistency or availability.';
  await caller.post('/v1/questions', { id: questionId, ...content });
  await caller.post('/v1/evaluations', { questionId, answer, candidate: 'ada@example.com' });
  await caller.post('/v1/evaluations', { questionId, answer: `${answer} Really.` });
  await caller.post('/v1/agreement', { marks: [{ questionId, answer, score: 50 }] });
  await caller.edit(`/v1/questions/${questionId}/versions`, { ...content, prompt: 'What is CAP about?' });
  await caller.post(`/v1/questions/${questionId}:regrade`, { fromVersion: 1 });
  const row = { question_id: questionId, candidate: 'ada@example.com', phone: '555-0199' };
  const rows = [{ ...row, answer }, row];
  const { id } = bodyOf(await caller.post('/v1/batches', { rows }), 202, BatchReply);
  await caller.idle();
  return { ...caller, batch: id };
}

const mentions = async ({ tenantId, background }: Caller) =>
  (await mentionsOf(api.table(), background.folder, words)).filter(
    ({ where, kind }) => where.includes(tenantId) || kind === 'file',
  );

test('what was kept before its tenant had a period, or a shorter one, is swept away, and nothing of anybody else', async () => {
  const [caller, other] = [await kept(), await kept()];
  const { tenantId } = caller;
  const sweep = (days: number) =>
    sweepExpired({
      ...caller.services,
      retentions: { daysOf: async () => 30, all: async () => [{ tenantId, days: 30 }] },
      clock: () => new Date(Date.now() + days * dayMs),
    });
  const before = [await mentions(caller), await mentions(other)];
  await sweep(29);
  expect([await mentions(caller), await mentions(other)]).toEqual(before);
  await sweep(31);
  expect(await mentions(caller)).toEqual([]);
  expect(await mentions(other)).toEqual(before[1]);
  const batch = bodyOf(await caller.get(`/v1/batches/${caller.batch}`), 200, BatchReply);
  expect(batch).toMatchObject({ rowCount: 2, counts: { failed: 1 } });
  expect((await caller.get(`/v1/batches/${caller.batch}/rows`)).status).toBe(200);
  expect((await caller.get(`/v1/batches/${caller.batch}/results`)).status).toBe(400);
  expect((await caller.get('/v1/review-queue')).status).toBe(200);
  expect(caller.bugs).toEqual([]);
});
