import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli, shippedBank } from '../../support/cli.ts';
import { newFolder } from '../../support/process.ts';

const said =
  'We had this at my last job: the planner picked the wrong one after a bulk load, so I ran analyze on the big table and ' +
  'the nightly report went from an hour to two minutes.';
const told = said.replace('my last job', 'university').replace('two minutes', 'half a minute');
const rows = [
  { candidate: 'Ada', question_id: 'database-index', answer: said },
  { candidate: 'Ben', question_id: 'database-index', answer: told },
  { candidate: 'Cyd', question_id: 'database-index', answer: 'Indexes make reads fast. Writes get slower.' },
  { candidate: 'Dan', question_id: 'cap-theorem', answer: said },
];
const jsonl = (some: readonly object[]) => some.map((row) => JSON.stringify(row)).join('\n');

describe('markscheme similar', () => {
  test('tells a person which answers to one question are alike, and why it thinks so', async () => {
    const { code, out, messages } = await runCli(['similar', '-'], { input: jsonl(rows) });
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    expect(out).toContain('4 answers to 2 questions compared: 2 of them in 1 group');
    expect(out).toMatch(/group 1 {2}database-index {2}near-duplicate: copies between candidates\?\n {2}".+"\n/);
    expect(out).toMatch(/row 1 +line 1 +1\.00 +Ada\n +row 2 +line 2 +0\.\d\d +Ben/);
    expect(out).not.toContain('Cyd');
  });

  test('reads the results that grade writes, CSV and JSON Lines, and gives the same groups', async () => {
    const groupsOf = async (input: string) => {
      const { code, out } = await runCli(['similar', '-', '--format', 'json'], { input });
      expect(code).toBe(0);
      return JSON.parse(out).groups.map((group: { members: { row: number; candidate: string }[] }) =>
        group.members.map(({ row, candidate }) => [row, candidate]),
      );
    };
    for (const format of ['csv', 'jsonl']) {
      const graded = await runCli(['grade', '-', '--format', format], { input: jsonl(rows.slice(0, 3)) });
      expect(await groupsOf(graded.out)).toEqual([
        [
          [1, 'Ada'],
          [2, 'Ben'],
        ],
      ]);
    }
  });

  const inOtherWords = rows.slice(0, 3).map(({ candidate, question_id, answer }) => ({
    Applicant: candidate,
    'Question ID': question_id,
    Response: answer,
  }));
  const namesIn = (out: string): string[] =>
    JSON.parse(out).groups.flatMap(({ members }: { members: { candidate: string }[] }) =>
      members.map(({ candidate }) => candidate),
    );

  test('understands headings as grade does, and as it is told', async () => {
    const guessed = await runCli(['similar', '-', '--format', 'json'], { input: jsonl(inOtherWords) });
    expect(guessed.messages).toBe('columns: answer <- Response, question_id <- Question ID, candidate <- Applicant\n');
    expect(namesIn(guessed.out)).toEqual(['Ada', 'Ben']);
    const wide = jsonl(rows.slice(0, 3).map(({ candidate, answer }) => ({ Who: candidate, Index: answer })));
    const args = ['--wide', '--question-column', 'Index=database-index', '--map', 'candidate=Who', '--format', 'json'];
    expect(namesIn((await runCli(['similar', '-', ...args], { input: wide })).out)).toEqual(['Ada', 'Ben']);
  });

  test('knows who said what in results of grade, whatever the headings were that it was told of', async () => {
    const told = jsonl(
      rows
        .slice(0, 3)
        .map(({ candidate, question_id, answer }) => ({ who: candidate, topic: question_id, said: answer })),
    );
    const map = ['candidate=who', 'question_id=topic', 'answer=said'].flatMap((pair) => ['--map', pair]);
    for (const ending of ['csv', 'xlsx', 'jsonl']) {
      const file = join(await newFolder(), `results.${ending}`);
      await runCli(['grade', '-', '--out', file, ...map], { input: told });
      const similar = await runCli(['similar', file, '--format', 'json']);
      expect({ code: similar.code, names: namesIn(similar.out) }).toEqual({ code: 0, names: ['Ada', 'Ben'] });
      const analysed = JSON.parse((await runCli(['analyse', file, '--json'])).out);
      expect(analysed).toMatchObject({ rows: { analysed: 3, nameless: 0 }, unusable: [] });
    }
  });

  test('writes a line a member as CSV, and no formula', async () => {
    const named = rows.map((row) => ({ ...row, candidate: `=${row.candidate}` }));
    const { out } = await runCli(['similar', '-', '--format', 'csv'], { input: jsonl(named) });
    const [heading, ...lines] = out.trim().split('\n');
    expect(heading).toBe('group,question,level,finding,row,line,candidate,similarity,excerpt');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^1,database-index,near-duplicate,copies,1,1,'=Ada,1,/);
  });

  test('does not take for copyists who recite the reference of the bank, or that of the file', async () => {
    const reference =
      'A saga splits one transaction into local ones, each with a compensating action that undoes it when a later one fails.';
    const recited = ['Ada', 'Ben'].map((candidate) => ({
      candidate,
      question: 'What is a saga?',
      reference_answer: reference,
      answer: `${reference} ${candidate} says so.`,
    }));
    const shipped = (await shippedBank()).find(({ id }) => id === 'database-index');
    const recitedFromBank = ['Ada', 'Ben'].map((candidate) => ({
      candidate,
      question_id: 'database-index',
      answer: `${candidate} says: ${shipped?.reference}`,
    }));
    for (const some of [recited, recitedFromBank]) {
      const { out } = await runCli(['similar', '-'], { input: jsonl(some) });
      expect(out).toContain('2 answers to 1 question compared: 0 of them in 0 groups');
    }
  });

  test('names rows that it can not read and exits with 2', async () => {
    const broken = [...rows, { candidate: 'Eve', answer: said }, { question_id: 'x', answer: 7 }];
    const { code, messages } = await runCli(['similar', '-'], { input: jsonl(broken) });
    expect(code).toBe(2);
    expect(messages.trim().split('\n')).toEqual([
      'row 5 (line 5): there is neither a question_id nor a question',
      'row 6 (line 6): the answer is not text',
    ]);
  });

  test.each([
    ['answer,candidate\nBecause.,Ada', 'There is neither a column "question_id" nor a column "question".'],
    ['answer,question_id\nBecause.,', 'No row can be compared; row 1 (line 2): there is neither'],
  ])('refuses a file without anything to compare: %j', async (input, reason) => {
    const { code, out, messages } = await runCli(['similar', '-'], { input });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(messages).toContain(reason);
  });
});
