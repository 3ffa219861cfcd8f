import type { ModelCall } from '../../shared/domain/model-call.ts';
import { placeOf, type SheetRecord } from '../../shared/domain/sheet-record.ts';
import { isFinished } from '../../shared/domain/unjudged.ts';
import type { BudgetedModel } from '../../shared/usecases/budgeted-model.ts';
import { type GradeRowTools, gradeRow, type Learnt, type SettledRow } from '../../shared/usecases/grade-row.ts';
import type { ResultFormat } from '../results/result-format.ts';
import { type ResultRow, resultRow } from '../results/result-row.ts';
import type { GradeOptions } from './grade-options.ts';
import type { Input } from './input-rows.ts';
import type { NumberedRecord } from './run-order.ts';
import { type FailedRow, settleRow } from './settle-row.ts';
import type { Terminal } from './terminal.ts';

/** A run over a file, as far as it is the same wherever the results go. */
export interface GradeRun {
  readonly input: Input;
  readonly options: GradeOptions;
  readonly format: ResultFormat;
  readonly concurrency: number;
  readonly tools: GradeRowTools;
  readonly learnt: Learnt;
  /** Rows with human marks by their number: the same objects that were learnt from. */
  readonly marked: ReadonlyMap<number, SheetRecord>;
  /** Null where no model is asked. */
  readonly model: BudgetedModel | null;
  readonly terminal: Terminal;
}

export interface RowOutcome {
  readonly result: ResultRow;
  readonly isTried: boolean;
  /** Another try may settle the row better. */
  readonly mayPass: boolean;
}

/** The rows of the input with their numbers. */
export async function* rowsOf({ input, marked }: GradeRun): AsyncIterable<NumberedRecord> {
  let row = 0;
  for await (const record of input.records()) {
    row += 1;
    yield { row, record: marked.get(row) ?? record };
  }
}

/** Grades one row, whatever happens, and tells the person why where it fails. */
export async function rowOutcome(run: GradeRun, { row, record }: NumberedRecord): Promise<RowOutcome> {
  const { options, tools, learnt, terminal } = run;
  const settled = await settleRow(options.questions, () => gradeRow(tools, record, learnt));
  // Why rows are not tried is told once, at the end.
  if (settled.outcome === 'failed') terminal.say(`row ${row} (${placeOf(record)}): ${settled.reason}`);
  return {
    result: resultRow(row, settled, tools.judge),
    isTried: settled.outcome !== 'not-tried',
    mayPass: mayPass(settled),
  };
}

function mayPass(settled: SettledRow | FailedRow): boolean {
  if (settled.outcome === 'not-tried') return true;
  if (settled.outcome !== 'evaluated') return 'mayPass' in settled && settled.mayPass === true;
  const { evaluation } = settled;
  if (isFinished({ ...evaluation, points: evaluation.verdicts })) return false;
  return evaluation.provenance.calls.some(failedInPassing);
}

function failedInPassing({ outcome, detail }: ModelCall): boolean {
  switch (outcome) {
    case 'rate-limited':
    case 'quota-exhausted':
    case 'timed-out':
    case 'unreachable':
    case 'server-error':
      return true;
    case 'rejected':
      // The key, the account or the name of the model, not this answer.
      return /^40[124]\b/.test(detail ?? '');
    case 'answered':
    case 'refused':
    case 'cut-off':
    case 'filtered':
    case 'empty-reply':
      return false;
  }
}
