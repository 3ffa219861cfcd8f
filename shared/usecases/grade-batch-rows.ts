import { type Batch, type BatchUsage, isOver } from '../domain/batch.ts';
import { nothingUsed } from '../domain/batch-shard.ts';
import type { BatchId, EvaluationId, TenantId } from '../domain/ids.ts';
import { delaySecondsMax } from '../domain/work-message.ts';
import type { BatchRef } from '../ports/batches.ts';
import { usageOf } from './assemble-evaluation.ts';
import { modelOfTenant } from './budget-of-tenant.ts';
import { cappedModel } from './capped-model.ts';
import type { Services } from './context.ts';
import { derivedEvaluationId } from './evaluate-answer.ts';
import { finishBatch } from './finish-batch.ts';
import { heldLease } from './held-lease.ts';
import { bestEffort } from './judge-answer.ts';
import { isOutOfReach, judgeBatchRow, type RowOutcome, settledBy } from './judge-batch-row.ts';
import { type ProviderHealth, providerHealth } from './provider-health.ts';
import { rememberedFor, withShortMemory } from './remembered-for.ts';
import { rowsMessage } from './send-rows.ts';
import { failRow, stopBatch } from './settle-row.ts';
import { troubleIn } from './watched-model.ts';

/** How rows are worked on. */
export interface RowPolicy {
  /** How long a row stays with a worker that has vanished. One that is alive prolongs its lease. */
  readonly leaseMs: number;
  /** How often a row is tried while the provider fails. */
  readonly attemptsMax: number;
  /** The wait before the second try; it doubles with each. */
  readonly retryAfterSeconds: number;
}

export const defaultRowPolicy: RowPolicy = { leaseMs: 90_000, attemptsMax: 5, retryAfterSeconds: 15 };

/** Beyond the tries that a policy allows: how many workers may vanish with a row before it is taken for the reason. */
const vanishedMax = 10;

/** How long a call waits for others to give back what they did not need of a budget. */
const budgetInUseSeconds = 5;

/** How long a cancellation, a calibration or a mark may take until a worker heeds it. */
const rememberedMs = 2_000;

/** Grades rows of a batch that a message names. */
export type BatchGrader = (ref: BatchRef, rows: readonly number[]) => Promise<void>;

/**
 * Makes a grader, one for a process: what all rows need is read once in two seconds.
 *
 * Rows of the same work are graded one after the other. A row is taken by a lease, graded under an id that follows from the
 * batch and the row, kept by a conditional write and counted once, so a message that comes twice, late or after its worker
 * was killed changes nothing and pays nothing. A provider's failure is tried again later and at last is the row's failure,
 * never its grade. Where the budget has no room, the batch stops before the call.
 */
export function batchGrader(services: Services, policy: RowPolicy = defaultRowPolicy): BatchGrader {
  const remembered = () => rememberedFor(rememberedMs, services.clock, services.batches.find);
  let find = remembered();
  const remembering = withShortMemory(services, rememberedMs);
  const health = providerHealth(services, policy.retryAfterSeconds, () => {
    find = remembered();
  });
  // What is over may have been set going again this moment.
  const current = async ({ tenantId, batchId }: BatchRef): Promise<Batch | undefined> => {
    const batch = await find(tenantId, batchId);
    return batch === undefined || isOver(batch) ? services.batches.find(tenantId, batchId) : batch;
  };
  return async (ref, rows) => {
    let isToFinish = false;
    for (const index of rows.keys()) {
      const batch = await current(ref);
      if (batch === undefined || isOver(batch)) break;
      const rest = rows.slice(index);
      const seconds = batch.judge === 'llm' ? health.pauseSeconds(batch) : 0;
      if (seconds > 0) {
        await services.queue.send([rowsMessage(ref, rest)], seconds);
        break;
      }
      const step = await stepThrough(remembering, policy, health, batch, rest);
      isToFinish ||= step === 'shard-done';
      if (step !== 'stop') continue;
      // It may be because the batch is not what it was.
      find = remembered();
      break;
    }
    if (isToFinish) await finishBatch(services, ref);
  };
}

/** The id of the evaluation of a row: known before there is one. */
export function rowEvaluationId(
  tools: Pick<Services, 'sha256'>,
  tenantId: TenantId,
  batchId: BatchId,
  row: number,
): EvaluationId {
  return derivedEvaluationId(tools, [tenantId, batchId, row]);
}

