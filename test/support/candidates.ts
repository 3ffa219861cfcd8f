import type * as z from 'zod';
import { AssessmentReply, type AssessmentRequest } from '../../functions/api/contracts/assessments.ts';
import { InvitedListReply, type InvitedReply, OpenReply } from '../../functions/api/contracts/invitations.ts';
import { AttemptReply, DraftReply, ReceiptReply } from '../../functions/api/contracts/submissions.ts';
import { submissionIdOf } from '../../shared/domain/submission.ts';
import { aNewQuestion, bodyOf, type Caller, type Reply, replyOf } from './api.ts';

export type Composing = Partial<z.input<typeof AssessmentRequest>>;

/** An open assessment of one question, of which candidates see what the changes say. */
export async function openedAssessment(owner: Caller, changes: Composing = {}) {
  await owner.post('/v1/questions', aNewQuestion());
  const body = { name: 'Backend', questions: [{ id: 'cap-theorem' }], ...changes };
  const { id } = bodyOf(await owner.post('/v1/assessments', body), 201, AssessmentReply);
  return bodyOf(await owner.post(`/v1/assessments/${id}:open`), 200, AssessmentReply);
}

/** What came of inviting one candidate. */
export async function invite(
  owner: Caller,
  assessmentId: string,
  candidate: string,
  expiresAt?: string,
): Promise<z.infer<typeof InvitedReply>> {
  const body = { assessmentId, candidates: [candidate], ...(expiresAt !== undefined && { expiresAt }) };
  const { items } = bodyOf(await owner.post('/v1/invitations', body), 201, InvitedListReply);
  const [one] = items;
  if (one === undefined) throw new Error('Nobody was invited.');
  return one;
}

/** Sends as somebody without a key, perhaps with a session. */
export async function sendAs(
  { app }: Pick<Caller, 'app'>,
  session: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<Reply> {
  const headers = {
    ...(session !== null && { authorization: `Bearer ${session}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  return replyOf(
    await app.request(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }),
  );
}

/** The session that a link is exchanged for. */
export async function sessionFor(owner: Pick<Caller, 'app'>, token: string | null): Promise<string> {
  return bodyOf(await sendAs(owner, null, 'POST', '/v1/invitations:open', { token }), 200, OpenReply).session;
}

/** Somebody who was invited, started and saved an answer to the first question. */
export async function answering(owner: Caller, assessmentId: string, candidate: string, answer: string) {
  const { token, invitation } = await invite(owner, assessmentId, candidate);
  const session = await sessionFor(owner, token);
  const send = (method: string, path: string, body?: unknown) =>
    sendAs(owner, session, method, `/v1/candidate/${path}`, body);
  bodyOf(await send('POST', 'attempt:start'), 200, AttemptReply);
  bodyOf(await send('PUT', 'answers/1', { answer, revision: 1 }), 200, DraftReply);
  return { invitation, submissionId: submissionIdOf(invitation.id), session, send };
}

/** Somebody who opened their invitation, and every byte that they were sent. */
export async function candidateOf(owner: Caller, assessmentId: string, name = 'Ada') {
  const { token, invitation } = await invite(owner, assessmentId, name);
  const session = await sessionFor(owner, token);
  const seen: string[] = [];
  const send = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const reply = await sendAs(owner, session, method, `/v1/candidate/${path}`, body);
    seen.push(JSON.stringify(reply.body));
    return reply;
  };
  const save = (number: number, answer: string, revision: number) =>
    send('PUT', `answers/${number}`, { answer, revision });
  return { invitation, send, save, seen, submissionId: invitation.id.replace('inv_', 'sub_') };
}

/** Somebody who started, wrote one answer and submitted it. */
export async function submitted(owner: Caller, assessmentId: string, name: string, answer: string) {
  const candidate = await candidateOf(owner, assessmentId, name);
  await candidate.send('POST', 'attempt:start');
  await candidate.save(1, answer, 1);
  bodyOf(await candidate.send('POST', 'attempt:submit'), 200, ReceiptReply);
  await owner.idle();
  return candidate;
}

/** A clock that tests move on. */
export function movableClock() {
  let nowMs = Date.parse('2030-01-01T00:00:00.000Z');
  return {
    clock: () => new Date(nowMs),
    at: () => new Date(nowMs).toISOString(),
    pass(minutes: number) {
      nowMs += minutes * 60_000;
    },
  };
}
