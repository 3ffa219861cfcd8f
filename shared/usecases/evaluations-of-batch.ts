import type { Batch } from '../domain/batch.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import type { Context } from './context.ts';
import { inPortions } from './in-portions.ts';
import { rowResults } from './read-batch-rows.ts';

const rowsAtOnce = 100;

/** The evaluations of the rows of a batch that answer a kept question, in the order of the rows. */
export async function evaluationsOfBatch(
  context: Context,
  batch: Batch,
  questionId: QuestionId,
): Promise<{ readonly row: number; readonly evaluation: Evaluation }[]> {
  const works = await context.batches.works({ tenantId: batch.tenantId, batchId: batch.id });
  const rows = works.filter(({ question }) => question === questionId).map(({ row }) => row);
  const read = await rowResults(context, batch);
  const portions = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) =>
    rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
  const results = (await inPortions(portions, 1, read)).flat();
  return results.flatMap(({ row, evaluation }) => (evaluation === null ? [] : [{ row, evaluation }]));
}
