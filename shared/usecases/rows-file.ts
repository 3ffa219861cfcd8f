import * as z from 'zod';
import { candidateOf } from '../domain/answer-row.ts';
import { candidateCharsMax, erasedReason, type RowFailure } from '../domain/batch-row.ts';
import { meantBy, type SheetRecord } from '../domain/sheet-record.ts';
import { linesOf } from '../domain/text-lines.ts';
import type { FileRef } from '../ports/files.ts';
import type { Services } from './context.ts';
import type { BatchSheet } from './mapped-sheet.ts';

type Files = Pick<Services, 'files'>;

const Cells = z.record(z.string(), z.unknown());

/** A row as its sheet was understood when somebody was erased from it; one who was erased has left its place. */
const KeptRecord = z.strictObject({
  line: z.int().min(1),
  column: z.string().exactOptional(),
  fields: Cells,
  meant: Cells.exactOptional(),
  problem: z.string().exactOptional(),
});

const Columns = z.strictObject({ columns: z.array(z.string()) });

/** Opens a file of rows that was written by `writeRowsFile`: the same rows of the same numbers, without those who were erased. */
export async function openRowsFile({ files }: Files, file: FileRef): Promise<BatchSheet> {
  const { columns } = Columns.parse(JSON.parse(await firstLine(files, file)));
  return { columns, mapped: null, records: () => recordsIn(files, file), close: async () => {} };
}

/** Writes the rows of a sheet, all but what a person gave: of theirs the places are left, so that all others keep their numbers. */
export function writeRowsFile({ files }: Files, file: FileRef, sheet: BatchSheet, person: string): Promise<void> {
  return files.put(file, linesWithout(sheet, person));
}

/** Whether a row is of a person, as the tenant names them; a name that is too long counts as far as it is kept. */
export function isOf(record: SheetRecord, person: string): boolean {
  return candidateOf(meantBy(record))?.slice(0, candidateCharsMax) === person;
}

/** Whether a row is of somebody who was erased. */
export function isErased(record: SheetRecord): boolean {
  return 'problem' in record && record.problem === erasedReason;
}

/** What is kept of such a row. */
export function erasedRow({ line, column }: Pick<SheetRecord, 'line' | 'column'>, row: number): RowFailure {
  return { row, line, column: column ?? null, candidate: null, kind: 'erased', reason: erasedReason, attempts: 0 };
}

async function* linesWithout({ columns, records }: BatchSheet, person: string): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${JSON.stringify({ columns })}\n`);
  for await (const record of records()) {
    const { line, column } = record;
    const place = { line, ...(column !== undefined && { column }) };
    const kept = isOf(record, person) ? { ...place, fields: {}, problem: erasedReason } : record;
    yield encoder.encode(`${JSON.stringify(kept)}\n`);
  }
}

async function* recordsIn(files: Services['files'], file: FileRef): AsyncIterable<SheetRecord> {
  let isFirst = true;
  for await (const line of linesOf(await contentOf(files, file))) {
    if (!isFirst) yield KeptRecord.parse(JSON.parse(line));
    isFirst = false;
  }
}

async function firstLine(files: Services['files'], file: FileRef): Promise<string> {
  for await (const line of linesOf(await contentOf(files, file))) return line;
  return '';
}

async function contentOf(files: Services['files'], file: FileRef): Promise<AsyncIterable<Uint8Array>> {
  const content = await files.open(file);
  if (content === undefined) throw new Error(`The file ${file.name} is named by its batch and is not there.`);
  return content;
}
