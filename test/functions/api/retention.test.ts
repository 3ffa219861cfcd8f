import { describe, expect, test } from 'vitest';
import { EvaluationPage, EvaluationReply } from '../../../functions/api/contract.ts';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { ReceiptReply } from '../../../functions/api/contracts/submissions.ts';
import { dynamoEvaluationStore } from '../../../shared/adapters/dynamo/evaluation-store.ts';
import { dynamoInvitationStore } from '../../../shared/adapters/dynamo/invitation-store.ts';
import { dynamoPendingEvaluationStore } from '../../../shared/adapters/dynamo/pending-evaluation-store.ts';
import { dynamoPersonStore } from '../../../shared/adapters/dynamo/person-store.ts';
import { dynamoReviewStore } from '../../../shared/adapters/dynamo/review-store.ts';
import { dynamoSubmissionStore } from '../../../shared/adapters/dynamo/submission-store.ts';
import { ReviewEntry } from '../../../shared/domain/review.ts';
import { sweepExpired } from '../../../shared/usecases/sweep-expired.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { anInvitation, aSubmission } from '../../support/attempts.ts';
import { answering, openedAssessment, sendAs } from '../../support/candidates.ts';
import { anEvaluation, aPendingEvaluation } from '../../support/fixtures.ts';
import { itemsOf, mentionsOf } from '../../support/mentions.ts';
import { newTenant } from '../../support/table.ts';

const api = useApi();
const dayMs = 86_400_000;
const createdAt = '2026-01-01T00:00:00.000Z';
const page = { limit: 10, cursor: null };
const inline = { question: 'Why is that so?', referenceAnswer: 'Because of gravity.', answer: 'Gravity.' };

/** Stores of a tenant that keeps answers for some days, at a time that the test sets. */
function keptFor(period = 30) {
  let now = new Date(createdAt);
  const table = { ...api.table(), retention: { daysOf: async () => period, clock: () => now } };
  return {
    table,
    evaluations: dynamoEvaluationStore(table),
    people: dynamoPersonStore(table),
    dayIs: (days: number) => {
      now = new Date(Date.parse(createdAt) + days * dayMs);
    },
  };
}

test.each(['ada', null])(
  'an evaluation of %s is there until its period is over, and then for nobody',
  async (candidate) => {
    const tenantId = newTenant();
    const { evaluations, people, dayIs } = keptFor();
    const evaluation = anEvaluation({ tenantId, candidate, createdAt });
    expect(await evaluations.save(evaluation, null)).toBe('saved');
    const stored = async () => (await itemsOf(api.table())).filter(({ pk }) => String(pk).includes(tenantId));
    expect(await stored()).toMatchObject([{ expiresAtEpochSeconds: Date.parse(createdAt) / 1000 + 30 * 86_400 }]);
    dayIs(29.99);
    expect(await evaluations.find(tenantId, evaluation.id)).toEqual(evaluation);
    expect((await evaluations.list(tenantId, { questionId: null, status: null }, page)).items).toHaveLength(1);
    expect(await evaluations.save(evaluation, null)).toBe('exists');
    dayIs(30);
    expect(await evaluations.find(tenantId, evaluation.id)).toBeUndefined();
    expect((await evaluations.list(tenantId, { questionId: null, status: null }, page)).items).toEqual([]);
    expect((await people.list(tenantId, 'ada', page)).items).toEqual([]);
    const again = { ...evaluation, createdAt: new Date(Date.parse(createdAt) + 30 * dayMs).toISOString() };
    expect(await evaluations.save(again, null)).toBe('saved');
    expect(await evaluations.find(tenantId, evaluation.id)).toEqual(again);
    await people.removeExpired();
    expect(await stored()).toHaveLength(1);
    dayIs(61);
    await people.removeExpired();
    expect(await stored()).toEqual([]);
  },
);

