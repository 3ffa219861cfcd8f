import { type CandidateRow, candidateCells, candidateColumns } from '../results/candidate-tally.ts';
import { csvLine } from '../results/csv-line.ts';
import type { Output, ResultFormat } from '../results/result-format.ts';
import { shown } from '../results/result-text.ts';
import { byteOrderMark } from '../results/result-writer.ts';
import { textWriter } from '../results/text-writer.ts';
import { textTable } from './text-table.ts';

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
      await put((output.isFile ? byteOrderMark : '') + csvLine(candidateColumns));
      for (const row of rows) await put(csvLine(candidateCells(row)));
      return flush();
    case 'text': {
      const cells = [...rows].map((row) => candidateCells(row).map((cell) => shown(String(cell ?? ''))));
      await put(`${textTable([[...candidateColumns], ...cells])}\n`);
      return flush();
    }
    case 'xlsx': {
      const { xlsxBook } = await import('../results/xlsx-book.ts');
      const book = xlsxBook(output.stream);
      const sheet = book.sheet('candidates', candidateColumns);
      for (const row of rows) await sheet.add(candidateCells(row));
      return book.end();
    }
  }
}
