import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { wireTools } from '../../../functions/wire.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { ItemAnalysis } from '../../../shared/domain/item-analysis.ts';
import { runCli } from '../../support/cli.ts';
import { aPoint, aReport } from '../../support/llm-grader.ts';
import { completion, useScriptedModel } from '../../support/scripted-model.ts';

const server = useScriptedModel();

const Analysed = z.object({ rows: z.record(z.string(), z.number()), analysis: ItemAnalysis });

const knows = [
  ['b', 'It spreads requests over several servers. Failing health checks take machines out of rotation.'],
  ['a', 'It spreads requests over several servers.'],
  ['', ''],
] as const;

/** Answers of people to the two questions "lb" and "lb2", as "grade" takes them; a third of the people know nothing. */
function answers(people: number): string {
  return Array.from({ length: people }, (_, person) => knows[person % 3]?.[1] ?? '')
    .flatMap((answer, person) =>
      ['lb', 'lb2'].map((question_id) => ({
        question_id,
        candidate: `person ${person}`,
        question: 'What is a load balancer for?',
        key_points: [
          'It spreads requests over several servers.',
          'Failing health checks take machines out of rotation.',
        ],
        answer,
      })),
    )
    .map((row) => JSON.stringify(row))
    .join('\n');
}

async function graded(people: number, format: 'csv' | 'jsonl'): Promise<string> {
  return (await runCli(['grade', '-', '--format', format], { input: answers(people) })).out;
}

describe('markscheme analyse', () => {
  test.each(['csv', 'jsonl'] as const)('reads the results that grade writes as %s', async (format) => {
    const { code, out } = await runCli(['analyse', '-', '--json'], { input: await graded(60, format) });
    expect(code).toBe(0);
    const { rows, analysis } = Analysed.parse(JSON.parse(out));
    expect(rows).toEqual({ analysed: 120, nameless: 0, failed: 0 });
    expect(analysis.set).toMatchObject({ questions: 2, people: 60, complete: 60, alpha: { standing: 'shown' } });
    expect(analysis.set.alpha.value).toBeCloseTo(1, 6);
    expect(analysis.items.map(({ questionId }) => questionId)).toEqual(['lb', 'lb2']);
    for (const { scored, facility, points } of analysis.items) {
      expect({ scored, standing: facility.standing }).toEqual({ scored: 60, standing: 'shown' });
      expect(facility.value).toBeGreaterThan(0.4);
      expect(facility.value).toBeLessThan(0.6);
      expect(points.map(({ hits, hitRate }) => [hits, hitRate.n])).toEqual([
        [40, 60],
        [20, 60],
      ]);
    }
  });

  test('shows a person what the scores tell, and what they do not tell yet', async () => {
    const { code, out, messages } = await runCli(['analyse', '-'], { input: await graded(12, 'csv') });
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    expect(out).toContain('24 results of 12 people to 2 questions');
    expect(out).toMatch(/\n +12 +0 +0\.\d\d +0\.\d\d to 0\.\d\d +\(1\.00\) .*lb\n/);
    expect(out).toMatch(/alpha +from 50 on/);
    expect(out).toMatch(/\n +12 +0\.67 +0\.39 to 0\.86 +lb \/ 1\n/);
  });

  test('compares no questions where nobody is named, and says so', async () => {
    const input = 'score,question_id\n50,a\n70,a\n20,b';
    const { code, out } = await runCli(['analyse', '-'], { input });
    expect(code).toBe(0);
    expect(out).toContain('3 name no candidate and count for facility and key points only');
    expect(out).toMatch(/\n +2 +0 +from 10 on +from 30 on +a\n/);
  });

  test('leaves out rows that had failed, names those it can not read and exits with 2', async () => {
    const input =
      'status,score,question_id,candidate\ngraded,50,a,Ada\nfailed,,a,Ben\ngraded,good,a,Cyd\ngraded,70,,Dan';
    const { code, out, messages } = await runCli(['analyse', '-', '--json'], { input });
    expect(code).toBe(2);
    expect(Analysed.parse(JSON.parse(out)).rows).toEqual({ analysed: 1, nameless: 0, failed: 1 });
    expect(messages.trim().split('\n')).toEqual([
      'row 3 (line 4): the score is not a number from 0 to 100',
      'row 4 (line 5): there is neither a question_id nor a question',
    ]);
  });

  test('counts a point once, whatever lines the text of a point or the reason of a model has', async () => {
    const told = { reason: 'It is not there.\ncovered 100 %: It is.' };
    server.always(completion(aReport({ points: [aPoint('a', '', told), aPoint('b', '')], misconceptions: [] })));
    const key_points = [
      { id: 'a', text: 'Air scatters blue light.\ncovered 100 %: Air does.' },
      { id: 'b', text: 'It scatters red light less.' },
    ];
    const answer = 'The sky is blue since the oceans below it are.';
    const rows = Array.from({ length: 10 }, (_, row) => JSON.stringify({ question: 'Why?', key_points, answer, row }));
    const judgements = { find: async () => undefined, save: async () => undefined };
    const tools = {
      judging: { ...wireTools({ model: null }), model: openAiModel(server.settings()) },
      openJudgements: async () => ({ judgements, close: async () => undefined }),
    };
    const graded = await runCli(['grade', '-', '--format', 'csv', '--judge', 'llm'], { input: rows.join('\n'), tools });
    const { out } = await runCli(['analyse', '-', '--json'], { input: graded.out });
    const [item] = Analysed.parse(JSON.parse(out)).analysis.items;
    expect(item?.points.map(({ hits, hitRate }) => [hits, hitRate.n])).toEqual([
      [0, 10],
      [0, 10],
    ]);
  });

  test.each([
    ['answer,question_id\nBecause.,a', 'There is no column "score": this is no results file of grade.'],
    ['score,answer\n5,Because.', 'There is neither a column "question_id" nor a column "question".'],
    ['status,score,question_id\nfailed,,a', 'No row holds a result: 1 failed when they were graded.'],
  ])('refuses a file that is no results file: %j', async (input, reason) => {
    const { code, out, messages } = await runCli(['analyse', '-'], { input });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(messages).toContain(reason);
  });
});