// Whether the rest of the message is to be worked on, and whether the batch may be at its end.
type Step = 'go-on' | 'shard-done' | 'stop';

// `rest` are the rows of the message that are left: the first is worked on.
async function stepThrough(
  services: Services,
  policy: RowPolicy,
  health: ProviderHealth,
  batch: Batch,
  rest: readonly number[],
): Promise<Step> {
  const [row] = rest;
  if (row === undefined) return 'stop';
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  const nowMs = services.clock().getTime();
  const lease = { nowMs, untilMs: nowMs + policy.leaseMs };
  const claim = await services.batches.claim(ref, row, lease);
  // Whoever has it goes on with the rest, which is of the same work: two at once would both pay for it.
  if (claim.outcome === 'held') return 'stop';
  if (claim.outcome === 'settled') return claim.isShardDone ? 'shard-done' : 'go-on';
  const { attempts } = claim;
  const failed = async (reason: string, usage: BatchUsage): Promise<Step> =>
    stepAfter(await failRow(services, ref, row, attempts, reason, usage));
  if (attempts > policy.attemptsMax + vanishedMax)
    return failed('no worker that took this row came to an end with it', nothingUsed);
  const id = rowEvaluationId(services, ref.tenantId, ref.batchId, row);
  const tenants = modelOfTenant(services, ref.tenantId);
  const model = tenants === null ? null : cappedModel(tenants, Number.POSITIVE_INFINITY);
  const used = (): BatchUsage => usageOf(model?.calls ?? [], model?.name ?? null, services.priceOf);
  const held = heldLease(
    services,
    (from, to) => services.batches.renew(ref, row, from, to),
    lease.untilMs,
    policy.leaseMs,
  );
  const outcome = await judgeBatchRow({ ...services, model }, batch, row, id, attempts === 1).catch(
    async (error: unknown): Promise<RowOutcome> => {
      const kept = await bestEffort(() => services.evaluations.find(ref.tenantId, id));
      if (kept !== undefined) return settledBy(kept);
      const usage = used();
      if (attempts >= policy.attemptsMax && !isOutOfReach(error)) {
        // A bug, told by each try before: it must not keep the others waiting. Its message may quote an answer.
        const reason = `internal error (${error instanceof Error ? error.name : 'unknown'})`;
        return { outcome: 'failed', reason, usage };
      }
      // One that asked nothing was none: the table was out of reach.
      await services.batches.release(ref, row, await held.end(), usage, usage.calls > 0 || !isOutOfReach(error));
      throw error;
    },
  );
  const untilMs = await held.end();
  if (model?.calls.some((call) => troubleIn(call) === null)) await bestEffort(() => health.answered(batch));
  switch (outcome.outcome) {
    case 'settled':
      return stepAfter(await services.batches.settle(ref, row, outcome.as, outcome.usage));
    case 'failed':
      return failed(outcome.reason, outcome.usage);
    case 'budget-reached':
      await services.batches.release(ref, row, untilMs, used(), false);
      // It may have been set going again, with more to spend.
      if (!outcome.isFinal || !(await stopBatch(services, batch, outcome.reason)))
        await services.queue.send([rowsMessage(ref, rest)], outcome.isFinal ? 0 : budgetInUseSeconds);
      return 'stop';
    case 'outage': {
      const { trouble, usage } = outcome;
      const remedy = trouble === null ? { kind: 'row' as const } : await health.failed(batch, row, trouble);
      if (remedy.kind !== 'row') {
        await services.batches.release(ref, row, untilMs, usage, false);
        if (remedy.kind === 'pause') await services.queue.send([rowsMessage(ref, rest)], remedy.seconds);
        else if (!(await stopBatch(services, batch, remedy.reason)))
          await services.queue.send([rowsMessage(ref, rest)], 0);
        return 'stop';
      }
      if (attempts >= policy.attemptsMax) return failed(outcome.reason, outcome.usage);
      await services.batches.release(ref, row, untilMs, outcome.usage, true);
      // With the rows of the same work, in one message: the first that is answered serves them all.
      await services.queue.send([rowsMessage(ref, rest)], retryDelaySeconds(policy, attempts));
      return 'stop';
    }
  }
}

function retryDelaySeconds({ retryAfterSeconds }: RowPolicy, attempts: number): number {
  return Math.min(delaySecondsMax, retryAfterSeconds * 2 ** (attempts - 1));
}

function stepAfter({ isShardDone }: { readonly isShardDone: boolean }): Step {
  return isShardDone ? 'shard-done' : 'go-on';
}
