import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { limits } from '../domain/limits.ts';
import type { ReviewEntry } from '../domain/review.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Reviewed } from '../evaluation/reviewed-evaluation.ts';
import { machineMarks } from '../evaluation/reviewed-marks.ts';
import { announce } from './announce.ts';
import type { Services } from './context.ts';

/**
 * What every new entry of an evaluation's history says: its number, when, by whom, and the judge's marks.
 *
 * @throws Fault `conflict` where the history is as long as it may be
 */
export function entryStart(
  { clock }: Pick<Services, 'clock'>,
  by: ReviewEntry['by'],
  evaluation: Evaluation,
): Pick<ReviewEntry, 'number' | 'at' | 'by' | 'machine'> {
  const number = (evaluation.review?.last.number ?? 0) + 1;
  if (number > limits.reviewsOfEvaluationMax)
    throw new Fault('conflict', `The evaluation ${evaluation.id} was reviewed ${number - 1} times already.`);
  return { number, at: timestampOf(clock()), by, machine: machineMarks(evaluation) };
}

/**
 * Writes what a person did, in one conditional step: only where the evaluation is still as it was read. The newest entry
 * lies in the evaluation, so none is lost; the one before it is put into the history first. The row of a batch is counted
 * anew, and whoever wants to be told of it is.
 */
export async function writeReview(
  services: Services,
  previous: Evaluation,
  next: Reviewed,
): Promise<'written' | 'stale'> {
  if (previous.review !== null) await services.reviews.keep(previous, previous.review.last);
  if ((await services.evaluations.replace(previous, next)) === 'stale') return 'stale';
  await recountRow(services, next);
  const { tenantId, id, status } = next;
  const { last } = next.review;
  const isAppeal = last.kind === 'appeal';
  await announce(services, tenantId, {
    key: `${id} review ${last.number} ${last.at}`,
    type: isAppeal ? 'appeal.opened' : 'evaluation.reviewed',
    data: {
      evaluationId: id,
      questionId: next.question.id,
      kind: last.kind,
      status,
      ...('appealId' in last && { appealId: last.appealId, keyPointId: last.keyPointId }),
    },
  });
  return 'written';
}

// Whoever wrote after this one may have counted before it: the last to count looks once more.
async function recountRow(services: Services, { tenantId, id, batchRow, status }: Evaluation): Promise<void> {
  if (batchRow === null) return;
  const { batchId, row } = batchRow;
  await services.batches.recount({ tenantId, batchId }, row, status === 'graded' ? 'graded' : 'needsReview');
  const current = await services.evaluations.find(tenantId, id);
  if (current !== undefined && current.status !== status) await recountRow(services, current);
}
