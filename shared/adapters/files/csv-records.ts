import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { Fault } from '../../domain/fault.ts';
import { limits } from '../../domain/limits.ts';
import type { SheetRecord } from '../../ports/files.ts';
import { headingOf } from './heading.ts';

/**
 * Reads CSV: the delimiter is the one that a first line such as `sep=;` names, else the one the heading uses most (comma,
 * semicolon, tab or bar). Lines count as an editor counts them.
 *
 * A quote is special where it opens a cell; anywhere else it is text. In tab-separated files, which many programs write
 * without ever quoting, a quote that opens a cell and is followed by more text after its partner is text too.
 *
 * A damaged line ends the parser's trust in its quotes, so it is told apart by itself, with the cells before the damage,
 * and reading begins anew after it: a quote that is never closed, or not within the largest record allowed, costs one
 * line, not the rest of the file.
 *
 * Never more than that largest record and a window of text are held.
 *
 * @param tellColumns is told the heading, before the first record
 * @throws Fault `invalid-request` when the heading can't be read
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  tellColumns: (columns: readonly string[]) => void = () => undefined,
): AsyncGenerator<SheetRecord> {
  const reader = windowReader(tellColumns);
  let parts: Buffer[] = [];
  let bytesHeld = 0;
  let bytesWanted = windowBytes;
  for await (const chunk of text) {
    const bytes = Buffer.from(chunk);
    parts.push(bytes);
    bytesHeld += bytes.length;
    if (bytesHeld < bytesWanted) continue;
    const { records, rest } = reader.read(Buffer.concat(parts), false);
    yield* records;
    parts = [rest];
    bytesHeld = rest.length;
    // A record that is longer than the window is not tried again at every chunk.
    bytesWanted = bytesHeld + windowBytes;
  }
  yield* reader.read(Buffer.concat(parts), true).records;
}

const windowBytes = 512 * 1024;
const recordBytesMax = limits.sheetRecordBytesMax;

interface WindowReader {
  /** Reads the records that end within the window; the rest begins with one that may not have ended yet. */
  read(window: Buffer, isEnd: boolean): { readonly records: SheetRecord[]; readonly rest: Buffer };
}

function windowReader(tellColumns: (columns: readonly string[]) => void): WindowReader {
  let form: Form | null = null;
  let heading: string[] | null = null;
  let firstLine = 1;
  let isInLongLine = false;
  const take = (cells: string[], line: number): SheetRecord | null => {
    if (cells.length === 1 && cells[0]?.trim() === '') return null;
    if (heading === null) {
      heading = headingOf(cells);
      tellColumns(heading);
      return null;
    }
    const fields = fieldsOf(heading, cells);
    const problem = `the line has ${cells.length} cells where the heading has ${heading.length}`;
    return cells.length === heading.length ? { line, fields } : { line, fields, problem };
  };
  const damaged = (line: number, what: string, cells: readonly string[]): SheetRecord => {
    if (heading === null) throw new Fault('invalid-request', `The heading can't be read: line ${line} ${what}.`);
    return { line, fields: fieldsOf(heading, cells), problem: `the line ${what}` };
  };
  return {
    read(window, isEnd) {
      const records: SheetRecord[] = [];
      const isFirst = form === null;
      form ??= formOf(window);
      const { delimiter, newline } = form;
      const lineAt = lineCounter(window, newline, firstLine);
      let start = isFirst ? form.start : 0;
      if (isInLongLine) {
        start = afterLine(window, newline, start);
        isInLongLine = start === window.length && window.at(-1) !== newline.charCodeAt(0);
      }
      const end = isEnd ? window.length : window.lastIndexOf(newline) + 1;
      while (start < end) {
        const damage = readUndamaged(window.subarray(0, end), start, delimiter, newline, (cells, offset) => {
          const record = take(cells, lineAt(offset));
          if (record !== null) records.push(record);
        });
        start = damage === null ? end : damage.offset;
        if (damage === null) break;
        if (damage.isOpen && !isEnd && end - damage.offset <= recordBytesMax) break;
        records.push(damaged(lineAt(damage.offset), damage.what, damage.cells));
        start = afterLine(window, newline, damage.offset);
      }
      if (!isEnd && start >= end && window.length - start > recordBytesMax) {
        records.push(damaged(lineAt(start), `is longer than ${recordBytesMax} bytes`, []));
        isInLongLine = true;
        start = window.length;
      }
      firstLine = lineAt(start);
      return { records, rest: window.subarray(start) };
    },
  };
}

