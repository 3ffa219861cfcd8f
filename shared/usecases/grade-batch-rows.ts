import type { Batch, BatchUsage } from '../domain/batch.ts';
import type { BatchRow } from '../domain/batch-row.ts';
import { nothingUsed, type SettledAs } from '../domain/batch-shard.ts';
import { Fault } from '../domain/fault.ts';
import type { BatchId, EvaluationId, TenantId } from '../domain/ids.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef } from '../ports.ts';
import { usageOf } from './assemble-evaluation.ts';
import { BudgetReached, budgetOfBatch } from './budget-of-batch.ts';
import { changeBatch } from './change-batch.ts';
import type { Context, Services } from './context.ts';
import { derivedEvaluationId, evaluateUnder } from './evaluate-answer.ts';
import { finishBatch } from './finish-batch.ts';
import type { Judged } from './judge-answer.ts';
import { readQuestion } from './read-question.ts';
import { rowsMessage } from './send-rows.ts';

/** How rows are worked on. */
export interface RowPolicy {
  /** How long a worker has a row for itself. Longer than the judging of one answer can take. */
  readonly leaseMs: number;
  /** How often a row is tried while the provider fails. */
  readonly attemptsMax: number;
  /** The wait before the second try; it doubles with each. */
  readonly retryAfterSeconds: number;
}

export const defaultRowPolicy: RowPolicy = { leaseMs: 300_000, attemptsMax: 5, retryAfterSeconds: 15 };

/**
 * Grades rows of the same work, one after the other. A row is taken by a lease, graded under an id that follows from the
 * batch and the row, kept by a conditional write and counted once, so a message that comes twice, late or after its worker
 * was killed changes nothing and pays nothing. A provider's failure is tried again later and at last is the row's failure,
 * never its grade. Where the budget has no room, the batch stops before the call.
 */
