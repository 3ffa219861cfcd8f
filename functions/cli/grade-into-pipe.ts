import { pMapIterable } from 'p-map';
import { planReview, type ReviewableRow } from '../../shared/usecases/plan-review.ts';
import type { Output } from '../results/result-format.ts';
import { reviewedRow } from '../results/result-row.ts';
import { rowsAtOnce } from './calls-at-once.ts';
import { gradeProgress } from './grade-progress.ts';
import { type GradeRun, type RowOutcome, rowOutcome, rowsOf } from './grade-run.ts';
import type { RunTally } from './grade-tally.ts';
import { resultSink } from './result-sink.ts';
import { openResultSpool } from './result-spool.ts';
import type { NumberedRecord } from './run-order.ts';

/** Grades the rows of a file and writes each result as soon as all before it are written; nothing is kept. */
export async function gradeIntoPipe(run: GradeRun, output: Output): Promise<RunTally> {
  const { reviewBudget } = run.options;
  const sink = await resultSink(run, output);
  let notTried = 0;
  let mayPass = 0;
  const count = ({ isTried, mayPass: again }: RowOutcome): void => {
    if (!isTried) notTried += 1;
    if (again) mayPass += 1;
  };
  if (reviewBudget === null) {
    for await (const { outcome, record } of judged(run)) {
      count(outcome);
      await sink.take(outcome.result, record);
    }
    await sink.end();
    return { counts: sink.counts, notTried, mayPass, review: null };
  }
  const spool = await openResultSpool();
  try {
    const rows: ReviewableRow[] = [];
    for await (const { outcome } of judged(run)) {
      count(outcome);
      const { row, expectedHarm, reviewReasons } = outcome.result;
      if (expectedHarm !== null) rows.push({ row, expectedHarm, reviewReasons });
      await spool.add(outcome.result);
    }
    const review = planReview(rows, reviewBudget);
    const results = spool.read()[Symbol.asyncIterator]();
    for await (const { row, record } of rowsOf(run)) {
      const result = await results.next();
      if (result.done === true) throw new Error(`Row ${row} has no result.`);
      await sink.take(reviewedRow(result.value, review.byRow.get(row)), record);
    }
    await sink.end();
    return { counts: sink.counts, notTried, mayPass, review };
  } finally {
    await spool.close();
  }
}

async function* judged(run: GradeRun): AsyncIterable<NumberedRecord & { readonly outcome: RowOutcome }> {
  const { input, concurrency, terminal, model } = run;
  const progress = gradeProgress(terminal, input.rowCount, 0, model?.spending ?? null);
  try {
    const settling = pMapIterable(
      rowsOf(run),
      async (row) => ({ ...row, outcome: await rowOutcome(run, row) }),
      model === null ? { concurrency } : rowsAtOnce(concurrency),
    );
    for await (const settled of settling) {
      yield settled;
      progress.settled(settled.outcome.result.status);
    }
  } finally {
    progress.stop();
  }
}
