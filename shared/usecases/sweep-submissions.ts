import type { Services } from './context.ts';

/** How long a submission may wait before its message counts as lost. */
const stalledAfterMs = 120_000;

/**
 * Looks after every submission that is to be graded: one that has waited long is hinted at again, so that a queue that
 * forgets loses none. Meant to be called at start and on a schedule.
 *
 * @param isQueueEmpty whether the queue is known to hold nothing, as that in memory of a process that has just begun
 */
export async function sweepSubmissions(services: Services, isQueueEmpty = false): Promise<void> {
  const nowMs = services.clock().getTime();
  for (const ref of await services.submissions.active()) {
    const submission = await services.submissions.find(ref.tenantId, ref.id);
    const submittedAt = submission?.submittedAt ?? null;
    if (submission === undefined || submission.state === 'graded' || submittedAt === null) {
      await services.submissions.deactivate(ref);
    } else if (isQueueEmpty || nowMs - Date.parse(submittedAt) > stalledAfterMs) {
      const { tenantId, id: submissionId } = submission;
      await services.queue.send([{ kind: 'grade-submission', tenantId, submissionId }], 0);
    }
  }
}
