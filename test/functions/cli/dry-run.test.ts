import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../support/cli.ts';
import { countedModel, skyAnswer, skyQuestion } from '../../support/counted-model.ts';
import { newFolder } from '../../support/process.ts';
import { sheetOf } from '../../support/workbooks.ts';

/** Answers to one question as JSON Lines. */
function skyRows(answers: readonly string[]): string {
  return answers.map((answer) => JSON.stringify({ ...skyQuestion, answer })).join('\n');
}

test('says of a sound file how it is understood and what it would take, and grades nothing', async () => {
  const input = 'Applicant,qid,Response,note\nAda,crud,"Create, read, update and delete.",x\nBen,crud,,y\n';
  const { code, out } = await runCli(['grade', '-', '--dry-run'], { input });
  expect(code).toBe(0);
  expect(out).toBe(
    [
      "2 rows: 2 can be graded, 0 can't",
      'columns: answer <- Response, question_id <- qid, candidate <- Applicant',
      'carried through: note',
      '',
      'rows by question (1):',
      '  crud  2',
      '',
      'different answers: 2; rows that repeat one, at no cost: 0',
      'settled without a judge: 1 (empty 1)',
      '',
      'estimate, judge offline: no calls, no tokens, $0, less than a minute',
      '',
    ].join('\n'),
  );
});

test('names every row that cannot be graded by line, column and reason, and lists them in a file', async () => {
  const folder = await newFolder();
  const file = join(folder, 'answers.csv');
  const list = join(folder, 'bad.csv');
  await writeFile(file, `Name,crud,TCP vs UDP\nAda,${'x'.repeat(20_001)},fine\nBen,short\n`);
  const { code, out } = await runCli(['grade', file, '--dry-run', '--bad-rows', list]);
  expect(code).toBe(2);
  expect(out).toContain("4 rows: 1 can be graded, 3 can't\n");
  expect(out).toContain('  line 2, column "crud": the answer has 20001 characters; at most 20000 are graded\n');
  expect(await readFile(list, 'utf8')).toBe(
    [
      '\ufeffline,column,reason',
      '2,crud,"the answer has 20001 characters; at most 20000 are graded"',
      '3,crud,the line has 2 cells where the heading has 3',
      '3,TCP vs UDP,the line has 2 cells where the heading has 3',
      '',
    ].join('\n'),
  );
});

test('says on the same rows the same as grading: which fail, and why', async () => {
  const input = [
    'answer,question_id,question,reference_answer',
    'Create.,none,,',
    'Create.,Not An Id,,',
    'Create.,,,',
    'Create.,,Why is that so?,?!',
    'Create.,crud,,',
  ].join('\n');
  const planned = await runCli(['grade', '-', '--dry-run'], { input });
  const graded = await runCli(['grade', '-'], { input });
  const reasons = [...graded.messages.matchAll(/^row \d+ \((line \d+)\): (.*?)(?:; see ".*")?$/gm)];
  expect(reasons).toHaveLength(4);
  for (const [, place, reason] of reasons) expect(planned.out).toContain(`  ${place}: ${reason}\n`);
  expect(planned.out).toContain('for the ids, see "markscheme questions list"');
});

test('shows the first bad rows only, and where to have them all', async () => {
  const input = `answer,question_id\n${'x,none\n'.repeat(25)}`;
  const { out } = await runCli(['grade', '-', '--dry-run'], { input });
  expect(out.match(/there is no question none/g)).toHaveLength(20);
  expect(out).toContain('  and 5 more: --bad-rows <file> lists them all\n');
});

test('asks nothing, and foretells the calls that grading then makes: one for each different answer not paid for', async () => {
  const model = countedModel();
  const args = ['grade', '-', '--judge', 'llm'];
  const first = { input: skyRows([1, 2].map(skyAnswer)), tools: model.tools };
  await runCli(args, first);
  expect(model.asked).toHaveLength(2);
  const input = skyRows([...[1, 2, 3, 4, 4, 4].map(skyAnswer), '', 'zzxxqq wwrrtt']);
  const { code, out } = await runCli([...args, '--dry-run'], { input, tools: model.tools });
  expect(code).toBe(0);
  expect(model.asked).toHaveLength(2);
  expect(out).toContain('different answers: 6; rows that repeat one, at no cost: 2\n');
  expect(out).toContain('settled without a judge: 2 (');
  expect(out).toContain('judged and paid for before: 2\n');
  expect(out).toMatch(/^ {2}calls +2, at most 6$/m);
  await runCli(args, { input, tools: model.tools });
  expect(model.asked).toHaveLength(4);
});

test('reckons dollars from the list price, and says where none is known', async () => {
  const input = skyRows([skyAnswer(1)]);
  const priced = await runCli(['grade', '-', '--dry-run'], { input, tools: countedModel().tools });
  expect(priced.out).toMatch(/^ {2}USD +\$0\.00\d\d, at most \$0\.0\d\d\d$/m);
  const { tools } = countedModel(undefined, 'unpriced');
  const unpriced = await runCli(['grade', '-', '--dry-run'], { input, tools });
  expect(unpriced.out).toMatch(/^ {2}USD +no price is known of unpriced$/m);
});

test('counts a call more for each row whose feedback is to be worded', async () => {
  const { tools, asked } = countedModel();
  const input = skyRows([skyAnswer(1), skyAnswer(1), skyAnswer(2)]);
  const { out } = await runCli(['grade', '-', '--dry-run', '--judge', 'offline', '--polish'], { input, tools });
  expect(out).toMatch(/^ {2}calls +3, at most 3$/m);
  expect(asked).toEqual([]);
});

test('takes a workbook for a dry run', async () => {
  const file = join(await newFolder(), 'answers.xlsx');
  await writeFile(
    file,
    await sheetOf([
      ['question_id', 'Response'],
      ['crud', 'Create'],
      ['none', 'Create'],
    ]),
  );
  const { code, out } = await runCli(['grade', file, '--dry-run']);
  expect(code).toBe(2);
  expect(out).toContain('  line 3: there is no question none\n');
});

test('defuses what a spreadsheet would take for a formula in the list of bad rows', async () => {
  const list = join(await newFolder(), 'bad.csv');
  const input = '=1+1,crud\na,b,c\n';
  const args = ['grade', '-', '--dry-run', '--wide', '--question-column', '=1+1=tcp-vs-udp', '--bad-rows', list];
  expect((await runCli(args, { input })).code).toBe(2);
  expect(await readFile(list, 'utf8')).toContain("\n2,'=1+1,");
});

test.each([
  [['--bad-rows', 'bad.csv'], '--bad-rows goes with --dry-run.'],
  [['--dry-run', '--judge', 'llm'], 'No model is configured'],
  [['--dry-run', '--polish'], 'No model is configured'],
  [['--dry-run', '--bad-rows', '/no/such/folder/bad.csv'], "bad.csv can't be written: no such file or directory."],
])('does not start with %j', async (args, reason) => {
  const { code, out, messages } = await runCli(['grade', '-', ...args], { input: 'answer,question_id\nx,crud\n' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(messages).toContain(reason);
});

test('does not write the list of bad rows over the answers', async () => {
  const file = join(await newFolder(), 'answers.csv');
  await writeFile(file, 'answer,question_id\nx,none\n');
  const { code, messages } = await runCli(['grade', file, '--dry-run', '--bad-rows', file]);
  expect(code).toBe(1);
  expect(messages).toContain(`would overwrite ${file}`);
  expect(await readFile(file, 'utf8')).toBe('answer,question_id\nx,none\n');
});
