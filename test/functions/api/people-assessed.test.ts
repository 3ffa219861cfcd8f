import { describe, expect, test } from 'vitest';
import { EvaluationPage, EvaluationReply } from '../../../functions/api/contract.ts';
import { AssessmentReply, ReleaseGateReply } from '../../../functions/api/contracts/assessments.ts';
import { InvitationPage, InvitedReply } from '../../../functions/api/contracts/invitations.ts';
import { PendingReply } from '../../../functions/api/contracts/pending-evaluations.ts';
import { ErasureReply, PersonReply } from '../../../functions/api/contracts/people.ts';
import {
  AttemptReply,
  ReceiptReply,
  ResultsReply,
  SubmissionPage,
} from '../../../functions/api/contracts/submissions.ts';
import { EvaluationId } from '../../../shared/domain/ids.ts';
import { evaluatePending } from '../../../shared/usecases/evaluate-pending.ts';
import { gradeSubmission } from '../../../shared/usecases/grade-submission.ts';
import { recheckErasures } from '../../../shared/usecases/recheck-erasures.ts';
import { sweepSubmissions } from '../../../shared/usecases/sweep-submissions.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { answering, invite, openedAssessment, sendAs, sessionFor } from '../../support/candidates.ts';
import { heldModel } from '../../support/held-model.ts';
import { itemsOf, mentionsOf } from '../../support/mentions.ts';

const api = useApi();
const ada = 'ada.lovelace+jobs@example.com';
const path = `/v1/people/${encodeURIComponent(ada)}`;
const phrase = 'zeppelin marmalade';
const said = `During a network partition a ${phrase} system gives up either consistency or availability.`;
const words = [ada, phrase];
const questionId = 'cap-theorem';

const mentions = async ({ tenantId, background }: Caller) =>
  (await mentionsOf(api.table(), background.folder, words)).filter(({ where }) => where.includes(tenantId));
const erase = async (caller: Caller) => bodyOf(await caller.send('DELETE', path), 200, ErasureReply);
const submit = async ({ send }: Awaited<ReturnType<typeof answering>>) =>
  bodyOf(await send('POST', 'attempt:submit'), 200, ReceiptReply);
const inAnHour = ({ services }: Caller) => ({ ...services, clock: () => new Date(Date.now() + 3_600_000) });

