import type { BatchId, QuestionId } from '../domain/ids.ts';
import type { Context } from './context.ts';
import { evaluationsOfBatch } from './evaluations-of-batch.ts';

/** Counts the graded rows of a batch to a question anew, after their evaluations were changed. Nothing happens without the batch. */
export async function recountBatch(context: Context, batchId: BatchId, questionId: QuestionId): Promise<void> {
  const { tenantId } = context.principal;
  const batch = await context.batches.find(tenantId, batchId);
  if (batch === undefined) return;
  const graded = await evaluationsOfBatch(context, batch, questionId);
  for (const { row, evaluation } of await graded.read(graded.count))
    await context.batches.recount(
      { tenantId, batchId },
      row,
      evaluation.status === 'graded' ? 'graded' : 'needsReview',
    );
}
