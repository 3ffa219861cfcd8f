import type { Batch } from '../domain/batch.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import type { Context } from './context.ts';
import { inPortions } from './in-portions.ts';
import { rowResults } from './read-batch-rows.ts';

/** The rows of a batch that answer a kept question and were graded. */
export interface GradedInBatch {
  readonly count: number;
  /** Reads the evaluations of the first `most` of them, in the order of the rows. */
  read(most: number): Promise<readonly { readonly row: number; readonly evaluation: Evaluation }[]>;
}

const rowsAtOnce = 100;

/** Finds the rows of a batch that answer a kept question; none of their evaluations is read before it is asked for. */
export async function evaluationsOfBatch(
  context: Context,
  batch: Batch,
  questionId: QuestionId,
): Promise<GradedInBatch> {
  const works = await context.batches.works({ tenantId: batch.tenantId, batchId: batch.id });
  const { statusOf, read } = await rowResults(context, batch);
  const rows = works
    .filter(({ question, row }) => question === questionId && ['graded', 'needs-review'].includes(statusOf(row) ?? ''))
    .map(({ row }) => row);
  return {
    count: rows.length,
    async read(most) {
      const portions = Array.from({ length: Math.ceil(Math.min(most, rows.length) / rowsAtOnce) }, (_, index) =>
        rows.slice(index * rowsAtOnce, Math.min(most, (index + 1) * rowsAtOnce)),
      );
      const results = (await inPortions(portions, 1, read)).flat();
      return results.flatMap(({ row, evaluation }) => (evaluation === null ? [] : [{ row, evaluation }]));
    },
  };
}
