import { type CandidateRow, candidateCells, candidateColumns } from './candidate-tally.ts';
import { csvLine } from './csv-line.ts';
import { csvColumns, resultCells } from './result-csv.ts';
import type { Output, ResultFormat } from './result-format.ts';
import { type ResultRow, resultColumns } from './result-row.ts';
import { reportText } from './result-text.ts';
import { textWriter } from './text-writer.ts';

/** Writes result rows as they come, each with the columns of its input row. */
export interface ResultWriter {
  write(row: ResultRow, carried: Readonly<Record<string, unknown>>): Promise<void>;
  /** Writes what follows the rows, and settles once all is written. The stream stays open. */
  end(candidates: Iterable<CandidateRow>): Promise<void>;
}

/**
 * JSON Lines keep everything. CSV and XLSX are for spreadsheets: verdicts as one line a point, lists with spaces, cells
 * that a spreadsheet would take for a formula are defused, and a file of CSV starts with the byte order mark by which Excel
 * knows UTF-8. XLSX has a second sheet with one row a candidate. Text is one paragraph a row.
 *
 * @param columns the input columns, in order, that rows end with; one that is named like a result is kept as `input_` and its name
 */
export async function resultWriter(
  output: Output,
  format: ResultFormat,
  columns: readonly string[],
): Promise<ResultWriter> {
  const { put, flush: end } = textWriter(output.stream);
  switch (format) {
    case 'text':
      return { write: (row, carried) => put(`${reportText(row, carried)}\n\n`), end };
    case 'jsonl': {
      const names = carriedNames(columns, resultColumns);
      const write: ResultWriter['write'] = (row, carried) => {
        const kept = Object.entries(carried).map(([column, value]) => [names.get(column) ?? column, value]);
        return put(`${JSON.stringify({ ...row, ...Object.fromEntries(kept) })}\n`);
      };
      return { write, end };
    }
    case 'csv': {
      const names = carriedNames(columns, csvColumns);
      let opening = (output.isFile ? byteOrderMark : '') + csvLine([...csvColumns, ...names.values()]);
      const write: ResultWriter['write'] = (row, carried) => {
        const text = opening + csvLine([...resultCells(row), ...columns.map((name) => textOf(carried[name]))]);
        opening = '';
        return put(text);
      };
      return { write, end };
    }
    case 'xlsx': {
      // Dear to load, and rarely asked for.
      const { xlsxBook } = await import('./xlsx-book.ts');
      const names = carriedNames(columns, csvColumns);
      const book = xlsxBook(output.stream);
      const responses = book.sheet('responses', [...csvColumns, ...names.values()]);
      return {
        write: (row, carried) => responses.add([...resultCells(row), ...columns.map((name) => carried[name])]),
        end: async (candidates) => {
          const sheet = book.sheet('candidates', candidateColumns);
          for (const candidate of candidates) await sheet.add(candidateCells(candidate));
          await book.end();
        },
      };
    }
  }
}

export const byteOrderMark = '\ufeff';

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

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
