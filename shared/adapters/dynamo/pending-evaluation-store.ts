import { type PendingEvaluation, pendingKeptMs } from '../../domain/pending-evaluation.ts';
import type { PendingEvaluationStore } from '../../ports/evaluations.ts';
import type { TableClient } from './client.ts';
import { dueItems } from './due-items.ts';
import { eraseItem, isFree, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, ofPerson } from './keys.ts';
import { follows } from './revision.ts';
import { table as declared } from './table.ts';

/**
 * Pending evaluations in the table, one item each, which is in the list of those to look after while it waits. After a lost
 * reply `create` may say `exists` and `replace` may say `stale` of a write that was the caller's own.
 */
export function dynamoPendingEvaluationStore(table: TableClient): PendingEvaluationStore {
  return {
    find: (ref) => readItem(table, keys.pendingEvaluation(ref), items.pendingEvaluation),
    create: async (pending) => ((await writeItem(table, itemOf(pending), isFree(table))) ? 'created' : 'exists'),
    replace: async (previous, next) =>
      (await writeItem(table, itemOf(next), follows(previous.revision + 1))) ? 'replaced' : 'stale',
    erase: (ref) => eraseItem(table, keys.pendingEvaluation(ref)),
    // "$" stands right after the "#" that follows the time, "~" after every time.
    async due(now, limit) {
      const end = now === null ? '~' : `${now}$`;
      const due = await dueItems(table, lists.pendingEvaluations(), items.pendingEvaluation, end, limit);
      return { pending: due.values, unreadable: due.malformed };
    },
  };
}

function itemOf(pending: PendingEvaluation): Record<string, unknown> {
  const { tenantId, id, candidate, requestedAt, state, dueAt, lease, revision } = pending;
  // Nobody is to look after what a worker has, before its lease has ended.
  const leasedUntil = lease === null ? dueAt : new Date(lease.untilMs).toISOString();
  const lookAt = leasedUntil > dueAt ? leasedUntil : dueAt;
  return {
    ...keys.pendingEvaluation({ tenantId, evaluationId: id }),
    ...items.pendingEvaluation.encode(pending),
    ...(state === 'waiting' && listed(lists.pendingEvaluations(), `${lookAt}#${tenantId}#${id}`)),
    ...ofPerson(tenantId, candidate, `pending-evaluation#${id}`),
    ...{ createdAt: requestedAt, revision },
    ...{ [declared.expiryAttribute]: Math.ceil((Date.parse(requestedAt) + pendingKeptMs) / 1000) },
  };
}