export async function gradeBatchRows(
  services: Services,
  ref: BatchRef,
  rows: readonly number[],
  policy: RowPolicy = defaultRowPolicy,
): Promise<void> {
  for (const row of rows) {
    const batch = await services.batches.find(ref.tenantId, ref.batchId);
    if (batch?.state !== 'grading' && batch?.state !== 'preparing') return;
    const nowMs = services.clock().getTime();
    const untilMs = nowMs + policy.leaseMs;
    const claim = await services.batches.claim(ref, row, { nowMs, untilMs });
    if (claim.outcome === 'settled') await finishBatch(services, ref);
    if (claim.outcome !== 'claimed') continue;
    const outcome = await gradeRow(services, batch, row).catch(async (error: unknown): Promise<RowOutcome> => {
      await services.batches.release(ref, row, untilMs, nothingUsed);
      if (claim.attempts < policy.attemptsMax || isOutOfReach(error)) throw error;
      // A bug, told by each try before: it must not keep the others waiting. Its message may quote an answer.
      return { outcome: 'failed', reason: `internal error (${error instanceof Error ? error.name : 'unknown'})` };
    });
    switch (outcome.outcome) {
      case 'settled':
        await settle(services, ref, row, outcome.as, outcome.usage);
        break;
      case 'failed':
        await fail(services, ref, row, claim.attempts, outcome.reason, nothingUsed);
        break;
      case 'budget-reached':
        await services.batches.release(ref, row, untilMs, nothingUsed);
        await stop(services, ref, outcome.reason);
        return;
      case 'outage':
        if (claim.attempts >= policy.attemptsMax) {
          await fail(services, ref, row, claim.attempts, outcome.reason, outcome.usage);
          break;
        }
        await services.batches.release(ref, row, untilMs, outcome.usage);
        await services.queue.send([rowsMessage(ref, [row])], policy.retryAfterSeconds * 2 ** (claim.attempts - 1));
        break;
    }
  }
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

type RowOutcome =
  | { readonly outcome: 'settled'; readonly as: SettledAs; readonly usage: BatchUsage }
  | { readonly outcome: 'failed' | 'budget-reached'; readonly reason: string }
  | { readonly outcome: 'outage'; readonly reason: string; readonly usage: BatchUsage };

async function gradeRow(services: Services, batch: Batch, number: number): Promise<RowOutcome> {
  const { tenantId, id: batchId } = batch;
  const row = await services.batches.row({ tenantId, batchId }, number);
  if (row === undefined) throw new Error(`Row ${number} of ${batchId} is counted and not kept.`);
  const context: Context = {
    ...services,
    model: services.model === null ? null : budgetOfBatch(services, batch, services.model),
    principal: { tenantId, keyId: batch.createdBy, scopes: [] },
  };
  try {
    const { evaluation } = await evaluateUnder(
      context,
      { question: askedIn(row), answer: row.answer, candidate: row.candidate, judge: batch.judge },
      await questionOf(context, row),
      () => rowEvaluationId(services, tenantId, batchId, number),
      (judged) => refuseOutage(services, judged),
    );
    const as = evaluation.status === 'graded' ? 'graded' : 'needsReview';
    return { outcome: 'settled', as, usage: evaluation.usage };
  } catch (error) {
    if (error instanceof BudgetReached) return { outcome: 'budget-reached', reason: error.message };
    if (error instanceof Outage) return { outcome: 'outage', reason: error.message, usage: error.usage };
    if (error instanceof Fault && !isOutOfReach(error)) return { outcome: 'failed', reason: error.message };
    throw error;
  }
}

// Nothing of the row's: whoever told of it tells again.
function isOutOfReach(error: unknown): boolean {
  return error instanceof Fault && error.kind === 'unavailable';
}

function askedIn({ question }: BatchRow) {
  return question.source === 'kept' ? question : { source: 'inline' as const, content: question.content };
}

async function questionOf(context: Context, { question }: BatchRow) {
  if (question.source === 'inline') return { content: question.content, id: null, version: null };
  const { id, version } = question;
  return { content: await readQuestion(context, id, version), id, version };
}

/** Thrown instead of keeping what a provider that fails has left unjudged. */
class Outage extends Error {
  override readonly name = 'Outage';
  readonly usage: BatchUsage;

  constructor(reason: string, usage: BatchUsage) {
    super(reason);
    this.usage = usage;
  }
}

// Only where no call was answered: what a model refuses or garbles is an outcome that a person sees.
function refuseOutage(services: Services, { judgement, work }: Judged): void {
  if (!judgement.doubts.includes('model-unavailable')) return;
  const last = judgement.calls.at(-1);
  const reason = `the provider failed: ${last?.outcome ?? 'no reply'}${last?.detail ? ` (${last.detail})` : ''}`;
  throw new Outage(reason, usageOf(judgement.calls, work.model, services.priceOf));
}

async function settle(services: Services, ref: BatchRef, row: number, as: SettledAs, usage: BatchUsage): Promise<void> {
  const { isShardDone } = await services.batches.settle(ref, row, as, usage);
  if (isShardDone) await finishBatch(services, ref);
}

async function fail(
  services: Services,
  ref: BatchRef,
  row: number,
  attempts: number,
  reason: string,
  usage: BatchUsage,
): Promise<void> {
  const kept = await services.batches.row(ref, row);
  const place = { row, line: kept?.line ?? row, column: kept?.column ?? null };
  // Before it is counted: what is failed says why.
  await services.batches.addFailures(ref, [{ ...place, kind: 'failed', reason, attempts }]);
  await settle(services, ref, row, 'failed', usage);
}

async function stop(services: Services, ref: BatchRef, reason: string): Promise<void> {
  const stopped = await changeBatch(services, ref, ({ state }) =>
    state === 'grading' || state === 'preparing'
      ? { state: 'stopped', reason, settledAt: timestampOf(services.clock()) }
      : null,
  );
  if (stopped !== null) await finishBatch(services, ref);
}
