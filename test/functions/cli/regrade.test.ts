import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { wireTools } from '../../../functions/wire.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { linesOf, type RunChoices, runCli } from '../../support/cli.ts';
import { aPoint, aReport, goodAnswer, indexQuestion } from '../../support/llm-grader.ts';
import { completion, useScriptedModel } from '../../support/scripted-model.ts';

const server = useScriptedModel();
const question = { id: 'indexes', ...indexQuestion };
const { keyPoints } = indexQuestion.markScheme;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'markscheme-test-'));
  await bankOf('old.yaml', {});
  await bankOf('reweighted.yaml', { writes: { weight: 3 } });
  await bankOf('reworded.yaml', { writes: { text: 'Inserts become slower.', aliases: [] } });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

async function bankOf(name: string, changes: Readonly<Record<string, object>>): Promise<void> {
  const points = keyPoints.map((point) => ({ ...point, ...changes[point.id] }));
  const edited = { ...question, markScheme: { ...question.markScheme, keyPoints: points } };
  await writeFile(at(name), stringify({ questions: [edited] }));
}

const answers = [
  {
    candidate: 'Ada',
    answer: 'An index makes reads faster by avoiding full table scans, and that is the point of it.',
  },
  { candidate: 'Ben', answer: 'Every insert, update and delete has to maintain the index, which slows writes a lot.' },
  { candidate: 'Cyd', answer: 'I do not know.' },
].map((row) => ({ question_id: 'indexes', email: `${row.candidate}@example.org`, ...row }));

/** The results of those answers, by the question as it was. */
async function results(choices: RunChoices = {}, rows: readonly object[] = answers): Promise<string> {
  const input = rows.map((row) => JSON.stringify(row)).join('\n');
  const { out, code } = await runCli(['grade', '-', '--questions', at('old.yaml')], { input, ...choices });
  expect(code).toBe(0);
  return out;
}

const regrade = (input: string, edited: string, ...more: string[]) =>
  runCli(['regrade', '-', '--questions', at(edited), '--from', at('old.yaml'), ...more], { input });