describe('who was erased', () => {
  test('is let in by no link and no session any more, in the usual words, and by a new invitation begins anew', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner);
    const other = await openedAssessment(owner);
    const before = await answering(owner, id, ada, said);
    await submit(before);
    await owner.idle();
    const unopened = await invite(owner, other.id, ada);
    const open = (token: string | null) => sendAs(owner, null, 'POST', '/v1/invitations:open', { token });
    const none = problemOf(await open(`${unopened.token}x`), 404).detail;
    await erase(owner);
    expect(problemOf(await open(unopened.token), 404).detail).toBe(none);
    for (const [method, part, body] of [
      ['GET', 'attempt', undefined],
      ['PUT', 'answers/1', { answer: said, revision: 2 }],
      ['POST', 'attempt:start', undefined],
      ['POST', 'attempt:submit', undefined],
      ['GET', 'results', undefined],
    ] as const)
      expect(problemOf(await before.send(method, part, body), 401).detail).toContain('A valid session is needed');
    expect(await mentions(owner)).toEqual([]);
    const { token, invitation, outcome } = await invite(owner, id, ada);
    expect([invitation.status, outcome]).toEqual(['invited', 'invited']);
    const session = await sessionFor(owner, token);
    expect((await before.send('GET', 'attempt')).status).toBe(401);
    const anew = await sendAs(owner, session, 'POST', '/v1/candidate/attempt:start');
    expect(bodyOf(anew, 200, AttemptReply).questions).toMatchObject([{ answer: '', revision: 0 }]);
  });

  test('leaves assessments with everybody else in them', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner, {
      release: { what: 'score', when: 'manual', minimumAgreement: null },
    });
    const hers = await answering(owner, id, ada, said);
    const his = await answering(owner, id, 'ben', 'One must choose.');
    for (const attempt of [hers, his]) await submit(attempt);
    await owner.idle();
    await erase(owner);
    const invited = bodyOf(await owner.get(`/v1/invitations?assessment_id=${id}`), 200, InvitationPage);
    expect(invited.items.map(({ candidate }) => candidate)).toEqual(['ben']);
    const submitted = bodyOf(await owner.get(`/v1/assessments/${id}/submissions`), 200, SubmissionPage);
    expect(submitted.items.map(({ candidate }) => candidate)).toEqual(['ben']);
    problemOf(await owner.get(`/v1/submissions/${hers.submissionId}`), 404);
    problemOf(await owner.post(`/v1/invitations/${hers.invitation.id}:reissue`), 404);
    bodyOf(await owner.get(`/v1/assessments/${id}/release-gate`), 200, ReleaseGateReply);
    const releasing = { releasedBy: 'Ruth', includeUnreviewed: true };
    bodyOf(await owner.post(`/v1/assessments/${id}:release`, releasing), 200, AssessmentReply);
    expect(bodyOf(await his.send('GET', 'results'), 200, ResultsReply).state).toBe('released');
    expect(owner.bugs).toEqual([]);
  });

  test('is in no reply that was kept to be sent again: a repeat is a new request', async () => {
    const owner = await api.newCaller();
    const { id: assessmentId } = await openedAssessment(owner);
    const once = { 'idempotency-key': 'the-same', 'if-match': '*' };
    const asked = { questionId, answer: said, candidate: ada };
    const { id } = bodyOf(await owner.post('/v1/evaluations', asked), 201, EvaluationReply);
    const at = `/v1/evaluations/${id}`;
    const reviewer = 'Grace Hopper';
    const appeal = { keyPointId: 'choice', reason: `The ${phrase} says so.` };
    const { id: appealId } = await owner
      .send('POST', `${at}:appeal`, appeal, { ...once, 'idempotency-key': 'an-appeal' })
      .then(({ body }) => Object(body));
    const requests = [
      ['POST', `${at}:appeal`, appeal, 'an-appeal'],
      ['POST', `${at}:review`, { decision: 'override', reviewer, reason: phrase, score: 50 }, 'a-review'],
      ['POST', `${at}:decide-appeal`, { decision: 'reject', appealId, reviewer, reason: phrase }, 'a-decision'],
      ['POST', '/v1/invitations', { assessmentId, candidates: [ada, 'ben'] }, 'an-invitation'],
    ] as const;
    const send = async ([method, to, body, key]: (typeof requests)[number]) => {
      const { status, headers } = await owner.send(method, to, body, { ...once, 'idempotency-key': key });
      return [status < 300, headers.get('idempotent-replayed')];
    };
    for (const request of requests) await send(request);
    for (const request of requests) expect(await send(request), request[1]).toEqual([true, 'true']);
    await erase(owner);
    for (const request of requests.slice(0, 3)) expect(await send(request), request[1]).toEqual([false, null]);
    expect(await send(requests[3])).toEqual([true, null]);
  });
});

/** Somebody whose answers a worker has in hand, one that was asked about and one of an attempt, until the model answers. */
async function inHand() {
  const held = heldModel();
  const caller = await api.newCaller({ services: { model: held.model } });
  const { id } = await openedAssessment(caller);
  const attempt = await answering(caller, id, ada, said);
  await submit(attempt);
  const asked = { questionId, answer: `${said} Really.`, candidate: ada };
  const reply = await caller.send('POST', '/v1/evaluations', asked, { prefer: 'respond-async' });
  const evaluationId = EvaluationId.parse(bodyOf(reply, 202, PendingReply).id);
  await held.askedTimes(2);
  return { caller, held, attempt, evaluationId };
}

