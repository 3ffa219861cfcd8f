import { stringify } from 'csv-stringify/sync';
import { defusedCell } from './defused-cell.ts';
import type { Output, ResultFormat } from './output-file.ts';
import { csvColumns, csvRecord } from './result-csv.ts';
import { type ResultRow, resultColumns } from './result-row.ts';
import { reportText } from './result-text.ts';

/** Writes result rows as they come, each with the columns of its input row. */
export interface ResultWriter {
  write(row: ResultRow, carried: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * JSON Lines keep everything. CSV is for spreadsheets: verdicts as one line a point, lists with spaces, cells that a
 * spreadsheet would take for a formula are defused, and a file starts with the byte order mark by which Excel knows UTF-8.
 * Text is one paragraph a row.
 *
 * @param columns the input columns, in order, that rows end with; one that is named like a result is kept as `input_` and its name
 */
export function resultWriter(
  { stream, isFile }: Output,
  format: ResultFormat,
  columns: readonly string[],
): ResultWriter {
  const put = (text: string): Promise<void> =>
    new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));
  if (format === 'text') return { write: (row, carried) => put(`${reportText(row, carried)}\n\n`) };
  if (format === 'jsonl') {
    const names = carriedNames(columns, resultColumns);
    return {
      write: (row, carried) => {
        const kept = Object.entries(carried).map(([column, value]) => [names.get(column) ?? column, value]);
        return put(`${JSON.stringify({ ...row, ...Object.fromEntries(kept) })}\n`);
      },
    };
  }
  const names = carriedNames(columns, csvColumns);
  const line = (cells: readonly string[]): string => stringify([cells.map(defusedCell)]);
  let opening = (isFile ? byteOrderMark : '') + line([...csvColumns, ...names.values()]);
  return {
    write: (row, carried) => {
      const text = opening + line([...csvRecord(row), ...columns.map((name) => cellOf(carried[name]))]);
      opening = '';
      return put(text);
    },
  };
}

const byteOrderMark = '\ufeff';

function carriedNames(columns: readonly string[], taken: readonly string[]): Map<string, string> {
  const used = new Set([...taken, ...columns]);
  const names = columns.map((column): [string, string] => {
    let name = column;
    if (taken.includes(column)) while (used.has(name)) name = `input_${name}`;
    used.add(name);
    return [column, name];
  });
  return new Map(names);
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
