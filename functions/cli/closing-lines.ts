import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { BudgetUsedUp, type Spending } from '../../shared/usecases/budgeted-model.ts';
import type { Lesson } from '../../shared/usecases/learn-from-marks.ts';
import { calibratedBy } from './calibrated-by.ts';
import { journalOf } from './grade-journal.ts';
import type { GradeOptions } from './grade-options.ts';
import type { RunTally } from './grade-tally.ts';
import { reviewLine } from './review-line.ts';
import { usd } from './usd.ts';

/** What is said when a run has ended. */
export interface Ending {
  readonly options: GradeOptions;
  readonly tally: RunTally;
  readonly judge: JudgeKind;
  readonly lesson: Pick<Lesson, 'fitted'>;
  /** Of this run alone; null where no model was asked. */
  readonly spending: Spending | null;
  /** What is wrong with the provider; null where it is sound. */
  readonly refusal: string | null;
  readonly seconds: number;
  /** The results went to a file, beside which a journal is kept. */
  readonly isFile: boolean;
}

/** Counts, judge, spend, calls, duration, and what is left to do, one thing a line. */
export function closingLines(ending: Ending): string[] {
  const { options, tally, judge, lesson, spending, seconds } = ending;
  const { counts, review } = tally;
  const rowCount = Object.values(counts).reduce((sum, count) => sum + count, 0);
  // A row of a file is erased only where a server keeps it.
  const told = Object.entries(counts)
    .filter(([status, count]) => status !== 'erased' || count > 0)
    .map(([status, count]) => `${count} ${status}`);
  const parts = [
    `${rowCount} rows: ${told.join(', ')}`,
    `judge ${judge}${calibratedBy(lesson)}`,
    ...(spending === null ? [] : [spendText(spending)]),
    `${seconds.toFixed(1)} s`,
    ...(options.out === '-' ? [] : [options.out]),
  ];
  return [
    ...untriedLines(ending),
    parts.join('; '),
    ...(review === null ? [] : [reviewLine(review, options.reviewBudget ?? 0)]),
    ...leftLines(ending),
  ];
}

function spendText({ spentUsdMicros, calls }: Spending): string {
  const made = calls === 1 ? '1 call' : `${calls} calls`;
  return spentUsdMicros === null ? `${made}, price unknown` : `${usd(spentUsdMicros)} for ${made}`;
}

function untriedLines({ tally, refusal, options }: Ending): string[] {
  const untried = tally.notTried === 0 ? '' : `; ${tally.notTried} rows were not tried and are marked failed`;
  if (refusal !== null) return [`markscheme: ${refusal}${untried}`];
  if (untried === '' || options.budgetUsdMicros === null) return [];
  const { message } = new BudgetUsedUp(options.budgetUsdMicros);
  return [`markscheme: ${message.replace('not tried, because ', '')}${untried}`];
}

function leftLines({ tally, isFile, options, refusal }: Ending): string[] {
  const { mayPass, notTried } = tally;
  if (!isFile || mayPass === 0) return [];
  const rows = mayPass === 1 ? '1 row' : `${mayPass} rows`;
  const how = notTried > 0 && refusal === null ? 'the same command with a higher --budget' : 'the same command';
  return [
    `${rows} may be settled by another run: ${how} tries them alone (${journalOf(options.out)} is kept for that)`,
  ];
}
