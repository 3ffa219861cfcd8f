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
import { readQuestion } from './read-question.ts';

export interface RegradeBatchRequest {
  readonly questionId: QuestionId;
  /** Null for the latest. */
  readonly toVersion: number | null;
}

/**
 * Grades all answers of a batch to one question again after an edit of it, but those that are graded by that version
 * already; nothing changes before the regrade is applied.
 *
 * @throws Fault as `previewRegrade`; `not-found` for a batch that is not the tenant's; `conflict` for one that is under way;
 * `invalid-request` when it has no graded answer to the question, more than are regraded at once, none but of the wanted
 * version already, or those of several versions
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
  if (graded.count === 0) throw refusal(`The batch has no graded answer to ${questionId}.`);
  if (graded.count > limits.regradeAnswersMax)
    throw refusal(
      `The batch has ${graded.count} answers to ${questionId}, and ${limits.regradeAnswersMax} at most are regraded at once; name evaluations of the question instead.`,
    );
  const { version } = await readQuestion(context, questionId, toVersion);
  // An earlier regrade that was applied moved these, and may have left out others.
  const all = (await graded.read(graded.count)).map(({ evaluation }) => evaluation);
  const behind = all.filter((evaluation) => versionIn(evaluation) !== version);
  const [fromVersion, ...others] = [...new Set(behind.map(versionIn))].sort((a, b) => a - b);
  if (fromVersion === undefined)
    throw refusal(`The answers of the batch to ${questionId} are graded by version ${version} already.`);
  if (others.length > 0)
    throw refusal(
      `The batch has answers graded by the versions ${[fromVersion, ...others].join(', ')} of ${questionId}, and those of one version are regraded at a time; name evaluations of the question instead.`,
    );
  return previewRegrade(context, {
    questionId,
    fromVersion,
    toVersion: version,
    evaluationIds: behind.map(({ id }) => id),
    newest: behind.length,
    batchId,
  });
}

function versionIn({ question }: Evaluation): number {
  return question.version ?? 1;
}

function refusal(detail: string): Fault {
  return new Fault('invalid-request', detail, { issues: [{ pointer: '/questionId', detail }] });
}