test('a period that is set is that of what is graded from then on, and what is past it is swept away', async () => {
  const caller = await api.newCaller();
  const set = await caller.send('PATCH', '/v1/settings', { retentionDays: 7 }, { 'if-match': '*' });
  expect(set.status).toBe(200);
  const { id, createdAt: madeAt } = bodyOf(await caller.post('/v1/evaluations', inline), 201, EvaluationReply);
  const stored = async () =>
    (await itemsOf(api.table())).filter(({ pk }) => String(pk) === `tenant#${caller.tenantId}#evaluation#${id}`);
  const ends = Math.ceil(Date.parse(madeAt) / 1000) + 7 * 86_400;
  expect(await stored()).toMatchObject([{ expiresAtEpochSeconds: ends }]);
  await sweepExpired({ ...caller.services, clock: () => new Date(Date.now() + 8 * dayMs) });
  expect(await stored()).toEqual([]);
});

describe('what is kept of an attempt', () => {
  const openedMs = Date.parse(createdAt);
  const ended = (moment: string, days: number) => Math.ceil(Date.parse(moment) / 1000) + days * 86_400;

  test('ends with the period of its tenant, whatever was written in between, and its place can be taken anew', async () => {
    const tenantId = newTenant();
    const { table, dayIs } = keptFor();
    const [invitations, submissions] = [dynamoInvitationStore(table), dynamoSubmissionStore(table)];
    const [reviews, pending] = [dynamoReviewStore(table), dynamoPendingEvaluationStore(table)];
    const invitation = anInvitation({ tenantId, createdAt });
    const { assessmentId, id, candidate } = invitation;
    const submission = aSubmission({ tenantId, startedAt: new Date(openedMs + dayMs).toISOString() });
    const draft = { tenantId, submissionId: submission.id, candidate, number: 1, answer: 'A partition.', revision: 1 };
    const saved = { ...draft, savedAt: new Date(openedMs + 2 * dayMs).toISOString(), isFinal: false };
    const evaluation = anEvaluation({ tenantId, candidate, createdAt });
    const waiting = aPendingEvaluation({ tenantId, candidate, requestedAt: createdAt });
    const entry = ReviewEntry.parse({
      ...{ kind: 'appeal', number: 1, at: createdAt, by: null, reason: 'I said so.' },
      ...{ appealId: `apl_${'0'.repeat(26)}`, keyPointId: 'choice', machine: marks, inForce: marks },
    });
    expect(await invitations.create(invitation)).toBe('created');
    expect(await submissions.create(submission)).toBe('created');
    expect(await submissions.saveDraft(saved)).toBe('saved');
    expect(await pending.create(waiting)).toBe('created');
    dayIs(20);
    const again = { ...invitation, issues: 2, revision: 2 };
    expect(await invitations.replace(again)).toBe('replaced');
    await reviews.keep(evaluation, entry);
    expect(await submissions.finishDraft(saved, true)).toBe('saved');
    const ends = (await itemsOf(api.table()))
      .filter(({ pk }) => String(pk).includes(tenantId))
      .map(({ type, expiresAtEpochSeconds }) => [type, expiresAtEpochSeconds]);
    expect(Object.fromEntries(ends)).toEqual({
      invitation: ended(createdAt, 30),
      submission: ended(submission.startedAt, 30),
      draft: ended(saved.savedAt, 30),
      review: ended(createdAt, 30),
      'pending-evaluation': ended(createdAt, 7),
    });
    expect(await pending.find({ tenantId, evaluationId: waiting.id })).toBeUndefined();
    expect(await pending.create({ ...waiting, requestedAt: new Date(openedMs + 20 * dayMs).toISOString() })).toBe(
      'created',
    );
    dayIs(29.9);
    expect(await invitations.find(tenantId, id)).toEqual(again);
    expect((await invitations.list(tenantId, assessmentId, page)).items).toEqual([again]);
    expect(await submissions.drafts(tenantId, submission.id)).toHaveLength(1);
    expect(await reviews.history(tenantId, evaluation.id)).toEqual([entry]);
    dayIs(30);
    expect(await invitations.find(tenantId, id)).toBeUndefined();
    expect((await invitations.list(tenantId, assessmentId, page)).items).toEqual([]);
    expect(await reviews.history(tenantId, evaluation.id)).toEqual([]);
    expect(await submissions.find(tenantId, submission.id)).toEqual(submission);
    dayIs(32);
    expect(await submissions.find(tenantId, submission.id)).toBeUndefined();
    expect((await submissions.list(tenantId, assessmentId, page)).items).toEqual([]);
    expect(await submissions.drafts(tenantId, submission.id)).toEqual([]);
    const anew = new Date(openedMs + 32 * dayMs).toISOString();
    expect(await invitations.create({ ...invitation, createdAt: anew })).toBe('created');
    expect(await submissions.create({ ...submission, startedAt: anew })).toBe('created');
    expect(await submissions.saveDraft({ ...saved, savedAt: anew })).toBe('saved');
    dayIs(70);
    await dynamoPersonStore(table).removeExpired();
    expect((await itemsOf(api.table())).filter(({ pk }) => String(pk).includes(tenantId))).toEqual([]);
  });

  test('is not there longer than a shorter period of its tenant, where it would end by itself', async () => {
    const tenantId = newTenant();
    const { table, dayIs } = keptFor(2);
    const pending = dynamoPendingEvaluationStore(table);
    const waiting = aPendingEvaluation({ tenantId, requestedAt: createdAt });
    await pending.create(waiting);
    dayIs(1.9);
    expect(await pending.find({ tenantId, evaluationId: waiting.id })).toEqual(waiting);
    dayIs(2);
    expect(await pending.find({ tenantId, evaluationId: waiting.id })).toBeUndefined();
  });
});

