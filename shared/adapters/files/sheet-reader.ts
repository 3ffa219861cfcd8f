import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { missingColumn } from '../../domain/answer-row.ts';
import { Fault } from '../../domain/fault.ts';
import type { SheetReader, SheetRecord } from '../../ports.ts';

/**
 * Reads CSV (comma, semicolon, tab or bar, whichever the heading uses; quoted line breaks; byte order marks), JSON
 * Lines, and a JSON array of objects. A record that can't be read becomes a problem with its line; the others are read.
 */
export const sheetReader: SheetReader = {
  read(content, format) {
    if (zipSignature.every((byte, index) => content[index] === byte)) {
      throw new Fault('invalid-request', 'This is a spreadsheet (XLSX) or a zip archive; save it as CSV.');
    }
    const text = textOf(content);
    if (text.trim() === '') throw new Fault('invalid-request', 'The file is empty.');
    const records = format === 'csv' ? readCsv(text) : readJson(text);
    if (records.length === 0) throw new Fault('invalid-request', 'The file has no rows.');
    return records;
  },
};

const zipSignature = [0x50, 0x4b, 0x03, 0x04];

// UTF-8 unless a byte order mark says UTF-16. Bytes that are no UTF-8 become U+FFFD, which rows are checked for.
function textOf(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(content);
  return new TextDecoder('utf-8').decode(content);
}

function readJson(text: string): SheetRecord[] {
  return text.trimStart().startsWith('[') ? readJsonArray(text) : readJsonLines(text);
}

// The entries of an array have no lines of their own that a reader could know, so they are numbered instead.
function readJsonArray(text: string): SheetRecord[] {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch (cause) {
    throw new Fault('invalid-request', 'The file starts like a JSON array and is not valid JSON.', { cause });
  }
  return z
    .array(z.unknown())
    .parse(entries)
    .map((entry, index) => {
      const line = index + 1;
      const fields = z.record(z.string(), z.unknown()).safeParse(entry);
      return fields.success ? { line, fields: fields.data } : { line, problem: `entry ${line} is not a JSON object` };
    });
}

function readJsonLines(text: string): SheetRecord[] {
  const records: SheetRecord[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    if (raw.trim() === '') return;
    try {
      const fields = z.record(z.string(), z.unknown()).safeParse(JSON.parse(raw));
      records.push(
        fields.success ? { line, fields: fields.data } : { line, problem: `line ${line} is not a JSON object` },
      );
    } catch {
      records.push({ line, problem: `line ${line} is not valid JSON` });
    }
  });
  return records;
}

const CsvRecord = z.object({ record: z.array(z.string()), info: z.object({ bytes: z.number() }) });

// A damaged line ends the parser's trust in its quotes, so it is told apart by itself and reading begins anew after it:
// a quote that is never closed costs one line, not the rest of the file.
function readCsv(text: string): SheetRecord[] {
  const bytes = Buffer.from(text);
  const newline = text.includes('\n') ? '\n' : '\r';
  const lineAt = lineCounter(bytes, newline);
  const delimiter = delimiterOf(text);
  const records: SheetRecord[] = [];
  let heading: string[] | null = null;
  const take = (cells: string[], line: number): void => {
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (heading === null) {
      heading = headingOf(cells);
    } else if (cells.length !== heading.length) {
      records.push({ line, problem: `line ${line} has ${cells.length} cells where the heading has ${heading.length}` });
    } else {
      records.push({ line, fields: Object.fromEntries(heading.map((name, index) => [name, cells[index] ?? ''])) });
    }
  };
  let start = 0;
  while (start < bytes.length) {
    let end = start;
    try {
      parse(bytes.subarray(start), {
        delimiter,
        record_delimiter: newline === '\n' ? ['\r\n', '\n'] : ['\r'],
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        on_record: (raw: unknown) => {
          const { record, info } = CsvRecord.parse(raw);
          take(record, lineAt(afterBlanks(bytes, end)));
          end = start + info.bytes;
          return null;
        },
      });
      break;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const damaged = afterBlanks(bytes, end);
      const line = lineAt(damaged);
      const isUnclosed = error.code === 'CSV_QUOTE_NOT_CLOSED';
      const problem = `line ${line} ${isUnclosed ? 'opens a quote that is never closed' : 'has a stray quote'}`;
      if (heading === null) throw new Fault('invalid-request', `The heading can't be read: ${problem}.`);
      records.push({ line, problem });
      const lineEnd = bytes.indexOf(newline, damaged);
      start = lineEnd === -1 ? bytes.length : lineEnd + 1;
    }
  }
  requireColumnsOfUnreadable(heading, records);
  return records;
}

// Rows that are read show their columns to whoever uses them. Where none is, only the heading can tell the likely cause:
// that this is not a file of answers at all.
function requireColumnsOfUnreadable(heading: readonly string[] | null, records: readonly SheetRecord[]): void {
  if (heading === null || records.length === 0 || records.some((record) => 'fields' in record)) return;
  const missing = missingColumn(heading);
  if (missing !== null) throw new Fault('invalid-request', missing);
}

function afterBlanks(bytes: Buffer, offset: number): number {
  let at = offset;
  while (bytes[at] === 0x0a || bytes[at] === 0x0d) at += 1;
  return at;
}

// The line of an offset, counted on from the last one asked: offsets only grow.
function lineCounter(bytes: Buffer, newline: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (let at = bytes.indexOf(newline, counted); at !== -1 && at < offset; at = bytes.indexOf(newline, counted)) {
      line += 1;
      counted = at + 1;
    }
    return line;
  };
}

function headingOf(cells: readonly string[]): string[] {
  const names = cells.map((cell, index) => (cell.trim() === '' ? `column_${index + 1}` : cell.trim()));
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new Fault('invalid-request', `The heading has two columns named ${JSON.stringify(repeated)}.`);
  }
  return names;
}

function delimiterOf(text: string): string {
  const heading = (/[^\r\n]+/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: heading.split(delimiter).length - 1 }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
}
