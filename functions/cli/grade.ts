import { finished } from 'node:stream/promises';
import { SingleBar } from 'cli-progress';
import { pMapIterable } from 'p-map';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import type { FeedbackWording } from '../../shared/domain/feedback.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import type { JudgementStore, SheetReader, SheetRecord } from '../../shared/ports.ts';
import { type GradeRowTools, gradeRow } from '../../shared/usecases/grade-row.ts';
import { chosenJudge } from '../../shared/usecases/judge-answer.ts';
import { type Lesson, learnFromMarks } from '../../shared/usecases/learn-from-marks.ts';
import { type FileReview, planReview, type ReviewableRow } from '../../shared/usecases/plan-review.ts';
import { modelToPolishWith } from '../../shared/usecases/polish-feedback.ts';
import { watchedModel } from '../../shared/usecases/watched-model.ts';
import { calibratedBy } from './calibrated-by.ts';
import { type InputRows, readInputRows, readMarkedRows } from './input-rows.ts';
import { type Output, openOutput, outputFormat, type ResultFormat, refuseOverwriting } from './output-file.ts';
import { type ResultRow, resultRow, reviewedRow } from './result-row.ts';
import { openResultSpool } from './result-spool.ts';
import { resultWriter } from './result-writer.ts';
import { reviewLine } from './review-line.ts';
import { settleRow } from './settle-row.ts';
import { systemReason } from './system-reason.ts';
import type { Terminal } from './terminal.ts';

export interface GradeOptions {
  readonly file: string;
  readonly out: string;
  readonly format: ResultFormat | null;
  readonly judge: JudgeKind | null;
  readonly concurrency: number | null;
  readonly questions: string | null;
  /** A file of answers with human marks. */
  readonly marks: string | null;
  /** The share of the rows that a person may be sent, 0 to 1; null sends every row in doubt. */
  readonly reviewBudget: number | null;
  /** The score that decides, 0 to 100; null leaves it to the questions. */
  readonly passMark: number | null;
  readonly feedback: FeedbackWording;
}

export interface GradeTools {
  readonly sheets: SheetReader;
  readonly readBank: (path: string | null) => Promise<readonly AuthoredQuestion[]>;
  readonly judging: Omit<GradeRowTools, 'bank' | 'judge' | 'judgements' | 'passMark' | 'tenantId'>;
  readonly tenantId: TenantId;
  /** Opens the store of paid judgements; asked only for the LLM judge. */
  readonly openJudgements: () => Promise<{ judgements: JudgementStore; close: () => Promise<void> }>;
}

const concurrencyOf: Record<JudgeKind, number> = { offline: 1, llm: 8 };

/**
 * Grades a file of answers, writing one result a row in input order.
 *
 * @returns 0 when every row was settled, 2 when some failed or the provider of the model refuses to be asked
 * @throws Fault when nothing can start: the file or bank can't be read, a needed column is missing, there is no model, no
 * format is known for the results; `unavailable` when the results can't be written any more
 */
export async function grade(options: GradeOptions, tools: GradeTools, terminal: Terminal): Promise<number> {
  const startedAt = Date.now();
  const { judging } = tools;
  const format = options.format ?? outputFormat(options.out);
  const input = await readInputRows(options.file, tools.sheets, terminal);
  const marked =
    options.marks === null ? [] : await readMarkedRows(options.marks, options.file, tools.sheets, terminal);
  await refuseOverwriting(options.out, [options.file, options.questions, options.marks]);
  const bank = new Map((await tools.readBank(options.questions)).map((question) => [question.id, question]));
  const judge = chosenJudge(judging, options.judge);
  const { feedback } = options;
  if (feedback === 'polished') modelToPolishWith(judging);
  const opened = judge === 'llm' ? await tools.openJudgements() : null;
  try {
    const judgements = opened?.judgements ?? null;
    const model = judging.model === null ? null : watchedModel(judging.model);
    const rowTools = {
      ...judging,
      model,
      tenantId: tools.tenantId,
      judgements,
      bank,
      judge,
      passMark: options.passMark,
      feedback,
    };
    const concurrency = options.concurrency ?? concurrencyOf[judge];
    const lesson = await learnFromMarks(rowTools, [...marked, ...input.records], concurrency);
    for (const { record, reason } of lesson.problems)
      terminal.say(`the mark in line ${record.line} is not used: ${reason}`);
    if (lesson.refusal !== null) terminal.say(lesson.refusal);
    const isPiped = options.out === '-';
    const output = isPiped ? { stream: terminal.out, isFile: false } : await openOutput(options.out);
    try {
      const { counts, notTried, review } = await gradeRows(
        input,
        { ...rowTools, learnt: lesson.learnt },
        { ...options, concurrency, format },
        output,
        terminal,
      );
      const refusal = model?.refusal() ?? null;
      const untried = notTried === 0 ? '' : `; ${notTried} rows were not tried and are marked failed`;
      if (refusal !== null) terminal.say(`markscheme: ${refusal}${untried}`);
      const told = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      const where = isPiped ? '' : `; ${options.out}`;
      terminal.say(
        `${input.records.length} rows: ${told.join(', ')}; judge ${judge}${calibratedBy(lesson)}; ${seconds} s${where}`,
      );
      if (review !== null) terminal.say(reviewLine(review, options.reviewBudget ?? 0));
      return counts.failed > 0 || refusal !== null ? 2 : 0;
    } finally {
      if (!isPiped && !output.stream.destroyed) await finished(output.stream.end());
    }
  } finally {
    await opened?.close();
  }
}

