import { describe, expect, test } from 'vitest';
import { AttemptReply, ReceiptReply, SubmissionDetailReply } from '../../../functions/api/contracts/submissions.ts';
import { SubmissionId } from '../../../shared/domain/submission.ts';
import { gradeSubmission, type SubmissionRef } from '../../../shared/usecases/grade-submission.ts';
import { sweepSubmissions } from '../../../shared/usecases/sweep-submissions.ts';
import { bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { type Composing, candidateOf, movableClock, openedAssessment } from '../../support/candidates.ts';
import { heldModel } from '../../support/held-model.ts';

const api = useApi();
const answer = 'A system must give up either consistency or availability.';

/** Somebody who has started, saved one answer and gone. */
async function begun(changes: Composing) {
  const time = movableClock();
  const owner = await api.newCaller({ services: { clock: time.clock } });
  const { id } = await openedAssessment(owner, changes);
  const ada = await candidateOf(owner, id);
  const attempt = bodyOf(await ada.send('POST', 'attempt:start'), 200, AttemptReply);
  await ada.save(1, answer, 1);
  return { time, owner, assessmentId: id, ada, attempt };
}

/** Somebody who has submitted to an assessment that a model grades, and no worker yet. */
async function waiting(held = heldModel()) {
  const time = movableClock();
  const owner = await api.newCaller({ work: null, services: { model: held.model, clock: time.clock } });
  const { id } = await openedAssessment(owner, { judge: 'llm' });
  const ada = await candidateOf(owner, id);
  await ada.send('POST', 'attempt:start');
  await ada.save(1, answer, 1);
  await ada.send('POST', 'attempt:submit');
  const ref = { tenantId: owner.tenantId, submissionId: SubmissionId.parse(ada.submissionId) };
  return { held, time, owner, ada, ref };
}

async function swept(owner: Caller): Promise<void> {
  await sweepSubmissions(owner.services);
  await owner.idle();
}

async function submissionOf(owner: Caller, { submissionId }: { readonly submissionId: string }) {
  return bodyOf(await owner.get(`/v1/submissions/${submissionId}`), 200, SubmissionDetailReply);
}

async function lookedAfter(owner: Caller): Promise<number> {
  const active = await owner.services.submissions.active();
  return active.filter(({ tenantId }) => tenantId === owner.tenantId).length;
}

describe('an attempt that nobody submits', () => {
  test('is submitted when its time is out, with what was saved, and graded', async () => {
    const { time, owner, ada, attempt } = await begun({ timeLimitMinutes: 30 });
    time.pass(30.2);
    await swept(owner);
    expect((await submissionOf(owner, ada)).state).toBe('answering');
    time.pass(1);
    await swept(owner);
    const { state, submittedAt, answers } = await submissionOf(owner, ada);
    expect({ state, submittedAt }).toEqual({ state: 'graded', submittedAt: attempt.endsAt });
    expect((await owner.get(`/v1/evaluations/${answers[0]?.evaluationId}`)).body).toMatchObject({ answer });
    expect(bodyOf(await ada.send('GET', 'receipt'), 200, ReceiptReply)).toMatchObject({ answered: 1 });
    problemOf(await ada.save(1, 'Too late.', 2), 409);
    expect(await lookedAfter(owner)).toBe(0);
  });

  test('goes on without a time limit while the assessment is open, and for a day after it was closed', async () => {
    const { time, owner, assessmentId, ada, attempt } = await begun({});
    expect(attempt.endsAt).toBeNull();
    time.pass(10 * 24 * 60);
    await swept(owner);
    expect((await ada.save(1, `${answer} Still.`, 2)).status).toBe(200);
    await owner.post(`/v1/assessments/${assessmentId}:close`);
    const last = bodyOf(await ada.send('GET', 'attempt'), 200, AttemptReply);
    expect(last).toMatchObject({ endsAt: '2030-01-12T00:00:00.000Z', secondsLeft: 24 * 60 * 60 });
    time.pass(24 * 60);
    await swept(owner);
    expect((await ada.save(1, `${answer} At last.`, 3)).status).toBe(200);
    time.pass(1);
    problemOf(await ada.save(1, 'Too late.', 4), 409);
    await swept(owner);
    const { state, submittedAt } = await submissionOf(owner, ada);
    expect({ state, submittedAt }).toEqual({ state: 'graded', submittedAt: last.endsAt });
  });

  test('goes on where the assessment is opened again', async () => {
    const { time, owner, assessmentId, ada } = await begun({});
    await owner.post(`/v1/assessments/${assessmentId}:close`);
    await owner.post(`/v1/assessments/${assessmentId}:open`);
    time.pass(25 * 60);
    await swept(owner);
    expect((await ada.save(1, answer, 2)).status).toBe(200);
  });

  test('is submitted once by several sweeps and its candidate at once', async () => {
    const { time, owner, ada, attempt } = await begun({ timeLimitMinutes: 30 });
    time.pass(31);
    const [, , receipt] = await Promise.all([swept(owner), swept(owner), ada.send('POST', 'attempt:submit')]);
    expect(bodyOf(receipt, 200, ReceiptReply)).toMatchObject({ submittedAt: attempt.endsAt, answered: 1 });
    await owner.idle();
    expect((await submissionOf(owner, ada)).state).toBe('graded');
    expect((await owner.get('/v1/evaluations')).body).toMatchObject({ items: [{ answer }] });
  });

  test('keeps no sweep from looking after the others', async () => {
    const { time, owner, ada } = await begun({ timeLimitMinutes: 30 });
    const tenantId = (await api.newCaller()).tenantId;
    const bob = SubmissionId.parse(`sub_${'0'.repeat(26)}`);
    const { submissions } = owner.services;
    const find: typeof submissions.find = (tenant, id) =>
      tenant === tenantId ? Promise.reject(new Error('malformed')) : submissions.find(tenant, id);
    await submissions.activate({ tenantId, id: bob });
    time.pass(31);
    const failing = { ...owner.services, submissions: { ...submissions, find } };
    await expect(sweepSubmissions(failing)).rejects.toThrow('1 submissions could not be looked after');
    await owner.idle();
    expect((await submissionOf(owner, ada)).state).toBe('graded');
    await sweepSubmissions(owner.services);
    expect((await submissions.active()).filter((left) => left.tenantId === tenantId)).toEqual([]);
  });
});

describe('two workers that are told of one submission at once', () => {
  test('pay once: one grades, the other leaves it, and so does a sweep meanwhile', async () => {
    const { held, time, owner, ada, ref } = await waiting();
    // As of another process: nothing is shared but the table.
    const other = { ...owner.services, shareInFlight: (await api.newCaller()).services.shareInFlight };
    time.pass(1.9);
    const first = gradeSubmission(owner.services, ref);
    await held.askedTimes(1);
    await gradeSubmission(other, ref);
    expect((await submissionOf(owner, ada)).state).toBe('grading');
    const sent: unknown[] = [];
    const queue = { send: async (messages: readonly unknown[]) => void sent.push(...messages) };
    time.pass(0.5);
    await sweepSubmissions({ ...other, queue });
    expect(sent).toEqual([]);
    time.pass(1);
    await sweepSubmissions({ ...other, queue });
    expect(sent).toEqual([{ kind: 'grade-submission', ...ref }]);
    held.answer();
    await first;
    await gradeSubmission(other, ref);
    expect(held.asked()).toBe(1);
    expect((await submissionOf(owner, ada)).state).toBe('graded');
    expect(await lookedAfter(owner)).toBe(0);
  });

  test('take it over from one that is gone, once its lease has ended', async () => {
    const { held, time, owner, ada, ref } = await waiting();
    const lost = gradeSubmission(owner.services, ref);
    await held.askedTimes(1);
    time.pass(3);
    const next = heldModel(true);
    const { shareInFlight } = (await api.newCaller()).services;
    await gradeSubmission({ ...owner.services, model: next.model, shareInFlight }, ref);
    const graded = await submissionOf(owner, ada);
    expect(graded.state).toBe('graded');
    held.answer();
    await lost;
    expect(await submissionOf(owner, ada)).toEqual(graded);
  });
});

describe('a submission whose model does not answer', () => {
  const policy = { leaseMs: 60_000, attemptsMax: 3, retryAfterSeconds: 30 };

  async function untilGraded(services: Parameters<typeof gradeSubmission>[0], ref: SubmissionRef): Promise<number[]> {
    const waits: number[] = [];
    const queue = { send: async (_: unknown, seconds: number) => void waits.push(seconds) };
    for (let times = 0; times < 5; times += 1) await gradeSubmission({ ...services, queue }, ref, policy);
    return waits;
  }

  const forAPerson = {
    state: 'graded',
    answers: [{ status: 'needs-review', score: null }],
    release: { state: 'held' },
  };

  test('is tried again while the provider may come back, then left to a person', async () => {
    const held = heldModel(true);
    held.outcome = 'server-error';
    const { owner, ada, ref } = await waiting(held);
    expect(await untilGraded(owner.services, ref)).toEqual([30, 60]);
    expect(await submissionOf(owner, ada)).toMatchObject(forAPerson);
    expect(held.asked()).toBe(3);
    expect(await lookedAfter(owner)).toBe(0);
  });

  test.each(['rejected', 'quota-exhausted'] as const)('is left to a person at once when it is %s', async (outcome) => {
    const held = heldModel(true);
    held.outcome = outcome;
    const { owner, ada, ref } = await waiting(held);
    expect(await untilGraded(owner.services, ref)).toEqual([]);
    expect(await submissionOf(owner, ada)).toMatchObject(forAPerson);
    expect(held.asked()).toBe(1);
  });

  test('is left to a person where no model is configured any more', async () => {
    const { owner, ada, ref } = await waiting();
    expect(await untilGraded({ ...owner.services, model: null }, ref)).toEqual([30, 60]);
    expect(await submissionOf(owner, ada)).toMatchObject(forAPerson);
  });

  test('is hinted at by no sweep before its next try is due, and graded once the provider is back', async () => {
    const held = heldModel(true);
    held.outcome = 'unreachable';
    const { time, owner, ada, ref } = await waiting(held);
    time.pass(10);
    const sent: unknown[] = [];
    const queue = { send: async (messages: readonly unknown[]) => void sent.push(...messages) };
    await gradeSubmission({ ...owner.services, queue }, ref);
    expect(sent).toHaveLength(1);
    await sweepSubmissions({ ...owner.services, queue });
    expect(sent).toHaveLength(1);
    time.pass(2);
    await sweepSubmissions({ ...owner.services, queue });
    expect(sent).toHaveLength(2);
    held.outcome = 'answered';
    await gradeSubmission(owner.services, ref);
    expect(await submissionOf(owner, ada)).toMatchObject({ state: 'graded', answers: [{ status: 'graded' }] });
  });
});
