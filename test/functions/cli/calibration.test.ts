import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { wireTools } from '../../../functions/wire.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { CalibratedScore, type Judgement } from '../../../shared/domain/evaluation.ts';
import { linesOf, runCli } from '../../support/cli.ts';
import { aPoint } from '../../support/llm-grader.ts';
import { completion, useScriptedModel } from '../../support/scripted-model.ts';

const server = useScriptedModel();
const question = {
  question: 'Why is the sky blue?',
  key_points: [
    { id: 'air', text: 'Air scatters light.' },
    { id: 'blue', text: 'Blue light is scattered most.' },
  ],
};
const Row = z.looseObject({
  status: z.string(),
  score: z.number().nullable(),
  calibrated: CalibratedScore.nullable(),
  band: z.string().nullable(),
  reviewReasons: z.array(z.string()),
  provenance: z.looseObject({ workedExamples: z.array(z.string()) }),
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'markscheme-marks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/**
 * Answers that find all or half of the question, in turn, with what people gave them: 80 and 30, unless told otherwise.
 */
function answers(count: number, mark: (index: number) => Record<string, unknown> = usual): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    ...question,
    answer: `Air scatters light${index % 2 === 0 ? ', and blue light is scattered most' : ''}. Number ${index}.`,
    ...mark(index),
  }));
}

function usual(index: number): Record<string, unknown> {
  return { human_score: index % 2 === 0 ? 80 : 30 };
}

const none = (): Record<string, unknown> => ({});

async function graded(rows: readonly unknown[], args: readonly string[] = [], tools = {}) {
  const ran = await runCli(['grade', '-', ...args], { input: linesIn(rows), tools });
  const summary = ran.messages.trim().split('\n').at(-1) ?? '';
  return { ...ran, summary, rows: linesOf(ran.out).map((line) => Row.parse(line)) };
}

async function fileOf(name: string, rows: readonly unknown[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, linesIn(rows));
  return path;
}

describe('a file that is graded', () => {
  it('is calibrated by its own human marks, and its marked rows are graded like the others', async () => {
    const { code, rows, summary } = await graded([...answers(20), ...answers(2, none)]);
    expect(code).toBe(0);
    expect(rows).toHaveLength(22);
    const [whole, half] = rows.slice(-2).map(({ calibrated }) => calibrated);
    expect(whole).toMatchObject({ marks: 20, state: 'provisional', band: 'good' });
    // So few marks pull both towards their mean of 55.
    expect(whole?.score).toBeGreaterThan(65);
    expect(half?.score).toBeLessThan(45);
    expect(rows.slice(0, 2).map(({ calibrated }) => calibrated)).toEqual([whole, half]);
    expect(summary).toContain('; judge offline, calibrated on 20 marks, provisional; ');
  });

  it('is calibrated by a file of marked answers', async () => {
    const marks = await fileOf('marked.jsonl', answers(50));
    const { rows, summary } = await graded(answers(2, none), ['--marks', marks]);
    expect(rows).toMatchObject([
      { calibrated: { marks: 50, state: 'usable' }, band: 'good' },
      { calibrated: { marks: 50 }, band: 'weak' },
    ]);
    expect(summary).toContain('2 rows: ');
    expect(summary).toContain('calibrated on 50 marks, usable');
  });

  it('is calibrated by the marks of both together', async () => {
    const marks = await fileOf('some.jsonl', answers(12));
    const { summary } = await graded(answers(20).slice(12), ['--marks', marks]);
    expect(summary).toContain('calibrated on 20 marks');
  });

  it('names marked rows that teach nothing because they could not be graded', async () => {
    const marks = await fileOf('unknown.jsonl', [{ question_id: 'no-such', answer: 'It depends.', human_score: 50 }]);
    const { messages } = await graded(answers(2, none), ['--marks', marks]);
    expect(messages).toContain('the mark in line 1 is not used: the bank has no such question');
  });

  it('counts an answer once, however often it was marked', async () => {
    const marks = await fileOf('same.jsonl', answers(19));
    const { summary } = await graded(answers(19), ['--marks', marks]);
    expect(summary).toContain('not calibrated (19 usable marks, 20 needed)');
  });

  it('is calibrated before a budget of reviews says who goes to a person', async () => {
    const marks = await fileOf('for-review.jsonl', answers(50));
    // Code computes 50 and 100, people give 30 and 80: only what they give is near this pass mark.
    const flags = ['--marks', marks, '--review-budget', '25', '--pass-mark', '32'];
    const { code, rows, messages, summary } = await graded(answers(4, none), flags);
    expect(code).toBe(0);
    expect(rows.map(({ calibrated }) => calibrated?.marks)).toEqual([50, 50, 50, 50]);
    expect(messages).toContain('judge offline, calibrated on 50 marks, usable; ');
    expect(summary).toMatch(
      /^of 4 rows 1 go to a person \(budget 25 %\): 0 must, 1 most harmful; 1 doubtful one was left/,
    );
  });

  it('is held against a pass mark by what people would give, not by what code computed', async () => {
    const near = async (passMark: string) => {
      const { rows } = await graded(answers(20), ['--pass-mark', passMark]);
      return rows.map(({ reviewReasons }) => reviewReasons.includes('near-pass-mark'));
    };
    const [whole] = (await graded(answers(20))).rows;
    expect(whole?.score).toBeGreaterThan(90);
    expect((await near(String(whole?.score)))[0]).toBe(false);
    expect((await near(String(whole?.calibrated?.score)))[0]).toBe(true);
  });

  it('is shown as coverage below 20 marks, with no band, and the summary says how many there were', async () => {
    const { rows, summary } = await graded(answers(19));
    expect(rows[0]).toMatchObject({ calibrated: null, band: null });
    expect(summary).toContain('judge offline, not calibrated (19 usable marks, 20 needed); ');
    expect((await graded(answers(2, none))).summary).toContain('judge offline, not calibrated; ');
    const text = await runCli(['grade', '-', '--format', 'text'], { input: linesIn(answers(1)) });
    expect(text.out).toMatch(/^row 1 {2}\S+ {2}coverage \d+ % {2}judge offline/);
  });

  it('says in words and in a spreadsheet what the marks made of a score', async () => {
    const rows = [...answers(20), { ...question, answer: '' }];
    const text = await runCli(['grade', '-', '--format', 'text'], { input: linesIn(rows) });
    expect(text.out).toMatch(
      /^row 1 {2}.* {2}\d+ of 100 \(calibrated on 20 marks, provisional; likely \d+-\d+\) {2}judge/,
    );
    expect(text.out).toMatch(/^row 21 {2}.* {2}0 of 100 \(calibrated on 20 marks, provisional\) {2}judge/m);
    const sheet = await runCli(['grade', '-', '--format', 'csv'], { input: linesIn(rows) });
    const [heading, first] = sheet.out.split('\n');
    expect(heading).toContain(',coverage,calibrated_score,calibrated_min,calibrated_max,calibration,band,');
    expect(first).toMatch(/,[\d.]+,[\d.]+,[\d.]+,"provisional, 20 marks",good,/);
  });

  it('says whose mark is not used and why, and grades the row', async () => {
    const rows = answers(2, (index) => (index === 0 ? { human_score: 'good' } : {}));
    const { code, messages, rows: results } = await graded(rows);
    expect(code).toBe(0);
    expect(messages).toContain('the mark in line 1 is not used: human_score is not a number\n');
    expect(results).toHaveLength(2);
  });

  it('is not calibrated by marks out of 1 that do not say so', async () => {
    const fraction = (index: number) => ({ human_score: index % 2 === 0 ? 0.8 : 0.3 });
    const { code, messages, rows } = await graded(answers(20, fraction));
    expect(code).toBe(0);
    expect(messages).toContain(
      'All 20 human marks are at most 1 of 100, so none is used; a column human_score_max says',
    );
    expect(rows[0]).toMatchObject({ calibrated: null });
    const { summary } = await graded(answers(20, (index) => ({ ...fraction(index), human_score_max: 1 })));
    expect(summary).toContain('calibrated on 20 marks');
  });
});

