import pMap from 'p-map';
import { type FileReview, planReview, type ReviewableRow } from '../../shared/usecases/plan-review.ts';
import { reviewedRow } from '../results/result-row.ts';
import { rowsAtOnce } from './calls-at-once.ts';
import type { GradeJournal } from './grade-journal.ts';
import { type GradeProgress, gradeProgress } from './grade-progress.ts';
import { type GradeRun, rowOutcome, rowsOf } from './grade-run.ts';
import type { RunTally } from './grade-tally.ts';
import { openResultFile } from './result-file.ts';
import { resultSink } from './result-sink.ts';
import { byQuestion, type NumberedRecord } from './run-order.ts';

/**
 * Grades the rows of a file that its journal does not have settled, then writes all results in the order of the input and
 * gives the file its name. The journal goes once no row is left that another run may settle better.
 */
export async function gradeIntoFile(run: GradeRun, journal: GradeJournal): Promise<RunTally> {
  const { input, terminal, model } = run;
  const [all, before] = [input.rowCount, journal.settledBefore];
  if (before > 0)
    terminal.say(`resuming: ${before.toLocaleString('en')} of ${all.toLocaleString('en')} rows are settled`);
  const progress = gradeProgress(terminal, all, before, model?.spending ?? null);
  const letGo = terminal.onInterrupt(() => {
    progress.stop();
    const kept = journal.settledNow().toLocaleString('en');
    terminal.say(`${kept} of ${all.toLocaleString('en')} rows kept; the same command goes on.`);
  });
  try {
    const notTried = await judgeMissing(run, journal, progress);
    const { counts, mayPass, review } = await writeResults(run, journal);
    if (mayPass === 0) await journal.remove();
    return { counts, notTried, mayPass, review };
  } finally {
    letGo();
  }
}

// Returns how many rows were not tried.
async function judgeMissing(run: GradeRun, journal: GradeJournal, progress: GradeProgress): Promise<number> {
  const { concurrency, model, tools } = run;
  const adding = new Set<Promise<void>>();
  let failure: unknown = null;
  let notTried = 0;
  const missing = missingOf(run, journal);
  try {
    await pMap(
      tools.judge === 'llm' ? byQuestion(missing) : missing,
      async (numbered) => {
        const { result, isTried, mayPass } = await rowOutcome(run, numbered);
        if (!isTried) notTried += 1;
        const chargedUsdMicros = model?.spending().chargedUsdMicros ?? 0;
        const added = journal
          .add({ result, mayPass, chargedUsdMicros })
          .then(() => progress.settled(result.status))
          .catch((error: unknown) => {
            failure ??= error;
          })
          .finally(() => adding.delete(added));
        adding.add(added);
        await journal.room();
        if (failure !== null) throw failure;
      },
      model === null ? { concurrency } : rowsAtOnce(concurrency),
    );
    await Promise.all(adding);
    if (failure !== null) throw failure;
    return notTried;
  } finally {
    progress.stop();
  }
}

async function* missingOf(run: GradeRun, journal: GradeJournal): AsyncIterable<NumberedRecord> {
  for await (const numbered of rowsOf(run)) if (!journal.isSettled(numbered.row)) yield numbered;
}

async function writeResults(run: GradeRun, journal: GradeJournal): Promise<Omit<RunTally, 'notTried'>> {
  const { out, reviewBudget } = run.options;
  const review = reviewBudget === null ? null : await reviewOf(run, journal, reviewBudget);
  const file = await openResultFile(out);
  let mayPass = 0;
  try {
    const sink = await resultSink(run, { stream: file.stream, isFile: true });
    for await (const { row, record } of rowsOf(run)) {
      if (!journal.isSettled(row)) mayPass += 1;
      const { result } = await journal.read(row);
      await sink.take(reviewedRow(result, review?.byRow.get(row)), record);
    }
    await sink.end();
    await file.commit();
    return { counts: sink.counts, mayPass, review };
  } finally {
    await file.close();
  }
}

async function reviewOf({ input }: GradeRun, journal: GradeJournal, budget: number): Promise<FileReview> {
  const rows: ReviewableRow[] = [];
  for (let row = 1; row <= input.rowCount; row += 1) {
    const { expectedHarm, reviewReasons } = (await journal.read(row)).result;
    if (expectedHarm !== null) rows.push({ row, expectedHarm, reviewReasons });
  }
  return planReview(rows, budget);
}