describe('markscheme regrade', () => {
  test('tells who moves, by how much, and which ranks change, and writes nothing', async () => {
    const { code, out, messages } = await regrade(await results(), 'reweighted.yaml');
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    expect(out).toContain('indexes: key point writes recounted');
    expect(out).toContain('3 answers: 1 up, 1 down, 1 unmoved, 0 without a score');
    expect(out).toContain('0 calls for $0.00');
    expect(out).toMatch(/\n +1 +[\d.]+ +-> [\d.]+ +-[\d.]+ +1 +-> 2 +Ada\n/);
    expect(out).toMatch(/\n +2 +[\d.]+ +-> [\d.]+ +\+[\d.]+ +1 +Ben\n/);
    expect(out).toContain('Nothing was written');
  });

  test('knows whose row moved where grade was told which column names the candidate and which is the answer', async () => {
    const input = answers
      .map(({ candidate, answer, question_id }) => JSON.stringify({ who: candidate, said: answer, question_id }))
      .join('\n');
    const map = ['--map', 'candidate=who', '--map', 'answer=said'];
    const graded = await runCli(['grade', '-', '--questions', at('old.yaml'), ...map], { input });
    const { code, out } = await regrade(graded.out, 'reworded.yaml');
    expect(code).toBe(0);
    expect(out).toContain('Ben');
    expect(out).not.toContain('(unnamed)');
  });

  test('writes the same rows with their new marks, and says in each which verdicts are new', async () => {
    const before = linesOf(await results());
    const input = before.map((row) => JSON.stringify(row)).join('\n');
    const { code, out } = await regrade(input, 'reworded.yaml', '--apply', '--out', at('new.jsonl'), '--json');
    expect(code).toBe(0);
    const told = JSON.parse(out).questions[0].rows;
    const after = linesOf(await readFile(at('new.jsonl'), 'utf8'));
    expect(after).toHaveLength(3);
    for (const [index, row] of after.entries()) {
      const earlier = before[index] ?? {};
      expect(Object.keys(row)).toEqual(Object.keys(earlier));
      expect(row).toMatchObject({ email: earlier['email'], answer: earlier['answer'], score: told[index].after.score });
    }
    expect(after[1]).toMatchObject({
      verdicts: [{}, { text: 'Inserts become slower.' }, {}],
      provenance: { regrades: [{ regradeId: null, points: ['writes'] }] },
    });
    // What is written can be read, analysed and regraded again, and is as good as new.
    const again = await runCli(['regrade', at('new.jsonl'), '--questions', at('reworded.yaml')]);
    expect(again.out).toContain('3 rows are left as they are');
    expect((await runCli(['analyse', at('new.jsonl')])).code).toBe(0);
  });

  test('writes what the name of the file says, and starts nothing for one that says nothing', async () => {
    const input = await results();
    const marksIn = async (file: string): Promise<(string | undefined)[][]> => {
      const rows: Record<string, string>[] = parse(await readFile(file, 'utf8'), { columns: true, bom: true });
      return rows.map(({ row, status, score, candidate, email }) => [row, status, score, candidate, email]);
    };
    const changed = async (ending: string) =>
      regrade(input, 'reweighted.yaml', '--apply', '--out', at(`off.${ending}`), '--json');
    const { code, out } = await changed('csv');
    const told: { status: string; score: number }[] = JSON.parse(out).questions[0].rows.map(
      ({ after }: { after: { status: string; score: number } }) => after,
    );
    expect(code).toBe(0);
    expect(await marksIn(at('off.csv'))).toEqual(
      told.map(({ status, score }, index) => {
        const { candidate, email } = answers[index] ?? {};
        return [String(index + 1), status, String(score), candidate, email];
      }),
    );
    await changed('xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(at('off.xlsx'));
    expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['responses', 4],
      ['candidates', 4],
    ]);
    const unknown = await changed('docx');
    expect({ code: unknown.code, out: unknown.out }).toEqual({ code: 1, out: '' });
    expect(unknown.messages).toContain('No format is known for .docx files');
    const older = input.replaceAll('"reason":null', '"reason":null,"band":7');
    const refused = await regrade(older, 'reweighted.yaml', '--apply', '--out', at('older.csv'));
    expect(refused.messages).toContain('Row 1 (line 1) is no whole result of this version');
  });

  test('asks a model once an answer for one edited point, and not at all where only a weight changed', async () => {
    const kept = new Map();
    const judgements = {
      find: async (_tenant: string, work: string) => kept.get(work),
      save: async (_tenant: string, work: string, judgement: unknown) => void kept.set(work, judgement),
    };
    const tools = {
      judging: { ...wireTools({ model: null }), model: openAiModel(server.settings()) },
      openJudgements: async () => ({ judgements, close: async () => undefined }),
    };
    server.script(completion(aReport()));
    const graded = await results({ tools }, [{ question_id: 'indexes', candidate: 'Ada', answer: goodAnswer }]);
    const ask = (edited: string, ...more: string[]) =>
      runCli(['regrade', '-', '--questions', at(edited), '--from', at('old.yaml'), ...more], { input: graded, tools });
    expect((await ask('reweighted.yaml')).out).toContain('0 calls for');
    expect(server.requests).toHaveLength(1);
    server.script(completion(aReport({ points: [aPoint('writes', '')], misconceptions: [] })));
    const { out } = await ask('reworded.yaml');
    expect(out).toContain('1 calls for');
    expect(out).toContain('Inserts become slower.: covered 100 % -> missing 0 %');
    // Paid for already: applying it asks nobody.
    expect((await ask('reworded.yaml', '--apply', '--out', at('paid.jsonl'))).out).toContain('0 calls for');
    expect(server.requests).toHaveLength(2);
  });

  test('leaves rows alone that failed or answered another question, and names those it can not regrade', async () => {
    const rows = [...answers, { question_id: 'crud', candidate: 'Dan', answer: 'Create, read, update, delete.' }];
    const input = rows.map((row) => JSON.stringify(row)).join('\n');
    const graded = (await runCli(['grade', '-', '--questions', at('reweighted.yaml')], { input })).out;
    const { code, out, messages } = await regrade(`${graded}{"status":"graded"}\n`, 'reworded.yaml');
    expect(code).toBe(2);
    expect(out).toContain('1 rows are left as they are');
    expect(messages).toContain(
      'row 1 (line 1): indexes was graded by another content than those given: name its file with --from',
    );
    expect(messages).toContain('row 5 (line 5): it is no result in JSON Lines: ');
  });

  test.each<[string, string[], string]>([
    ['--apply without --out', ['--apply'], 'Results are written with --apply and --out <file> together.'],
    ['--out without --apply', ['--out', 'x.jsonl'], 'Results are written with --apply and --out <file> together.'],
  ])('refuses %s', async (_what, flags, reason) => {
    const { code, out, messages } = await regrade('{}', 'reworded.yaml', ...flags);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(messages).toContain(reason);
  });

  test('refuses to overwrite the results, and a file without verdicts', async () => {
    await writeFile(at('results.jsonl'), await results());
    const overwriting = await runCli([
      'regrade',
      at('results.jsonl'),
      '--questions',
      at('reworded.yaml'),
      '--apply',
      '--out',
      at('results.jsonl'),
    ]);
    expect(overwriting).toMatchObject({ code: 1, out: '' });
    expect(overwriting.messages).toContain('would overwrite');
    const csv = await regrade('score,question_id\n5,indexes', 'reworded.yaml');
    expect(csv.messages).toContain('only results of grade in JSON Lines can be graded again');
  });
});
