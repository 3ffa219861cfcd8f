import { timestampOf } from '../domain/timestamp.ts';
import type { WorkMessage } from '../domain/work-message.ts';
import type { Services } from './context.ts';
import { hintAfterMs } from './evaluate-pending.ts';

const sweptMax = 500;
const patienceMsMax = 3_600_000;

type Tools = Pick<Services, 'pendingEvaluations' | 'queue' | 'clock'>;

/**
 * Looks after pending evaluations: those that no worker has taken for a while, or whose worker is gone, are hinted at again, so
 * that a queue that forgets loses nothing. One that only waits behind others is hinted at less and less often, down to once an
 * hour. Meant to be called at start and on a schedule; two sweeps at once hint twice at worst.
 *
 * @throws AggregateError, after the others were looked after, where some can't be read
 */
export async function sweepEvaluations({ pendingEvaluations, queue, clock }: Tools): Promise<void> {
  const now = clock();
  const { pending, unreadable } = await pendingEvaluations.due(timestampOf(now), sweptMax);
  const messages: WorkMessage[] = [];
  for (const one of pending) {
    const waitedMs = now.getTime() - Date.parse(one.requestedAt);
    const patienceMs = Math.min(patienceMsMax, Math.max(hintAfterMs, waitedMs));
    const dueAt = timestampOf(new Date(now.getTime() + patienceMs));
    const next = { ...one, lease: null, dueAt, revision: one.revision + 1 };
    // Whoever has changed it looks after it.
    if ((await pendingEvaluations.replace(one, next)) === 'stale') continue;
    messages.push({ kind: 'evaluate', tenantId: one.tenantId, evaluationId: one.id });
  }
  if (messages.length > 0) await queue.send(messages, 0);
  if (unreadable.length > 0)
    throw new AggregateError(unreadable, `${unreadable.length} pending evaluations are malformed`);
}

/**
 * Counts the evaluations that an earlier process has left pending.
 *
 * @param isAlone no other process works on them: they are free, and due, at once
 */
export async function takeOverEvaluations({ pendingEvaluations, clock }: Tools, isAlone: boolean): Promise<number> {
  const { pending } = await pendingEvaluations.due(null, sweptMax);
  if (!isAlone) return pending.length;
  for (const one of pending) {
    const next = { ...one, lease: null, dueAt: timestampOf(clock()), revision: one.revision + 1 };
    await pendingEvaluations.replace(one, next);
  }
  return pending.length;
}
