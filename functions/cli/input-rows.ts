import { missingColumn } from '../../shared/domain/answer-row.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { humanColumnOf } from '../../shared/domain/human-mark.ts';
import type { Sheet, SheetReader, SheetRecord } from '../../shared/ports.ts';
import { inputSource } from './input-source.ts';
import type { Terminal } from './terminal.ts';

/** The rows of a file, read anew each time, and the columns they have between them, in order of appearance. */
export type Input = Pick<Sheet, 'columns' | 'rowCount' | 'fingerprint' | 'records' | 'close'>;

/** The rows of a file, all at once, and the columns they have between them. */
export interface InputRows {
  readonly records: readonly SheetRecord[];
  readonly columns: readonly string[];
}

/** Opens the rows to be graded. @throws Fault `invalid-request` when there are none, or a needed column is missing */
export function openInput(file: string, sheets: SheetReader, terminal: Terminal): Promise<Input> {
  return openRows(file, sheets, terminal, missingColumn);
}

/** Reads the rows to be graded. @throws Fault `invalid-request` when there are none, or a needed column is missing */
export function readInputRows(file: string, sheets: SheetReader, terminal: Terminal): Promise<InputRows> {
  return readRows(file, sheets, terminal, missingColumn);
}

/**
 * Reads the rows of a file, for what needs them all at once.
 *
 * @param missing says which column no row can do without is missing under these headings; null when none is
 * @throws Fault `invalid-request` when there are none, or a needed column is missing
 */
export async function readRows(
  file: string,
  sheets: SheetReader,
  terminal: Terminal,
  missing: (headings: readonly string[]) => string | null,
): Promise<InputRows> {
  const input = await openRows(file, sheets, terminal, missing);
  try {
    const records: SheetRecord[] = [];
    for await (const record of input.records()) records.push(record);
    return { records, columns: input.columns };
  } finally {
    await input.close();
  }
}

/**
 * Reads the rows of a file of marked answers.
 *
 * @throws Fault `invalid-request` as for rows to be graded, when there is no column of marks, or when both files are
 * standard input
 */
export async function readMarkedRows(
  file: string,
  graded: string,
  sheets: SheetReader,
  terminal: Terminal,
): Promise<readonly SheetRecord[]> {
  if (file === '-' && graded === '-')
    throw new Fault('invalid-request', 'Only one of the files can be standard input.');
  const { records, columns } = await readInputRows(file, sheets, terminal);
  if (columns.some((column) => humanColumnOf(column) === 'human_score')) return records;
  throw new Fault('invalid-request', `There is no column "human_score" in ${file}.`);
}

async function openRows(
  file: string,
  sheets: SheetReader,
  terminal: Terminal,
  missing: (headings: readonly string[]) => string | null,
): Promise<Input> {
  const source = await inputSource(file, terminal);
  let sheet: Sheet | null = null;
  const close = async (): Promise<void> => {
    await sheet?.close();
    await source.close();
  };
  try {
    sheet = await sheets.open(source);
    // Without a readable row of JSON there are no columns to speak of, and every row says what is wrong with it.
    const lack = sheet.columns.length > 0 ? missing(sheet.columns) : null;
    if (lack !== null) throw new Fault('invalid-request', lack);
    return { ...sheet, close };
  } catch (error) {
    await close();
    throw error;
  }
}
