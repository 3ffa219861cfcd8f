import type { Batch, BatchState } from '../domain/batch.ts';
import { settledIn } from '../domain/batch-shard.ts';
import { Fault } from '../domain/fault.ts';
import type { BatchId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports/batches.ts';
import { usdExactly } from './budget-of-batch.ts';
import { changeBatch } from './change-batch.ts';
import type { Context } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { findBatch } from './read-batch.ts';
import { sendRows } from './send-rows.ts';
import { refuseUnpriced } from './start-batch.ts';

/** What is done again when a batch is set going once more. */
export interface ResumeInput {
  /** The new cap in millionths of a dollar; undefined keeps the old one, null takes it away. */
  readonly budgetUsdMicros?: number | null | undefined;
}

/**
 * Sets a stopped or cancelled batch going again with the rows that are not settled.
 *
 * @throws Fault `not-found`; `conflict` for a batch that is under way; `invalid-request` for a budget that is spent, or that
 * nobody can keep because the price of the model is unknown
 */
export async function resumeBatch(
  context: Context,
  batchId: BatchId,
  { budgetUsdMicros }: ResumeInput,
): Promise<Batch> {
  requireScope(context.principal, 'batches:write');
  const batch = await findBatch(context, batchId);
  const ref = { tenantId: batch.tenantId, batchId };
  const budget = budgetUsdMicros === undefined ? batch.budgetUsdMicros : budgetUsdMicros;
  refuseUnpriced(context, batch.judge, budget);
  if (batch.state !== 'stopped' && batch.state !== 'cancelled')
    throw new Fault('conflict', `The batch is ${batch.state}; only a stopped or cancelled one can be resumed.`);
  await refuseSpent(context, ref, budget);
  const state = batch.rowCount === null ? 'preparing' : 'grading';
  const more = { ...(budgetUsdMicros !== undefined && { budgetUsdMicros }) };
  await setGoing(context, ref, batch, state, more);
  if (state === 'preparing') await context.queue.send([{ kind: 'prepare-batch', ...ref }], 0);
  else await sendRows(context, ref);
  await finishBatch(context, ref);
  return findBatch(context, batchId);
}

/**
 * Tries the failed rows of a finished batch again; rows that can't be graded as they are stay failed.
 *
 * @throws Fault `not-found`; `conflict` for a batch that is under way, or has no failed row that another try could help
 */
export async function retryFailures(context: Context, batchId: BatchId): Promise<Batch> {
  requireScope(context.principal, 'batches:write');
  const batch = await findBatch(context, batchId);
  const ref = { tenantId: batch.tenantId, batchId };
  const failed = (await context.batches.shards(ref)).filter(({ settled }) => settled.failed.size > 0);
  if (batch.state === 'preparing' || batch.state === 'grading')
    throw new Fault('conflict', `The batch is ${batch.state}; wait until it is over, or cancel it.`);
  if (failed.length === 0) throw new Fault('conflict', 'No row has failed that another try could help.');
  // Not `grading` yet: its rows are all settled until the first is taken back, and whoever looks would end it.
  const { run } = await setGoing(context, ref, batch, 'preparing', {});
  for (const { index, settled } of failed) await context.batches.reopenFailed(ref, index, [...settled.failed]);
  await sendRows(context, ref);
  await changeBatch(context, ref, (now) => (now.run === run && endedEarly.has(now.state) ? underWay : null));
  await finishBatch(context, ref);
  return findBatch(context, batchId);
}

async function refuseSpent({ batches }: Context, ref: BatchRef, budgetUsdMicros: number | null): Promise<void> {
  if (budgetUsdMicros === null) return;
  const { spentUsdMicros } = await batches.spending(ref);
  if (budgetUsdMicros > spentUsdMicros) return;
  const detail = `The batch has spent ${usdExactly(spentUsdMicros)} USD; its budget must be more than that.`;
  throw new Fault('invalid-request', detail, { issues: [{ pointer: '/budgetUsdMicros', detail }] });
}

// Where it stands, or where somebody put it who looked while no failed row was taken back yet.
const endedEarly = new Set<BatchState>(['preparing', 'completed', 'completed-with-failures']);
const underWay = { state: 'grading', reason: null, settledAt: null } as const;

async function setGoing(
  context: Context,
  ref: BatchRef,
  seen: Batch,
  state: 'preparing' | 'grading',
  more: Partial<Batch>,
): Promise<Batch> {
  // Among the active ones first: whatever is cut off after this is looked after.
  await context.batches.activate(ref);
  const shards = await context.batches.shards(ref);
  const settled = shards.reduce((sum, shard) => sum + settledIn(shard), 0);
  const begun = await changeBatch(context, ref, (batch) =>
    batch.revision === seen.revision
      ? {
          ...more,
          state,
          run: batch.run + 1,
          reason: null,
          settledAt: null,
          sweptAt: timestampOf(context.clock()),
          sweptSettled: settled,
          sweptHints: 0,
          sweptRows: 0,
          prepareTries: 0,
          troubleSince: null,
        }
      : null,
  );
  if (begun === null)
    throw new Fault('conflict', 'The batch was changed meanwhile; look at it again.', { isPassing: true });
  // And again: whoever was just ending it may have taken it away.
  await context.batches.activate(ref);
  return begun;
}