/** Rows by what became of them; those that were not tried are among the failed. */
interface Tally {
  readonly counts: Record<ResultRow['status'], number>;
  readonly notTried: number;
  /** Null without a budget of reviews. */
  readonly review: FileReview | null;
}

type LearnedTools = GradeRowTools & Pick<Lesson, 'learnt'>;
type RunOptions = GradeOptions & { readonly format: ResultFormat; readonly concurrency: number };

async function gradeRows(
  { records, columns }: InputRows,
  tools: LearnedTools,
  options: RunOptions,
  output: Output,
  terminal: Terminal,
): Promise<Tally> {
  const counts: Tally['counts'] = { graded: 0, 'needs-review': 0, failed: 0 };
  const writer = resultWriter(output, options.format, columns);
  const write = async (result: ResultRow): Promise<void> => {
    counts[result.status] += 1;
    await writer.write(result, records[result.row - 1]?.fields ?? {}).catch((cause: unknown) => {
      const reason = systemReason(cause);
      throw new Fault('unavailable', `The results can't be written to ${options.out}: ${reason}.`, { cause });
    });
  };
  if (options.reviewBudget === null)
    return { counts, notTried: await judgeRows(records, tools, options, terminal, write), review: null };
  const spool = await openResultSpool();
  try {
    const rows: ReviewableRow[] = [];
    const notTried = await judgeRows(records, tools, options, terminal, async (result) => {
      const { row, expectedHarm, reviewReasons } = result;
      if (expectedHarm !== null) rows.push({ row, expectedHarm, reviewReasons });
      await spool.add(result);
    });
    const review = planReview(rows, options.reviewBudget);
    for await (const result of spool.read()) await write(reviewedRow(result, review.byRow.get(result.row)));
    return { counts, notTried, review };
  } finally {
    await spool.close();
  }
}

// Hands on each result in input order. Returns how many rows were not tried.
async function judgeRows(
  records: readonly SheetRecord[],
  tools: LearnedTools,
  options: RunOptions,
  terminal: Terminal,
  take: (result: ResultRow) => Promise<void>,
): Promise<number> {
  const { concurrency, questions } = options;
  const bar = terminal.isInteractive ? progressBar(terminal) : null;
  bar?.start(records.length, 0, { failed: 0 });
  let notTried = 0;
  let failed = 0;
  try {
    let row = 0;
    const settling = pMapIterable(
      records,
      async (record) => ({ record, settled: await settleRow(questions, () => gradeRow(tools, record, tools.learnt)) }),
      { concurrency },
    );
    for await (const { record, settled } of settling) {
      row += 1;
      if (settled.outcome !== 'evaluated') failed += 1;
      // One reason for all of them is told once, at the end.
      if (settled.outcome === 'not-tried') notTried += 1;
      if (settled.outcome === 'failed') terminal.say(`row ${row} (line ${record.line}): ${settled.reason}`);
      await take(resultRow(row, settled, tools.judge));
      bar?.update(row, { failed });
    }
  } finally {
    bar?.stop();
  }
  return notTried;
}

function progressBar(terminal: Terminal): SingleBar {
  return new SingleBar({
    stream: terminal.messages,
    hideCursor: true,
    format: '{bar} {value}/{total} rows, {failed} failed, {eta_formatted} left',
  });
}
