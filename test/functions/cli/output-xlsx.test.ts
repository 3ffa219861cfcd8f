import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { csvColumns } from '../../../functions/results/result-csv.ts';
import { linesOf, runCli } from '../../support/cli.ts';
import { newFolder } from '../../support/process.ts';

const csv = `Candidate,id,question_id,answer,score
ada,007,crud,"Create, read, update and delete.",=1+1
bob,8,crud,I don't know,2
ada,9,crud,"Creating, reading and deleting of records.",3
=HYPERLINK("http://x"),10,nonsense,What?,4
,11,crud,,5
`;

async function gradedTo(name: string, ...flags: string[]): Promise<string> {
  const folder = await newFolder();
  const file = join(folder, 'answers.csv');
  await writeFile(file, csv);
  const { code } = await runCli(['grade', file, '--out', join(folder, name), ...flags]);
  expect(code).toBe(2);
  return folder;
}

async function sheetsOf(file: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return book;
}

/** The rows of a sheet, its heading first; what is empty is null. */
function rowsOf(sheet: ExcelJS.Worksheet | undefined): unknown[][] {
  const width = sheet?.columnCount ?? 0;
  return (sheet?.getRows(1, sheet.rowCount) ?? []).map((row) =>
    Array.from({ length: width }, (_, index) => row.getCell(index + 1).value),
  );
}

test('writes a workbook: a response a row with its own columns behind, numbers as numbers, nothing that runs', async () => {
  const folder = await gradedTo('results.xlsx');
  const book = await sheetsOf(join(folder, 'results.xlsx'));
  expect(book.worksheets.map(({ name }) => name)).toEqual(['responses', 'candidates']);
  for (const { views } of book.worksheets) expect(views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
  const [heading = [], ...rows] = rowsOf(book.worksheets[0]);
  expect(heading).toEqual([...csvColumns, 'Candidate', 'id', 'question_id', 'answer', 'input_score']);
  const cell = (row: number, column: string): unknown => rows[row]?.[heading.indexOf(column)];
  expect(rows.map((_, index) => cell(index, 'row'))).toEqual([1, 2, 3, 4, 5]);
  expect(cell(0, 'score')).toEqual(expect.any(Number));
  expect(cell(1, 'score')).toBe(0);
  expect(cell(3, 'status')).toBe('failed');
  expect(cell(3, 'score')).toBeNull();
  // What was text in the file stays text, and a formula is none.
  expect(cell(0, 'id')).toBe('007');
  expect(cell(0, 'input_score')).toBe("'=1+1");
  expect(cell(3, 'Candidate')).toBe('\'=HYPERLINK("http://x")');
  expect(cell(0, 'answer')).toBe('Create, read, update and delete.');
});

test('adds up what every candidate got, those first who come first in the file, the nameless last', async () => {
  const folder = await gradedTo('results.xlsx');
  const book = await sheetsOf(join(folder, 'results.xlsx'));
  const [heading, ada, bob, formula, nobody, ...others] = rowsOf(book.worksheets[1]);
  expect(heading).toEqual([
    ...['candidate', 'answers', 'graded', 'needs_review', 'failed', 'scored'],
    ...['mean_score', 'min_score', 'mean_calibrated_score', 'mean_coverage', 'mean_final_score'],
  ]);
  expect(others).toEqual([]);
  const { out } = await runCli(['grade', '-'], { input: csv });
  const results = linesOf(out).filter(({ Candidate }) => Candidate === 'ada');
  const scores = results.map(({ score }) => Number(score));
  expect(ada?.slice(0, 2)).toEqual(['ada', 2]);
  expect(Number(ada?.[2]) + Number(ada?.[3])).toBe(2);
  expect(ada?.slice(4, 6)).toEqual([0, 2]);
  expect(ada?.[6]).toBeCloseTo((Number(scores[0]) + Number(scores[1])) / 2, 1);
  expect(ada?.[7]).toBe(Math.min(...scores));
  expect(bob).toEqual(['bob', 1, 1, 0, 0, 1, 0, 0, null, 0, 0]);
  expect(formula).toEqual(['\'=HYPERLINK("http://x")', 1, 0, 0, 1, 0, null, null, null, null, null]);
  expect(nobody?.slice(0, 3)).toEqual([null, 1, 1]);
});

test('writes the candidates to a file of their own beside results of any format', async () => {
  const folder = await gradedTo('results.csv', '--candidates', join(await newFolder(), 'unused.csv'));
  const told = async (name: string): Promise<string> => {
    const { messages } = await runCli([
      ...['grade', join(folder, 'answers.csv'), '--candidates', join(folder, name), '--format', 'csv'],
    ]);
    expect(messages).toContain('5 rows');
    return readFile(join(folder, name), 'utf8');
  };
  const rows: Record<string, string>[] = parse(await told('candidates.csv'), { columns: true, bom: true });
  expect(rows.map(({ candidate }) => candidate)).toEqual(['ada', 'bob', '\'=HYPERLINK("http://x")', '']);
  expect(rows[0]).toMatchObject({ answers: '2', failed: '0', scored: '2', mean_calibrated_score: '' });
  const lines = linesOf(await told('candidates.jsonl'));
  expect(lines.map(({ candidate, answers }) => [candidate, answers])).toEqual([
    ['ada', 2],
    ['bob', 1],
    ['=HYPERLINK("http://x")', 1],
    [null, 1],
  ]);
  expect(await told('candidates.txt')).toMatch(/^candidate .*mean_final_score\nada /);
  await told('candidates.xlsx');
  const book = await sheetsOf(join(folder, 'candidates.xlsx'));
  expect(rowsOf(book.worksheets[0]).map(([candidate]) => candidate)).toEqual([
    ...['candidate', 'ada', 'bob', '\'=HYPERLINK("http://x")', null],
  ]);
});

test('says that a cell is cut where it can not hold the text, and writes a workbook to a pipe as well', async () => {
  const long = 'x'.repeat(40_000);
  const input = JSON.stringify({
    question_id: 'crud',
    answer: 'Create and read.',
    note: long,
    odd: 'a\ufffeb\u0001c\ud800',
  });
  const file = join(await newFolder(), 'results.xlsx');
  await runCli(['grade', '-', '--out', file], { input });
  const [heading = [], row = []] = rowsOf((await sheetsOf(file)).worksheets[0]);
  const note = String(row[heading.indexOf('note')]);
  expect(note).toHaveLength(32_767);
  expect(note).toMatch(/^x+ \[cut: a cell holds no more\]$/);
  expect(row[heading.indexOf('odd')]).toBe('a\ufffdbc\ufffd');
  const { code, out } = await runCli(['grade', '-', '--format', 'xlsx'], { input });
  expect({ code, start: out.slice(0, 2) }).toEqual({ code: 0, start: 'PK' });
});

test.each([
  ['the results themselves', (folder: string) => join(folder, 'results.csv'), 'must be a file of its own'],
  ['its input', (folder: string) => join(folder, 'answers.csv'), 'The results would overwrite'],
  ['standard output', () => '-', 'must be a file of its own'],
  ['a file of no format', (folder: string) => join(folder, 'a.docx'), 'No format is known for .docx files'],
])('does not start when the candidates would go to %s', async (_, target, reason) => {
  const folder = await newFolder();
  const file = join(folder, 'answers.csv');
  await writeFile(file, csv);
  const { code, messages } = await runCli([
    ...['grade', file, '--out', join(folder, 'results.csv'), '--candidates', target(folder)],
  ]);
  expect(code).toBe(1);
  expect(messages).toContain(reason);
  expect(await readFile(file, 'utf8')).toBe(csv);
});
