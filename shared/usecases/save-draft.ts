import { Fault } from '../domain/fault.ts';
import type { Invitation } from '../domain/invitation.ts';
import { type Draft, isTimeOver } from '../domain/submission.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Services } from './context.ts';
import { endOfAttempt, submissionOf } from './read-attempt.ts';

/** What a candidate has written so far; `revision` is their client's, and higher than that of any save before. */
export interface DraftGiven {
  readonly number: number;
  readonly answer: string;
  readonly revision: number;
}

/**
 * Keeps what a candidate has written to a question. The same save again changes nothing; one that is not newer than what is
 * kept is refused, so that a save that was late or from another tab loses nothing.
 *
 * @throws Fault `conflict` before the start, after the end or after submitting, and for a save that is not newer; `not-found`
 * for a number that no question has
 */
export async function saveDraft(services: Services, invitation: Invitation, given: DraftGiven): Promise<Draft> {
  const submission = await submissionOf(services, invitation);
  const { tenantId, id, candidate, questions } = submission;
  if (given.number > questions.length) throw new Fault('not-found', `There is no question ${given.number}.`);
  const now = services.clock();
  if (submission.state !== 'answering') throw new Fault('conflict', 'You have submitted your answers.');
  if (isTimeOver(await endOfAttempt(services, submission), now))
    throw new Fault('conflict', 'Your time is over; what was saved before counts.');
  const draft: Draft = { ...given, tenantId, submissionId: id, candidate, savedAt: timestampOf(now), isFinal: false };
  if ((await services.submissions.saveDraft(draft)) === 'saved') return draft;
  const kept = (await services.submissions.drafts(tenantId, id)).find(({ number }) => number === given.number);
  if (kept?.revision === given.revision && kept.answer === given.answer) return kept;
  if (kept?.isFinal === true) throw new Fault('conflict', 'You have submitted your answers.');
  throw new Fault('conflict', `Revision ${kept?.revision ?? 0} is kept already; read it again.`);
}