interface Form {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** Where the heading may begin: after a line that names the delimiter. */
  readonly start: number;
}

function formOf(window: Buffer): Form {
  const text = window.toString();
  const [naming = '', named] = /^sep=([^"\r\n])(?:\r\n|\n|\r|$)/iu.exec(text) ?? [];
  return {
    delimiter: named ?? delimiterOf(text),
    newline: text.includes('\n') ? '\n' : '\r',
    start: Buffer.byteLength(naming),
  };
}

function afterLine(bytes: Buffer, newline: string, offset: number): number {
  const lineEnd = bytes.indexOf(newline, offset);
  return lineEnd === -1 ? bytes.length : lineEnd + 1;
}

interface Damage {
  /** Where the damaged record starts. */
  readonly offset: number;
  readonly what: string;
  /** The end came before the quote was closed: more text might close it. */
  readonly isOpen: boolean;
  /** Its cells before the damage. */
  readonly cells: readonly string[];
}

const CsvRecord = z.object({ record: z.array(z.string()), info: z.object({ bytes: z.number() }) });

// Reads from an offset up to the first damage, or to the end.
function readUndamaged(
  bytes: Buffer,
  start: number,
  delimiter: string,
  newline: '\n' | '\r',
  take: (cells: string[], offset: number) => void,
): Damage | null {
  let recordStart = afterBlanks(bytes, start);
  let cellEnd = recordStart;
  let cells: string[] = [];
  try {
    parse(bytes.subarray(start), {
      delimiter,
      record_delimiter: newline === '\n' ? ['\r\n', '\n'] : ['\r'],
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      cast: (value, { index, quoting, bytes: read }) => {
        const cellStart = index === 0 ? recordStart : cellEnd + Buffer.byteLength(delimiter);
        cellEnd = start + read;
        // The parser leaves the opening quote where its partner does not close the cell.
        const isInDoubt = quoting && value.startsWith('"');
        const cell = isInDoubt ? quotedCell(value, bytes.toString('utf8', cellStart, cellEnd), delimiter) : value;
        cells.push(cell);
        return cell;
      },
      on_record: (raw: unknown) => {
        const { record, info } = CsvRecord.parse(raw);
        take(record, recordStart);
        recordStart = afterBlanks(bytes, start + info.bytes);
        cells = [];
        return null;
      },
    });
    return null;
  } catch (error) {
    if (error instanceof StrayQuote) return { offset: recordStart, what: 'has a stray quote', isOpen: false, cells };
    if (!(error instanceof CsvError)) throw error;
    return { offset: recordStart, what: 'opens a quote that is never closed', isOpen: true, cells };
  }
}

class StrayQuote extends Error {
  override readonly name = 'StrayQuote';
}

// The text of a cell that opens with a quote, from how it stands in the file.
function quotedCell(value: string, raw: string, delimiter: string): string {
  const inner = raw.slice(1, -1).replaceAll('""', '');
  if (raw.endsWith('"') && !inner.includes('"')) return value;
  if (delimiter === '\t' && !/[\t\r\n]/.test(raw)) return raw;
  throw new StrayQuote();
}

function afterBlanks(bytes: Buffer, offset: number): number {
  let at = offset;
  while (bytes[at] === 0x0a || bytes[at] === 0x0d) at += 1;
  return at;
}

// The line of an offset, counted on from the last one asked: offsets only grow.
function lineCounter(bytes: Buffer, newline: string, firstLine: number): (offset: number) => number {
  let line = firstLine;
  let counted = 0;
  return (offset) => {
    for (let at = bytes.indexOf(newline, counted); at !== -1 && at < offset; at = bytes.indexOf(newline, counted)) {
      line += 1;
      counted = at + 1;
    }
    return line;
  };
}

// Cells without a heading belong to nothing.
function fieldsOf(heading: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    heading.slice(0, cells.length).map((name, index): [string, string] => [name, cells[index] ?? '']),
  );
}

function delimiterOf(text: string): string {
  const heading = (/[^\r\n]+/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: heading.split(delimiter).length - 1 }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
}
