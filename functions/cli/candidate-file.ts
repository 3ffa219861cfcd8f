import { stringify } from 'csv-stringify/sync';
import { type CandidateRow, candidateCells, candidateColumns } from './candidate-tally.ts';
import { defusedCell } from './defused-cell.ts';
import type { Output, ResultFormat } from './output-file.ts';
import { shown } from './result-text.ts';
import { byteOrderMark } from './result-writer.ts';
import { textTable } from './text-table.ts';
import { textWriter } from './text-writer.ts';

/** Writes one row a candidate, in the formats of results. The stream stays open. */
export async function writeCandidates(
  output: Output,
  format: ResultFormat,
  rows: Iterable<CandidateRow>,
): Promise<void> {
  const { put, flush } = textWriter(output.stream);
  switch (format) {
    case 'jsonl':
      for (const row of rows) await put(`${JSON.stringify(row)}\n`);
      return flush();
    case 'csv':
      await put((output.isFile ? byteOrderMark : '') + stringify([[...candidateColumns]]));
      for (const row of rows)
        await put(stringify([candidateCells(row).map((cell) => defusedCell(String(cell ?? '')))]));
      return flush();
    case 'text': {
      const cells = [...rows].map((row) => candidateCells(row).map((cell) => shown(String(cell ?? ''))));
      await put(`${textTable([[...candidateColumns], ...cells])}\n`);
      return flush();
    }
    case 'xlsx': {
      const { xlsxBook } = await import('./xlsx-book.ts');
      const book = xlsxBook(output.stream);
      const sheet = book.sheet('candidates', candidateColumns);
      for (const row of rows) await sheet.add(candidateCells(row));
      return book.end();
    }
  }
}