describe('a file of marked answers is refused', () => {
  it('where it is missing or has no marks, before anything is graded', async () => {
    const missing = await graded(answers(1, none), ['--marks', join(folder, 'missing.jsonl')]);
    expect({ code: missing.code, out: missing.out }).toEqual({ code: 1, out: '' });
    const unmarked = await fileOf('unmarked.jsonl', answers(2, none));
    const { code, out, messages } = await graded(answers(1, none), ['--marks', unmarked]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(messages).toContain('There is no column "human_score" in ');
  });

  it('where both files are standard input, or the results would replace it', async () => {
    expect((await graded(answers(1), ['--marks', '-'])).messages).toContain(
      'Only one of the files can be standard input',
    );
    const marks = await fileOf('kept.jsonl', answers(2));
    expect((await graded(answers(1, none), ['--marks', marks, '--out', marks])).code).toBe(1);
  });
});

describe('a model', () => {
  function modelTools() {
    const stored = new Map<string, Judgement>();
    const judgements = {
      find: async (_: string, work: string) => stored.get(work),
      save: async (_: string, work: string, judgement: Judgement) => void stored.set(work, judgement),
    };
    return {
      judging: { ...wireTools({ model: null }), model: openAiModel(server.settings({ retries: 0 })) },
      openJudgements: async () => ({ judgements, close: async () => undefined }),
    };
  }

  // The report below is right about these, so that no point is asked about twice.
  const airOnly = (index: number) => ({ ...usual(index), answer: `Air scatters light. Number ${index}.` });
  const report = completion({
    answer_kind: 'attempt',
    language: 'en',
    manipulation: { present: false, quote: '' },
    points: [aPoint('air', 'Air scatters light'), aPoint('blue', '')],
    misconceptions: [],
    dimensions: [],
  });

  it('is shown marked answers of the same question, never the answer that it judges, and is asked once a row', async () => {
    server.always(report);
    const byPoint = (index: number) => ({ ...airOnly(index), human_points: index % 2 === 0 ? [1, 1] : [true, false] });
    const rows = [...answers(3, byPoint), { ...question, answer: 'Air scatters light in general.' }];
    const { code, rows: results } = await graded(rows, ['--judge', 'llm'], modelTools());
    expect(code).toBe(0);
    expect(server.requests).toHaveLength(4);
    expect(results.map(({ provenance }) => provenance.workedExamples.length)).toEqual([2, 1, 2, 2]);
    for (const { messages } of server.requests) {
      const [shown = '', judged = ''] = (messages.at(-1)?.content ?? '').split('=== ANSWER');
      const number = /Number (\d)/.exec(judged)?.[1];
      expect(shown).toContain('WORKED EXAMPLES');
      if (number !== undefined) expect(shown).not.toContain(`Number ${number}`);
    }
  });

  it('is calibrated as well', async () => {
    server.always(report);
    const { rows, summary } = await graded(answers(20, airOnly), ['--judge', 'llm'], modelTools());
    expect(server.requests).toHaveLength(20);
    expect(rows[0]).toMatchObject({ score: 50, calibrated: { score: 55, marks: 20, band: 'fair' }, band: 'fair' });
    expect(summary).toContain('judge llm, calibrated on 20 marks, provisional; ');
  });
});

function linesIn(rows: readonly unknown[]): string {
  return rows.map((row) => JSON.stringify(row)).join('\n');
}
