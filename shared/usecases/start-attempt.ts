import { objectionToStart } from '../domain/assessment.ts';
import { Fault } from '../domain/fault.ts';
import type { Invitation } from '../domain/invitation.ts';
import { begun, submissionIdOf } from '../domain/submission.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Services } from './context.ts';
import { assessmentOf } from './read-assessment.ts';
import { type Attempt, readAttempt } from './read-attempt.ts';

/**
 * Starts the one attempt of a candidate, who has read the notice, and their time. Starting again changes nothing.
 *
 * @throws Fault `conflict` where the assessment is not open, or the invitation has expired
 */
export async function startAttempt(services: Services, invitation: Invitation): Promise<Attempt> {
  const { tenantId, id, assessmentId, expiresAt } = invitation;
  if ((await services.submissions.find(tenantId, submissionIdOf(id))) === undefined) {
    const assessment = await assessmentOf(services, tenantId, assessmentId);
    const now = services.clock();
    const late = expiresAt <= timestampOf(now) ? 'This invitation has expired.' : null;
    const objection = objectionToStart(assessment, timestampOf(now)) ?? late;
    if (objection !== null) throw new Fault('conflict', objection);
    // Of two who start at the same time, both are in the attempt of the first.
    await services.submissions.create(begun(assessment, invitation, now));
  }
  const attempt = await readAttempt(services, invitation);
  // Looked after from here on, so that it ends with its time. Whoever got no reply starts again.
  if (attempt.submission?.state === 'answering') await services.submissions.activate(attempt.submission);
  return attempt;
}
