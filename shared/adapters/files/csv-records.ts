import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { missingColumn } from '../../domain/answer-row.ts';
import { Fault } from '../../domain/fault.ts';
import type { SheetRecord } from '../../ports.ts';

/**
 * Reads CSV: the delimiter is the one that a first line such as `sep=;` names, else the one the heading uses most (comma,
 * semicolon, tab or bar). Lines count as an editor counts them.
 *
 * A quote is special where it opens a cell; anywhere else it is text. In tab-separated files, which many programs write
 * without ever quoting, a quote that opens a cell and is followed by more text after its partner is text too.
 *
 * A damaged line ends the parser's trust in its quotes, so it is told apart by itself, with the cells before the damage,
 * and reading begins anew after it: a quote that is never closed costs one line, not the rest of the file.
 *
 * @throws Fault `invalid-request` when the heading can't be read, or no row can and the heading is none of answers
 */
export function readCsv(text: string): SheetRecord[] {
  const bytes = Buffer.from(text);
  const newline = text.includes('\n') ? '\n' : '\r';
  const lineAt = lineCounter(bytes, newline);
  const [naming = '', named] = /^sep=([^"\r\n])(?:\r\n|\n|\r|$)/iu.exec(text) ?? [];
  const delimiter = named ?? delimiterOf(text);
  const records: SheetRecord[] = [];
  let heading: string[] | null = null;
  const take = (cells: string[], line: number): void => {
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (heading === null) {
      heading = headingOf(cells);
      return;
    }
    const fields = fieldsOf(heading, cells);
    const problem = `the line has ${cells.length} cells where the heading has ${heading.length}`;
    records.push(cells.length === heading.length ? { line, fields } : { line, fields, problem });
  };
  let start = Buffer.byteLength(naming);
  while (start < bytes.length) {
    const damage = readUndamaged(bytes, start, delimiter, newline, (cells, offset) => take(cells, lineAt(offset)));
    if (damage === null) break;
    const line = lineAt(damage.offset);
    if (heading === null) throw new Fault('invalid-request', `The heading can't be read: line ${line} ${damage.what}.`);
    records.push({ line, fields: fieldsOf(heading, damage.cells), problem: `the line ${damage.what}` });
    const lineEnd = bytes.indexOf(newline, damage.offset);
    start = lineEnd === -1 ? bytes.length : lineEnd + 1;
  }
  requireColumnsOfUnreadable(heading, records);
  return records;
}

interface Damage {
  /** Where the damaged record starts. */
  readonly offset: number;
  readonly what: string;
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
    if (error instanceof StrayQuote) return { offset: recordStart, what: 'has a stray quote', cells };
    if (!(error instanceof CsvError)) throw error;
    return { offset: recordStart, what: 'opens a quote that is never closed', cells };
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

// Rows that are read show their columns to whoever uses them. Where none is, only the heading can tell the likely cause:
// that this is not a file of answers at all.
function requireColumnsOfUnreadable(heading: readonly string[] | null, records: readonly SheetRecord[]): void {
  if (heading === null || records.length === 0 || records.some((record) => !('problem' in record))) return;
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
