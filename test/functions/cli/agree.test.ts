import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { wireTools } from '../../../functions/wire.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { AgreementReport } from '../../../shared/domain/agreement.ts';
import { runCli } from '../../support/cli.ts';
import { aPoint } from '../../support/llm-grader.ts';
import { completion, failure, useScriptedModel } from '../../support/scripted-model.ts';

const Compared = z.object({
  rows: z.record(z.string(), z.number()),
  judges: z.array(z.looseObject({ judge: z.string() })),
  report: AgreementReport,
  worst: z.array(z.looseObject({ row: z.number(), line: z.number(), machine: z.number() })),
});

const question = {
  question_id: 'lb',
  question: 'What is a load balancer for?',
  key_points: ['It spreads requests over several servers.', 'Failing health checks take machines out of rotation.'],
};
const both = 'It spreads requests over several servers. Failing health checks take machines out of rotation.';
const one = 'It spreads requests over several servers.';

/** Rows that the judge and people see alike: two answers, the better one with the better mark, again and again. */
function alike(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? { ...question, answer: both, human_score: 5, human_score_max: 5, human_points: [true, true] }
      : { ...question, answer: one, human_score: 2.5, human_score_max: 5, human_points: [true, false] },
  );
}

const server = useScriptedModel();

describe('markscheme agree', () => {
  test('refuses marks that are shares of 1 and do not say so, instead of calling the judge kind', async () => {
    const rows = alike(24).map(({ human_score_max, human_score, ...row }) => ({ ...row, human_score: 0.5 }));
    const { code, messages } = await runCli(['agree', '-'], {
      input: rows.map((row) => JSON.stringify(row)).join('\n'),
    });
    expect(code).toBe(1);
    expect(messages).toContain('a column human_score_max says out of what they are');
  });

  test('measures how far the judge agrees with the marks in the file', async () => {
    const { code, report, rows, judges } = await compared(alike(24));
    expect({ code, rows }).toEqual({
      code: 0,
      rows: { marked: 24, unmarked: 0, unscored: 0, notTried: 0, failed: 0 },
    });
    expect(judges).toMatchObject([{ judge: 'offline', model: null }]);
    expect(report.marks).toEqual({ n: 24, state: 'provisional', next: { state: 'usable', marks: 26 } });
    expect(report.overall).toMatchObject({ qwk: expect.closeTo(1, 1), pearson: expect.closeTo(1, 6) });
    expect(report.questions).toMatchObject([{ questionId: 'lb', marks: { n: 24 } }]);
    expect(report.allPoints).toMatchObject({ decisions: { bothMet: 36, neither: 12, onlyMachine: 0, onlyPeople: 0 } });
    expect(report.points).toMatchObject([
      { keyPointId: 'k1', kappa: null, ac1: 1, machineMet: 1, peopleMet: 1 },
      { keyPointId: 'k2', kappa: 1, machineMet: 0.5, peopleMet: 0.5 },
    ]);
  });

  test('tells a person what the figures mean, how sure they are and where to look first', async () => {
    const input = jsonl([...alike(24), { ...question, answer: both, human_score: 0 }]);
    const { code, out, messages } = await runCli(['agree', '-'], { input });
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    expect(out).toContain('25 answers compared');
    expect(out).toContain('25 marks: provisional, 25 more make it usable');
    expect(out).toMatch(/QWK +0\.\d\d +0\.\d\d to \d\.\d\d +agreement beyond chance/);
    expect(out).toMatch(/judge offline \(offline-\d+\)/);
    expect(out).toMatch(/judge: not met +0 +12/);
    expect(out).toMatch(/ +24 +1\.00 +1\.00 +100 % +50 % +50 % +lb \/ k2/);
    expect(out).toMatch(/Furthest apart\n.*\n +25 +25 +100\.0 +0\.0 +100\.0 +lb/);
  });

  test('says of which questions the marks are too few, and how many are missing', async () => {
    const few = { ...question, question_id: 'few', answer: one, human_score: 50 };
    const { out } = await runCli(['agree', '-'], { input: jsonl([...alike(20), few]) });
    expect(out).toContain('few  (too few: 19 more make it provisional)');
    expect(out).not.toMatch(/lb {2}\(too few/);
  });

  test('sets people beside the judge where two of them marked', async () => {
    const rows = alike(20).map((row) => ({ ...row, human_score_2: row['human_score'] }));
    const { report } = await compared(rows);
    expect(report.doubleMarked).toMatchObject({ marks: { n: 20 }, people: { qwk: 1, bias: 0 } });
    const { out } = await runCli(['agree', '-'], { input: jsonl(rows) });
    expect(out).toMatch(/ +second person +judge\n +QWK +1\.00 +0\.9\d/);
  });

  test('leaves out rows without marks, which are not judged, and rows that get no score', async () => {
    const input = [
      ...alike(2),
      { ...question, answer: both },
      { ...question, answer: both, human_score: '', human_points: ' ' },
      {
        ...question,
        answer: 'Dies ist eine Antwort auf Deutsch, die über mehrere Server verteilt wird.',
        human_score: 9,
      },
    ];
    const { code, rows } = await compared(input);
    expect(code).toBe(0);
    expect(rows).toMatchObject({ marked: 2, unmarked: 2, unscored: 1, failed: 0 });
  });

  test('names the rows that can not be used, compares the others and exits with 2', async () => {
    const bad = [
      { ...question, answer: both, human_score: 'good' },
      { ...question, answer: both, human_score: 5, human_points: [true] },
      { ...question, answer: both, human_score: 5, human_points: { nope: true } },
      { answer: both, question_id: 'no-such-question', human_score: 5 },
      { question: 'Why is that?', reference_answer: '...', answer: both, human_score: 5 },
    ];
    const { code, out, messages } = await runCli(['agree', '-', '--json'], { input: jsonl([...alike(2), ...bad]) });
    expect(code).toBe(2);
    expect(Compared.parse(JSON.parse(out)).rows).toMatchObject({ marked: 2, failed: 5 });
    expect(messages.trim().split('\n')).toEqual([
      'row 3 (line 3): human_score is not a number',
      'row 4 (line 4): human_points has 1 entries where the question has 2 key points',
      'row 5 (line 5): human_points names "nope", which is no key point of the question',
      expect.stringMatching(/^row 6 \(line 6\): there is no question no-such-question/),
      expect.stringMatching(/^row 7 \(line 7\): The reference answer has no words/),
    ]);
  });

  test('reads a spreadsheet of answers to the shipped bank, whatever its headings look like', async () => {
    const input = [
      'Answer,Question ID,Human Score,Human Score Max,Human Points',
      '"An index makes lookups faster, so reads become quicker.",database-index,3,10,"{""retrieval-structure"": true}"',
      '"It slows down writes.",database-index,1,10,',
    ].join('\n');
    const { code, out } = await runCli(['agree', '-', '--json'], { input });
    expect(code).toBe(0);
    const { report } = Compared.parse(JSON.parse(out));
    expect(report).toMatchObject({
      marks: { n: 2 },
      questions: [{ questionId: 'database-index' }],
      points: [{ questionId: 'database-index', keyPointId: 'retrieval-structure' }],
    });
  });

  test('says what became of the rows where there is nothing to compare', async () => {
    const { code, out, messages } = await runCli(['agree', '-'], { input: jsonl([{ ...question, answer: both }]) });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(messages).toContain(
      'No row has both a mark of people (column human_score) and a score of the judge: 1 have no',
    );
  });

  test('lets no text of the file move the cursor of who reads the report', async () => {
    const rows = alike(2).map((row) => ({ ...row, question_id: 'a\u001b[2Jb' }));
    const { out } = await runCli(['agree', '-'], { input: jsonl(rows) });
    expect(out).not.toContain('\u001b');
    expect(out).toContain('a[2Jb');
  });
});

describe('markscheme agree with a model', () => {
  const tools = () => ({
    judging: { ...wireTools({ model: null }), model: openAiModel(server.settings({ retries: 0 })) },
    openJudgements: async () => ({
      judgements: { find: async () => undefined, save: async () => undefined },
      close: async () => undefined,
    }),
  });

  test('asks it about marked rows only, and says which model was measured', async () => {
    const quote = 'spreads requests over several servers';
    server.always(
      completion({
        answer_kind: 'attempt',
        language: 'en',
        manipulation: { present: false, quote: '' },
        points: [aPoint('k1', quote), aPoint('k2', quote)],
        misconceptions: [],
        dimensions: [],
      }),
    );
    const rows = [
      { ...question, answer: one, human_score: 100 },
      { ...question, answer: `${one} Or so.` },
      { ...question, answer: `${one} So be it.`, human_score: 'good' },
    ];
    const ran = await runCli(['agree', '-', '--json', '--judge', 'llm'], { input: jsonl(rows), tools: tools() });
    expect(ran.code).toBe(2);
    const { judges, rows: counts } = Compared.parse(JSON.parse(ran.out));
    expect(judges).toMatchObject([{ judge: 'llm', model: expect.any(String) }]);
    expect(counts).toEqual({ marked: 1, unmarked: 1, unscored: 0, notTried: 0, failed: 1 });
    const asked = server.requests.map((request) => JSON.stringify(request));
    expect(asked.filter((request) => /Or so|So be it/.test(request))).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  });

  test('says why nothing could be compared where the provider refuses', async () => {
    server.always(failure(401, { code: 'invalid_api_key' }));
    const input = jsonl(alike(20));
    const { code, out, messages } = await runCli(['agree', '-', '--judge', 'llm'], { input, tools: tools() });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(messages).toContain('check OPENAI_API_KEY');
    expect(messages).toMatch(/No row has both .*, \d+ were not tried/);
  });
});

async function compared(rows: readonly Record<string, unknown>[]) {
  const { code, out } = await runCli(['agree', '-', '--json'], { input: jsonl(rows) });
  return { code, ...Compared.parse(JSON.parse(out)) };
}

function jsonl(rows: readonly Record<string, unknown>[]): string {
  return rows.map((row) => JSON.stringify(row)).join('\n');
}
