import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { Fault } from '../../domain/fault.ts';
import type { SheetReader, SheetRecord } from '../../ports.ts';

/**
 * Reads CSV (comma, semicolon, tab or bar, whichever the heading uses; quoted line breaks; byte order marks) and JSON
 * Lines. A record that can't be read becomes a problem with its line; the others are read.
 */
export const sheetReader: SheetReader = {
  read(content, format) {
    const text = textOf(content);
    if (text.trim() === '') throw new Fault('invalid-request', 'The file is empty.');
    const records = format === 'csv' ? readCsv(text) : readJsonLines(text);
    if (records.length === 0) throw new Fault('invalid-request', 'The file has a heading and no rows.');
    return records;
  },
};

// UTF-8 unless a byte order mark says UTF-16. Bytes that are no UTF-8 become U+FFFD, which rows are checked for.
function textOf(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(content);
  return new TextDecoder('utf-8').decode(content);
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

const CsvRecord = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

function readCsv(text: string): SheetRecord[] {
  const records: SheetRecord[] = [];
  let heading: string[] | null = null;
  let nextLine = 1;
  const take = (cells: string[], lastLine: number): void => {
    const line = nextLine;
    nextLine = lastLine + 1;
    if (heading === null) {
      heading = headingOf(cells);
    } else if (cells.length !== heading.length) {
      records.push({ line, problem: `line ${line} has ${cells.length} cells where the heading has ${heading.length}` });
    } else {
      records.push({ line, fields: Object.fromEntries(heading.map((name, index) => [name, cells[index] ?? ''])) });
    }
  };
  parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = nextLine;
      nextLine = Number(error?.['lines'] ?? nextLine) + 1;
      const reason =
        error?.code === 'CSV_QUOTE_NOT_CLOSED' ? 'opens a quote that is never closed' : 'has a stray quote';
      records.push({ line, problem: `line ${line} ${reason}` });
    },
    on_record: (raw: unknown) => {
      const { record, info } = CsvRecord.parse(raw);
      take(record, info.lines);
      return null;
    },
  });
  return records;
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
  const heading = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: heading.split(delimiter).length - 1 }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
}
