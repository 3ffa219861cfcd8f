import {
  type ColumnMapping,
  guessedMapping,
  type MappedColumns,
  type MappingProblem,
  mapColumns,
} from '../domain/column-mapping.ts';
import { mappedColumns, mappedRecords } from '../domain/mapped-records.ts';
import type { NamedQuestion } from '../domain/question-columns.ts';
import type { SheetRecord } from '../domain/sheet-record.ts';
import type { Sheet } from '../ports/files.ts';

/** A sheet by what its columns mean: one record an answer, and the columns that the records have. */
export interface MappedSheet extends Pick<Sheet, 'columns' | 'rowCount' | 'fingerprint' | 'records' | 'close'> {
  readonly mapped: MappedColumns;
}

/** The rows of a batch; `mapped` is null where they are no sheet any more. */
export interface BatchSheet extends Pick<MappedSheet, 'columns' | 'records' | 'close'> {
  readonly mapped: MappedSheet['mapped'] | null;
}

/**
 * Maps the columns of a sheet that is open, or says what is in doubt about them. Whoever opened the sheet closes it.
 *
 * @param questions those of the bank, one of which a column may be; empty where a row is always one answer
 */
export async function mappedSheet(
  sheet: Sheet,
  mapping: ColumnMapping,
  questions: readonly NamedQuestion[],
): Promise<MappedSheet | MappingProblem> {
  // Without a readable row of JSON there are no columns to speak of, and every row says what is wrong with it.
  const isReadable = sheet.columns.length > 0;
  const headings = isReadable ? sheet.columns : neededColumns;
  const mapped = mapColumns(headings, isReadable ? mapping : guessedMapping, questions, sheet.format === 'jsonl');
  if ('problem' in mapped) return mapped;
  const records = (): AsyncIterable<SheetRecord> => mappedRecords(sheet.records(), mapped);
  const { fingerprint, close } = sheet;
  const rowCount = mapped.questions.length === 0 ? sheet.rowCount : await countOf(records());
  return { columns: mappedColumns(sheet.columns, mapped), rowCount, fingerprint, records, close, mapped };
}

const neededColumns = ['answer', 'question_id'];

async function countOf(records: AsyncIterable<SheetRecord>): Promise<number> {
  let count = 0;
  for await (const _ of records) count += 1;
  return count;
}
