import { isTimeOver, type Submission } from '../domain/submission.ts';
import type { Services } from './context.ts';
import { inPortions } from './in-portions.ts';
import { endOfAttempt } from './read-attempt.ts';
import { submitSaved } from './submit-attempt.ts';

/** How long a submission may wait before its message counts as lost. */
const stalledAfterMs = 120_000;

const sweptAtOnce = 10;

/**
 * Looks after every attempt from its start until it is graded. One whose time is over is submitted with what was saved in
 * time, so that none is answered for ever. One that has waited long for its grades, with no worker at it, is hinted at
 * again, so that a queue that forgets loses none. Meant to be called at start and on a schedule.
 *
 * @param isQueueEmpty whether the queue is known to hold nothing, as that in memory of a process that has just begun
 * @throws AggregateError, after the others were looked after
 */
export async function sweepSubmissions(services: Services, isQueueEmpty = false): Promise<void> {
  const failures: unknown[] = [];
  await inPortions(await services.submissions.active(), sweptAtOnce, async (ref) => {
    try {
      await lookAfter(services, ref, isQueueEmpty);
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} submissions could not be looked after`);
}

async function lookAfter(
  services: Services,
  ref: Pick<Submission, 'tenantId' | 'id'>,
  isQueueEmpty: boolean,
): Promise<void> {
  const submission = await services.submissions.find(ref.tenantId, ref.id);
  if (submission === undefined || submission.state === 'graded') return services.submissions.deactivate(ref);
  const now = services.clock();
  if (submission.state === 'answering') {
    if (isTimeOver(await endOfAttempt(services, submission), now)) await submitSaved(services, submission);
    return;
  }
  const { tenantId, id: submissionId, submittedAt, startedAt, lease, dueAt } = submission;
  const heldMs = Math.max(0, (lease?.untilMs ?? 0) - now.getTime());
  const isStalled = heldMs === 0 && now.getTime() - Date.parse(submittedAt ?? startedAt) > stalledAfterMs;
  // After an outage its message comes late on purpose.
  const isPutOff = dueAt !== null && now.getTime() < Date.parse(dueAt);
  if (!isQueueEmpty && (!isStalled || isPutOff)) return;
  // A worker of before may be gone, and its lease not yet.
  await services.queue.send([{ kind: 'grade-submission', tenantId, submissionId }], Math.ceil(heldMs / 1_000));
}
