import type { Batch, BatchUsage } from '../domain/batch.ts';
import type { BatchRow } from '../domain/batch-row.ts';
import { nothingUsed, type SettledAs } from '../domain/batch-shard.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { EvaluationId } from '../domain/ids.ts';
import { usageOf } from './assemble-evaluation.ts';
import { BudgetInUse, BudgetStop, budgetOfBatch } from './budget-of-batch.ts';
import type { Context, Services } from './context.ts';
import { evaluateUnder } from './evaluate-answer.ts';
import type { Judged } from './judge-answer.ts';
import { MonthSpent, reasonOf } from './month-spent.ts';
import { readQuestion } from './read-question.ts';
import { type Trouble, troubleIn } from './watched-model.ts';

/** What came of judging a row. In an `outage` no call was answered; `attempts` is how often the last one was tried. A budget that is `isFinal` has no room, whatever calls in flight give back. */
export type RowOutcome =
  | { readonly outcome: 'settled'; readonly as: SettledAs; readonly usage: BatchUsage }
  | { readonly outcome: 'budget-reached'; readonly reason: string; readonly isFinal: boolean }
  | { readonly outcome: 'failed'; readonly reason: string; readonly usage: BatchUsage }
  | {
      readonly outcome: 'outage';
      readonly reason: string;
      readonly usage: BatchUsage;
      readonly attempts: number;
      readonly trouble: Trouble | null;
    };

/**
 * Judges a row and keeps its evaluation under the id.
 *
 * @param isFirst nobody has tried before, so there is nothing to look for
 * @throws whatever is nothing of the row's: bugs, and Fault `unavailable`
 */
export async function judgeBatchRow(
  services: Services,
  batch: Batch,
  number: number,
  id: EvaluationId,
  isFirst: boolean,
): Promise<RowOutcome> {
  const { tenantId, id: batchId } = batch;
  const earlier = isFirst ? undefined : await services.evaluations.find(tenantId, id);
  // Graded by a worker that was cut off before it could count it, finished or not: it was paid for, and it stands.
  if (earlier !== undefined) return settledBy(earlier);
  const row = await services.batches.row({ tenantId, batchId }, number);
  // Rows are kept before they are counted: its candidate was erased since.
  if (row === undefined) return { outcome: 'settled', as: 'erased', usage: nothingUsed };
  const context: Context = {
    ...services,
    ...budgetOfBatch(services, batch),
    principal: { tenantId, keyId: batch.createdBy, scopes: [] },
  };
  try {
    const { evaluation } = await evaluateUnder(
      context,
      { answer: row.answer, candidate: row.candidate, judge: batch.judge },
      await questionOf(context, row),
      () => id,
      { isNew: true, batchRow: { batchId, row: number }, refuse: (judged) => refuseOutage(services, judged) },
    );
    return settledBy(evaluation);
  } catch (error) {
    if (error instanceof BudgetStop) return { outcome: 'budget-reached', reason: error.reason, isFinal: true };
    if (error instanceof MonthSpent)
      return { outcome: 'budget-reached', reason: reasonOf(error), isFinal: error.isFinal };
    if (error instanceof BudgetInUse) return { outcome: 'budget-reached', reason: error.message, isFinal: false };
    if (error instanceof Outage) {
      const { message: reason, usage, attempts, trouble } = error;
      return { outcome: 'outage', reason, usage, attempts, trouble };
    }
    if (error instanceof Fault && !isOutOfReach(error))
      return { outcome: 'failed', reason: error.message, usage: nothingUsed };
    throw error;
  }
}

/** How a row is settled that has this evaluation. */
export function settledBy({ status, usage }: Evaluation): RowOutcome {
  return { outcome: 'settled', as: status === 'graded' ? 'graded' : 'needsReview', usage };
}

/** Whether a failure is nothing of the row's: whoever told of it tells again. */
export function isOutOfReach(error: unknown): boolean {
  return error instanceof Fault && error.kind === 'unavailable';
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
  readonly attempts: number;
  readonly trouble: Trouble | null;

  constructor(reason: string, usage: BatchUsage, attempts: number, trouble: Trouble | null) {
    super(reason);
    this.usage = usage;
    this.attempts = attempts;
    this.trouble = trouble;
  }
}

// Only where no call was answered: what a model refuses or garbles is an outcome that a person sees.
function refuseOutage(services: Services, { judgement, work }: Judged): void {
  if (!judgement.doubts.includes('model-unavailable')) return;
  const last = judgement.calls.at(-1);
  const reason = `the provider failed: ${last?.outcome ?? 'no reply'}${last?.detail ? ` (${last.detail})` : ''}`;
  throw new Outage(
    reason,
    usageOf(judgement.calls, work.model, services.priceOf),
    last?.attempts ?? 1,
    last === undefined ? null : troubleIn(last),
  );
}
