import { isOver } from '../domain/batch.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { BatchId, QuestionId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context } from './context.ts';
import { evaluationsOfBatch } from './evaluations-of-batch.ts';
import { previewRegrade, type RegradeWithEntries } from './preview-regrade.ts';
import { findBatch } from './read-batch.ts';

export interface RegradeBatchRequest {
  readonly questionId: QuestionId;
  /** Null for the latest. */
  readonly toVersion: number | null;
}

/**
 * Grades all answers of a batch to one question again after an edit of it; nothing changes before the regrade is applied.
 *
 * @throws Fault as `previewRegrade`; `not-found` for a batch that is not the tenant's; `conflict` for one that is under way;
 * `invalid-request` when it has no graded answer to the question, or more than are regraded at once
 */
export async function regradeBatch(
  context: Context,
  batchId: BatchId,
  { questionId, toVersion }: RegradeBatchRequest,
): Promise<RegradeWithEntries> {
  requireScope(context.principal, 'regrades:write');
  const batch = await findBatch(context, batchId);
  if (!isOver(batch)) throw new Fault('conflict', `The batch is ${batch.state}; it can be regraded when it is over.`);
  const graded = await evaluationsOfBatch(context, batch, questionId);
  const [first] = graded;
  if (first === undefined) throw refusal(`The batch has no graded answer to ${questionId}.`);
  if (graded.length > limits.regradeAnswersMax)
    throw refusal(
      `The batch has ${graded.length} answers to ${questionId}, and ${limits.regradeAnswersMax} at most are regraded at once; name evaluations of the question instead.`,
    );
  return previewRegrade(context, {
    questionId,
    fromVersion: versionIn(first.evaluation),
    toVersion,
    evaluationIds: graded.map(({ evaluation }) => evaluation.id),
    newest: graded.length,
    batchId,
  });
}

function versionIn({ question }: Evaluation): number {
  return question.version ?? 1;
}

function refusal(detail: string): Fault {
  return new Fault('invalid-request', detail, { issues: [{ pointer: '/questionId', detail }] });
}
