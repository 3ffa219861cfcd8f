import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { missingColumn } from '../../shared/domain/answer-row.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { humanColumnOf } from '../../shared/domain/human-mark.ts';
import type { SheetFormat, SheetReader, SheetRecord } from '../../shared/ports.ts';
import { systemReason } from './system-reason.ts';
import type { Terminal } from './terminal.ts';

/** The rows of a file and the columns they have between them, in order of appearance. */
export interface InputRows {
  readonly records: readonly SheetRecord[];
  readonly columns: readonly string[];
}

/** Reads the rows to be graded. @throws Fault `invalid-request` when there are none, or a needed column is missing */
export function readInputRows(file: string, sheets: SheetReader, terminal: Terminal): Promise<InputRows> {
  return readRows(file, sheets, terminal, missingColumn);
}

/**
 * Reads the rows of a file.
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
  const content = await contentOf(file, terminal);
  const records = sheets.read(content, formatOf(file) ?? formatIn(content));
  const sound = columnsIn(records.filter((record) => !('problem' in record)));
  // Without a readable row there are no columns to speak of, and every row says what is wrong with it.
  const lack = sound.length > 0 ? missing(sound) : null;
  if (lack !== null) throw new Fault('invalid-request', lack);
  return { records, columns: columnsIn(records) };
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

// The format that the name promises; null when it promises none.
function formatOf(name: string): SheetFormat | null {
  if (/\.(?:csv|tsv|txt)$/i.test(name)) return 'csv';
  return /\.(?:jsonl|ndjson|json)$/i.test(name) ? 'jsonl' : null;
}

/** The bytes of a file, or of standard input for `-`. @throws Fault `invalid-request` when it can't be read */
export async function contentOf(file: string, terminal: Terminal): Promise<Uint8Array> {
  if (file === '-') return buffer(terminal.in);
  try {
    return await readFile(file);
  } catch (cause) {
    throw new Fault('invalid-request', `${file} can't be read: ${systemReason(cause)}.`, { cause });
  }
}

// Standard input has no name: what starts with a bracket, in UTF-8 or UTF-16, is JSON.
function formatIn(content: Uint8Array): SheetFormat {
  const start = new TextDecoder().decode(content.subarray(0, 256)).replace(/[\0\ufffd]/g, '');
  return /^\s*[[{]/.test(start) ? 'jsonl' : 'csv';
}

function columnsIn(records: readonly SheetRecord[]): string[] {
  return [...new Set(records.flatMap(({ fields }) => Object.keys(fields)))];
}
