import { ColumnMapping, type MappedColumns } from '../../shared/domain/column-mapping.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { humanColumnOf } from '../../shared/domain/human-mark.ts';
import type { NamedQuestion } from '../../shared/domain/question-columns.ts';
import type { SheetRecord } from '../../shared/domain/sheet-record.ts';
import type { Sheet, SheetReader } from '../../shared/ports/files.ts';
import { type MappedSheet, mappedSheet } from '../../shared/usecases/mapped-sheet.ts';
import { inputSource } from './input-source.ts';
import type { Terminal } from './terminal.ts';

/** The rows of a file, read anew each time, and the columns they have between them, in order of appearance. */
export type Input = MappedSheet;

/** How a person says that the rows of a file are to be understood. */
export interface ToldMapping {
  readonly columns: ColumnMapping;
  /** The sheet of a workbook; null is the first that is not hidden. */
  readonly sheetName: string | null;
}

export interface InputMapping extends ToldMapping {
  /** Those of the bank, one of which a column may be; empty where a row is always one answer. */
  readonly questions: readonly NamedQuestion[];
}

/** Leaves everything to the headings, and takes each row for one answer. */
export const plainMapping: InputMapping = { columns: ColumnMapping.parse({}), questions: [], sheetName: null };

/** The rows of a file, all at once, and the columns they have between them. */
export interface InputRows {
  readonly records: readonly SheetRecord[];
  readonly columns: readonly string[];
}

/**
 * Opens the rows to be graded, and says on the terminal how its columns are understood where their headings don't.
 *
 * @throws Fault `invalid-request` when there are none, a needed column is missing, or which column is meant is in doubt
 */
export async function openInput(
  file: string,
  sheets: SheetReader,
  terminal: Terminal,
  mapping: InputMapping = plainMapping,
): Promise<Input> {
  const { sheet, close } = await openSheet(file, sheets, terminal, mapping.sheetName);
  try {
    const read = await mappedSheet(sheet, mapping.columns, mapping.questions);
    if ('problem' in read) throw new Fault('invalid-request', `${read.problem}${adviceOn(read.meaning)}`);
    for (const told of mappingText(read.mapped)) terminal.say(told);
    if (read.rowCount === 0) throw new Fault('invalid-request', 'The file has no rows.');
    return { ...read, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads the rows to be graded, for what needs them all at once. @throws Fault as when they are opened */
export async function readInputRows(
  file: string,
  sheets: SheetReader,
  terminal: Terminal,
  mapping: InputMapping = plainMapping,
): Promise<InputRows> {
  const { columns, records, close } = await openInput(file, sheets, terminal, mapping);
  return { columns, records: await allOf(records(), close) };
}

/**
 * Reads rows as they stand, all at once.
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
  const { sheet, close } = await openSheet(file, sheets, terminal, null);
  const { columns } = sheet;
  const lack = columns.length > 0 ? missing(columns) : null;
  if (lack === null) return { columns, records: await allOf(sheet.records(), close) };
  await close();
  throw new Fault('invalid-request', lack);
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

async function openSheet(
  file: string,
  sheets: SheetReader,
  terminal: Terminal,
  sheetName: string | null,
): Promise<{ readonly sheet: Sheet; readonly close: () => Promise<void> }> {
  const source = await inputSource(file, terminal);
  try {
    const sheet = await sheets.open(source, { sheetName });
    const close = async (): Promise<void> => {
      await sheet.close();
      await source.close();
    };
    return { sheet, close };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/**
 * How columns are understood where their headings don't say it, a line each. In a wide sheet that includes those that are
 * not graded: one may be a question that nobody recognized.
 */
export function mappingText({ explained, carried, questions }: MappedColumns): string[] {
  const lines = explained.length === 0 ? [] : [`columns: ${explained.join(', ')}`];
  if (questions.length === 0 || carried.length === 0) return lines;
  return [...lines, `not graded, carried through: ${carried.join(', ')}`];
}

function adviceOn(meaning: string | null): string {
  return meaning === null ? '' : ` Name the right one with --map ${meaning}=<heading>.`;
}

async function allOf(records: AsyncIterable<SheetRecord>, close: () => Promise<void>): Promise<SheetRecord[]> {
  const all: SheetRecord[] = [];
  try {
    for await (const record of records) all.push(record);
    return all;
  } finally {
    await close();
  }
}