describe('a worker that has answers of somebody who is erased meanwhile', () => {
  test('keeps nothing of what it judged, and nothing that it remembers of it', async () => {
    const { caller, held } = await inHand();
    expect(await mentions(caller)).not.toEqual([]);
    await erase(caller);
    expect(await mentions(caller)).toEqual([]);
    held.answer();
    await caller.idle();
    expect(held.asked()).toBeGreaterThan(1);
    const kinds = (await itemsOf(api.table()))
      .filter(({ pk, sk }) => `${pk}${sk}`.includes(caller.tenantId))
      .map(({ type, pk }) => type ?? pk);
    expect(kinds).toEqual(expect.arrayContaining(['erasure', 'question']));
    expect(kinds.filter((kind) => ['judgement', 'evaluation', 'active-submissions'].includes(String(kind)))).toEqual(
      [],
    );
    expect(await mentions(caller)).toEqual([]);
    expect(caller.bugs).toEqual([]);
  });

  test('brings nothing back by a message that came late, whatever was written late itself', async () => {
    const { caller, held, attempt, evaluationId } = await inHand();
    const { services, tenantId } = caller;
    const ref = { tenantId, evaluationId };
    const [pending, submission] = [
      await services.pendingEvaluations.find(ref),
      await services.submissions.find(tenantId, attempt.submissionId),
    ];
    const drafts = await services.submissions.drafts(tenantId, attempt.submissionId);
    const [draft] = drafts;
    if (pending === undefined || submission === undefined || draft === undefined)
      throw new Error('All three are there.');
    await erase(caller);
    held.answer();
    await caller.idle();
    // As by requests that were under way.
    await services.pendingEvaluations.create({ ...pending, lease: null, revision: 1 });
    await services.submissions.create({ ...submission, revision: 1 });
    await services.submissions.finishDraft(draft, false);
    await services.submissions.activate(submission);
    await evaluatePending(services, ref);
    await gradeSubmission(services, { tenantId, submissionId: submission.id });
    expect(bodyOf(await caller.get('/v1/evaluations'), 200, EvaluationPage).items).toEqual([]);
    expect(await services.pendingEvaluations.find(ref)).toBeUndefined();
    expect(new Set((await mentions(caller)).map(({ kind }) => kind))).toEqual(new Set(['draft', 'submission']));
    await services.submissions.activate(submission);
    await services.pendingEvaluations.create({ ...pending, lease: null, revision: 1 });
    await recheckErasures(inAnHour(caller));
    expect(await mentions(caller)).toEqual([]);
    await sweepSubmissions(services, true);
    expect((await services.submissions.active()).filter((one) => one.tenantId === tenantId)).toEqual([]);
  });
});

test('what was decided on an evaluation that is erased at the same time is found by the second look', async () => {
  const caller = await api.newCaller();
  await caller.post('/v1/questions', aNewQuestion());
  const asked = { questionId, answer: said, candidate: ada };
  const { id } = bodyOf(await caller.post('/v1/evaluations', asked), 201, EvaluationReply);
  const review = { decision: 'override', reviewer: 'Grace Hopper', reason: `The ${phrase} counts.`, score: 50 };
  bodyOf(await caller.edit(`/v1/evaluations/${id}:review`, review), 200, EvaluationReply);
  const evaluation = await caller.services.evaluations.find(caller.tenantId, EvaluationId.parse(id));
  if (evaluation?.review == null) throw new Error('It was reviewed.');
  await erase(caller);
  await caller.services.reviews.keep(evaluation, evaluation.review.last);
  expect((await mentions(caller)).map(({ kind }) => kind)).toEqual(['review']);
  await recheckErasures(inAnHour(caller));
  expect(await mentions(caller)).toEqual([]);
});

test('an invitation that is given a new link while it is erased stays erased', async () => {
  const owner = await api.newCaller();
  const { id } = await openedAssessment(owner);
  const { invitation } = await invite(owner, id, ada);
  const found = await owner.services.invitations.find(owner.tenantId, invitation.id);
  if (found === undefined) throw new Error('It was made.');
  bodyOf(await owner.post(`/v1/invitations/${invitation.id}:reissue`), 200, InvitedReply);
  await erase(owner);
  expect(await owner.services.invitations.replace({ ...found, revision: found.revision + 1 })).toBe('stale');
  expect(await mentions(owner)).toEqual([]);
});

test('an export of somebody who was invited and has answered holds no credential and nothing of how it is worked on', async () => {
  const owner = await api.newCaller();
  const { id } = await openedAssessment(owner);
  await submit(await answering(owner, id, ada, said));
  await owner.idle();
  const { items } = bodyOf(await owner.get(path), 200, PersonReply);
  const dataOf = (kind: string) => items.find((item) => item.kind === kind)?.data;
  expect(dataOf('invitation')).toMatchObject({ candidate: ada, state: 'opened' });
  expect(dataOf('submission')).toMatchObject({ candidate: ada, state: 'graded' });
  expect(dataOf('draft')).toMatchObject({ answer: said, revision: 1 });
  expect(JSON.stringify(items)).not.toMatch(/"(?:tokenHash|session|lease|attempts|dueAt|tenantId)"/);
  expect([dataOf('invitation'), dataOf('submission')].map((data) => Object.keys(data ?? {}))).toEqual([
    expect.not.arrayContaining(['revision']),
    expect.not.arrayContaining(['revision']),
  ]);
});