const marks = { score: 50, scoreRange: { min: 50, max: 50 }, band: null };

test('replies that were kept for a day are removed after it, whatever period their tenant has', async () => {
  const caller = await api.newCaller();
  const once = { 'idempotency-key': 'one' };
  await caller.send('POST', '/v1/evaluations', { ...inline, candidate: 'ada@example.com' }, once);
  const replies = async () =>
    (await itemsOf(api.table())).filter(
      ({ pk, type }) => String(pk).includes(caller.tenantId) && type === 'kept-request',
    );
  expect(await replies()).toHaveLength(1);
  const clock = () => new Date(Date.now() + 2 * dayMs);
  await dynamoPersonStore({ ...api.table(), retention: { daysOf: async () => null, clock } }).removeExpired();
  expect(await replies()).toEqual([]);
});

const words = ['ada@example.com', 'zeppelin', '555-0199'];
const { id: questionId, ...content } = aNewQuestion();

async function kept() {
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
  const { id: assessment } = await openedAssessment(caller);
  const attempt = await answering(caller, assessment, 'ada@example.com', `${answer} I think.`);
  bodyOf(await attempt.send('POST', 'attempt:submit'), 200, ReceiptReply);
  await caller.idle();
  await answering(caller, (await openedAssessment(caller)).id, 'ada@example.com', `${answer} I guess.`);
  const { items: graded } = bodyOf(await caller.get('/v1/evaluations'), 200, EvaluationPage);
  for (const one of graded) {
    const at = `/v1/evaluations/${one.id}`;
    const review = { decision: 'override', reviewer: 'Grace', reason: 'The zeppelin counts.', score: 50 };
    bodyOf(await caller.edit(`${at}:review`, review), 200, EvaluationReply);
    await caller.post(`${at}:appeal`, { keyPointId: one.verdicts[0]?.keyPointId, reason: 'A zeppelin!' });
  }
  return { ...caller, batch: id, assessment, session: attempt.session };
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
  problemOf(await sendAs(caller, caller.session, 'GET', '/v1/candidate/attempt'), 401);
  for (const list of [
    `/v1/invitations?assessment_id=${caller.assessment}`,
    `/v1/assessments/${caller.assessment}/submissions`,
  ])
    expect((await caller.get(list)).body).toMatchObject({ items: [], nextCursor: null });
  expect(caller.bugs).toEqual([]);
});
