import { Fault } from '../domain/fault.ts';
import type { Invitation } from '../domain/invitation.ts';
import { type AppealTarget, appealUnder } from './appeal-point.ts';
import type { Services } from './context.ts';
import { submissionOf } from './read-attempt.ts';
import { type AppealSeen, appealSeen, releasableOf } from './read-results.ts';

/** What a candidate appeals against: an answer, and a point by its number in the feedback that they were shown. */
export interface ResultAppeal {
  readonly number: number;
  readonly point: number;
  readonly reason: string;
}

/**
 * Asks for a person to look at one point of a candidate's own answer, once. What was shown stays, and no mark changes before
 * somebody decides. Points go by their numbers: their ids would give away what the reference says.
 *
 * @throws Fault `not-found` for a number that no question has; `invalid-request` for a point that the feedback does not
 * have; `conflict` before the start, while the feedback is not released, and for a point that was appealed already
 */
export async function appealResult(
  services: Services,
  invitation: Invitation,
  given: ResultAppeal,
): Promise<AppealSeen> {
  const find = () => shownPoint(services, invitation, given);
  const { appeal, evaluation } = await appealUnder(services, invitation.id, given.reason, find);
  return appealSeen(evaluation, appeal);
}

// What the feedback does not show can't be appealed: else trying would tell how many points there are.
async function shownPoint(services: Services, invitation: Invitation, given: ResultAppeal): Promise<AppealTarget> {
  const submission = await submissionOf(services, invitation);
  const { number, point } = given;
  if (number > submission.questions.length) throw new Fault('not-found', `There is no question ${number}.`);
  const { release, evaluations } = await releasableOf(services, submission);
  if (release.state === 'held') throw new Fault('conflict', release.message);
  if (release.what === 'score') throw new Fault('conflict', 'The feedback on your answers was not released.');
  const evaluation = evaluations[number - 1];
  const isShown = evaluation?.feedback.points.some((note) => note.number === point) === true;
  const verdict = evaluation?.verdicts[point - 1];
  if (evaluation === undefined || !isShown || verdict === undefined) {
    const issues = [{ pointer: '/point', detail: 'is no point of the feedback on this answer' }];
    throw new Fault('invalid-request', 'Only a point of the feedback can be appealed.', { issues });
  }
  return { evaluation, keyPointId: verdict.keyPointId, name: point };
}
