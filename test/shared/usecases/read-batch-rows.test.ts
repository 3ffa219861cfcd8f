import { expect, test } from 'vitest';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import type { BatchStore } from '../../../shared/ports/batches.ts';
import type { EvaluationStore } from '../../../shared/ports/evaluations.ts';
import { createQuestion } from '../../../shared/usecases/create-question.ts';
import { readBatchRows } from '../../../shared/usecases/read-batch-rows.ts';
import { readSimilarAnswers } from '../../../shared/usecases/read-similar-answers.ts';
import { regradeBatch } from '../../../shared/usecases/regrade-batch.ts';
import { goodAnswers, rowsWith, useBatchEngine } from '../../support/batch-engine.ts';
import { indexQuestion } from '../../support/llm-grader.ts';

const newEngine = useBatchEngine();

/** A store that says how many rows it was asked for. */
function counted(batches: BatchStore): { readonly batches: BatchStore; readonly asked: number[] } {
  const asked: number[] = [];
  const rows: BatchStore['rows'] = (ref, first, last) => {
    asked.push(last - first + 1);
    return batches.rows(ref, first, last);
  };
  return { asked, batches: { ...batches, rows } };
}

test('rows of one status are read by themselves, and what lies between them is not', async () => {
  const engine = newEngine();
  const rows = rowsWith(goodAnswers(40)).map((row, index) =>
    [0, 1, 20, 39].includes(index) ? { candidate: row['candidate'], answer: 'No question.' } : row,
  );
  const ref = await engine.start(rows);
  await engine.workOff();
  const { batches, asked } = counted(engine.context.batches);
  const request = { status: 'failed', after: 0, limit: 100 } as const;
  const page = await readBatchRows({ ...engine.context, batches }, ref.batchId, request);
  expect(page.next).toBeNull();
  expect(page.rows.map(({ row, failure }) => [row, failure?.candidate, failure?.reason])).toEqual(
    [1, 2, 21, 40].map((row) => [row, `candidate-${row}`, 'there is neither a question_id nor a question']),
  );
  expect(asked.reduce((sum, count) => sum + count, 0)).toBe(4);
});

test('a batch of more answers to a question than are regraded at once is refused before any of them is read', async () => {
  const engine = newEngine();
  const cap = QuestionId.parse('cap');
  await createQuestion(engine.context, { id: cap, ...indexQuestion });
  const ref = await engine.start([{ question_id: 'cap', answer: 'It is what it is.' }]);
  await engine.workOff();
  const [work] = await engine.context.batches.works(ref);
  const works = async () => Array.from({ length: limits.similarAnswersMax + 1 }, () => work ?? never());
  let read = 0;
  const find: EvaluationStore['find'] = (...args) => {
    read += 1;
    return engine.context.evaluations.find(...args);
  };
  const context = {
    ...engine.context,
    batches: { ...engine.context.batches, works },
    evaluations: { ...engine.context.evaluations, find },
  };
  const request = { questionId: cap, toVersion: null };
  await expect(regradeBatch(context, ref.batchId, request)).rejects.toThrow(
    'has 1001 answers to cap, and 1000 at most',
  );
  expect(read).toBe(0);
  const similar = await readSimilarAnswers(context, cap, { batchId: ref.batchId });
  expect(similar).toMatchObject({ evaluations: limits.similarAnswersMax, isTruncated: true });
});

function never(): never {
  throw new Error('The batch has no row.');
}
