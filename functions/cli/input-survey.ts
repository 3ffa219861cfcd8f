import { columnOf } from '../../shared/domain/answer-row.ts';
import { humanColumns, parseHumanMark } from '../../shared/domain/human-mark.ts';
import { meantBy, type SheetRecord } from '../../shared/domain/sheet-record.ts';
import type { Input } from './input-rows.ts';

/** What must be known of all rows before the first is graded. */
export interface InputSurvey {
  /** Rows with human marks, by their number. */
  readonly marked: ReadonlyMap<number, SheetRecord>;
  /** The ids of questions that rows name, in lower case. */
  readonly questionIds: ReadonlySet<string>;
}

/**
 * Looks through the rows of a file. Marked rows are kept, because they are learnt from together; others are not.
 *
 * @param marks rows of a file of marks, whose questions count too
 */
export async function surveyInput(input: Input, marks: readonly SheetRecord[]): Promise<InputSurvey> {
  const marked = new Map<number, SheetRecord>();
  const questionIds = new Set(marks.flatMap((record) => questionIdsIn(record)));
  const { headings, questions } = input.mapped;
  const hasMarks = humanColumns.some((column) => headings.has(column));
  if (!hasMarks && !headings.has('question_id') && questions.length === 0) return { marked, questionIds };
  let row = 0;
  for await (const record of input.records()) {
    row += 1;
    for (const id of questionIdsIn(record)) questionIds.add(id);
    if (hasMarks && parseHumanMark(meantBy(record), []) !== null) marked.set(row, record);
  }
  return { marked, questionIds };
}

function questionIdsIn(record: SheetRecord): string[] {
  return Object.entries(meantBy(record)).flatMap(([column, id]) =>
    typeof id === 'string' && columnOf(column) === 'question_id' ? [id.trim().toLowerCase()] : [],
  );
}
