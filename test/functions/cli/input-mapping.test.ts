import { execFileSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { linesOf, runCli } from '../../support/cli.ts';
import { newFolder } from '../../support/process.ts';
import { workbookOf } from '../../support/workbooks.ts';

afterEach(() => vi.unstubAllEnvs());

const inWords =
  'Applicant,Model answer,Question text,Response\nAda,Lookups get fast.,Why an index?,Lookups get fast.\n';

test('grades a sheet whose headings say the same in other words, says how it understood them, keeps its columns, and tells under known names who said what', async () => {
  const { code, out, messages } = await runCli(['grade', '-'], { input: inWords });
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([{ status: 'graded', Applicant: 'Ada', Response: 'Lookups get fast.' }]);
  expect(linesOf(out)).toMatchObject([{ candidate: 'Ada', answer: 'Lookups get fast.', question: 'Why an index?' }]);
  expect(messages).toContain(
    'columns: answer <- Response, question <- Question text, reference_answer <- Model answer, candidate <- Applicant\n',
  );
});

test('tells of all columns that it read under another heading where one of them has to be told', async () => {
  const input = 'Applicant,Question ID,Response\nAda,crud,Create\n';
  const { messages } = await runCli(['grade', '-'], { input });
  expect(messages).toContain('columns: answer <- Response, question_id <- Question ID, candidate <- Applicant\n');
});

test('does not let a column that means something else pass for the answer in the results', async () => {
  const input = 'answer,said,question_id,candidate\nunlabelled,Create,crud,Ada\n';
  const args = ['grade', '-', '--map', 'answer=said', '--map', 'candidate='];
  const { out } = await runCli(args, { input });
  const [line] = linesOf(out);
  expect(line).toMatchObject({ input_answer: 'unlabelled', answer: 'Create', said: 'Create', input_candidate: 'Ada' });
  expect(line).not.toHaveProperty('candidate');
});

test('names the headings of what is no sheet in one line that a person can read', async () => {
  const [long, hostile] = ['x'.repeat(500), '\u001b[2J\ufffd\ufffdname'];
  const input = `${[long, hostile, ...Array.from({ length: 40 }, (_, n) => `c${n}`)].join(',')}\n1\n`;
  const { code, messages } = await runCli(['grade', '-'], { input });
  expect(code).toBe(1);
  expect(messages).toContain(`The columns are: ${'x'.repeat(40)}..., [2J name, c0, `);
  expect(messages).toContain('c27 and 12 more.');
});

test('says nothing of columns whose headings say it themselves', async () => {
  const { messages } = await runCli(['grade', '-'], { input: 'Answer,question-id\nCreate,crud\n' });
  expect(messages).not.toContain('columns:');
});

test('does not start where two columns would do equally well, and then takes the one that is named', async () => {
  const input = 'Response,Candidate response,question_id\nno,"Create, read, update and delete.",crud\n';
  const refused = await runCli(['grade', '-'], { input });
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.messages).toBe(
    'markscheme: The columns "Response" and "Candidate response" could each be the column "answer". ' +
      'Name the right one with --map answer=<heading>.\n',
  );
  const args = ['grade', '-', '--map', 'Answer=candidate response', '--map', 'candidate='];
  const { code, out } = await runCli(args, { input });
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([{ status: 'graded', gate: null }]);
});

test.each([
  [['--map', 'reply=Response'], 'It must be one of answer, question_id,'],
  [['--map', 'answer'], 'It must be one of answer, question_id,'],
  [['--map', 'answer=Nothing'], 'There is no column "Nothing".'],
  [['--question-column', 'First=Not An Id'], 'It must be a heading, =, and a question id.'],
  [['--sheet', 'Two'], 'has no sheets'],
])('does not start with %j', async (args, reason) => {
  const { code, out, messages } = await runCli(['grade', '-', ...args], { input: inWords });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(messages).toContain(reason);
});

test('grades a wide sheet by told columns, names a bad cell by line and column, and skips blanks where told', async () => {
  const input = `Name,A = B?,crud\nAda,Create,${'x'.repeat(20_001)}\nBen,,\n`;
  const args = ['grade', '-', '--wide', '--question-column', 'A = B?=tcp-vs-udp'];
  const { code, out, messages } = await runCli(args, { input });
  expect(code).toBe(2);
  expect(linesOf(out)).toMatchObject([
    { row: 1, Name: 'Ada', question_id: 'tcp-vs-udp', answer: 'Create', status: 'graded' },
    { row: 2, Name: 'Ada', question_id: 'crud', status: 'failed' },
    { row: 3, Name: 'Ben', question_id: 'tcp-vs-udp', gate: 'empty', score: 0 },
    { row: 4, Name: 'Ben', question_id: 'crud', gate: 'empty', score: 0 },
  ]);
  expect(messages).toContain('row 2 (line 2, column "crud"): the answer has 20001 characters');
  expect(linesOf((await runCli([...args, '--skip-blanks'], { input })).out)).toHaveLength(2);
});

test('grades the chosen sheet of a workbook', async () => {
  const file = join(await newFolder(), 'answers.xlsx');
  const bytes = await workbookOf((workbook) => {
    workbook.addWorksheet('Readme').addRows([['Fill in the next sheet.'], ['Thank you.']]);
    workbook.addWorksheet('Answers').addRows([
      ['Name', 'question_id', 'Response'],
      ['Ada', 'crud', 'Create, read, update and delete.'],
    ]);
  });
  await writeFile(file, bytes);
  const { code, out } = await runCli(['grade', file, '--sheet', 'answers']);
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([{ status: 'graded', Name: 'Ada' }]);
  expect((await runCli(['grade', file])).messages).toContain('There is no column "answer".');
});

test('reads what can be read only once, standard input and pipes, and leaves nothing behind', async () => {
  const folder = await newFolder();
  vi.stubEnv('TMPDIR', folder);
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const written = writeFile(pipe, inWords);
  const { code, out } = await runCli(['grade', pipe]);
  await written;
  expect(code).toBe(0);
  expect(linesOf(out)).toHaveLength(1);
  await runCli(['grade', '-'], { input: inWords });
  await runCli(['grade', '-'], { input: 'none\n' });
  expect(await readdir(folder)).toEqual(['pipe']);
});
