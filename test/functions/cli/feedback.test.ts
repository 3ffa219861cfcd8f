import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { wireTools } from '../../../functions/wire.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { linesOf, runCli } from '../../support/cli.ts';
import { completion, useScriptedModel } from '../../support/scripted-model.ts';

const reference_answer = 'A cache keeps copies of slow data close by. Stale copies are the price that it has.';
const key_points = [
  { text: 'A cache keeps copies of slow data close by.', hint: 'Where does it keep what?' },
  { text: 'Stale copies are the price.', hint: 'Stale copies are the price that it has.' },
];
const row = { question: 'What does a cache do?', reference_answer, key_points };
const input = [
  { ...row, answer: 'It keeps copies of slow data close by, in memory.' },
  { ...row, answer: '' },
  { question_id: 'nobody-knows', answer: 'x' },
]
  .map((line) => JSON.stringify(line))
  .join('\n');

test('tells candidates in JSON Lines what to do next, without what a hint must not say', async () => {
  const [first, empty, failed] = linesOf((await runCli(['grade', '-'], { input })).out);
  expect(first?.['feedback']).toEqual({
    summary: '1 of 2 points was found in your answer.',
    points: [
      {
        number: 1,
        verdict: 'covered',
        quotes: ['It keeps copies of slow data close by, in memory.'],
        text: 'This makes a point.',
      },
      { number: 2, verdict: 'missing', quotes: [], text: 'Something that a full answer says is not here yet.' },
    ],
    claims: [],
    tips: [],
    nextStep: 'Look for what the question asks and you have not said yet.',
    polishFingerprint: null,
  });
  expect(empty?.['feedback']).toMatchObject({ summary: 'There is no answer yet.', points: [] });
  expect(failed?.['feedback']).toBeNull();
});

test('has the feedback in one cell of CSV, a thing a line', async () => {
  const { out } = await runCli(['grade', '-', '--format', 'csv'], { input });
  const rows: Record<string, string>[] = parse(out, { columns: true });
  expect(rows.map((cells) => cells['feedback'])).toEqual([
    [
      '1 of 2 points was found in your answer.',
      '"It keeps copies of slow data close by, in memory.": This makes a point.',
      'Something that a full answer says is not here yet.',
      'Next: Look for what the question asks and you have not said yet.',
    ].join('\n'),
    'There is no answer yet.\nNext: Write what you know, even if it is only a part.',
    '',
  ]);
});

test('ends a row of a text report with summary and next step', async () => {
  const { out } = await runCli(['grade', '-', '--format', 'text'], { input });
  expect(out.split('\n\n').map((paragraph) => paragraph.split('\n').slice(-2))).toMatchObject([
    [
      '  feedback: 1 of 2 points was found in your answer.',
      '  next: Look for what the question asks and you have not said yet.',
    ],
    ['  feedback: There is no answer yet.', '  next: Write what you know, even if it is only a part.'],
    [expect.stringContaining('failed'), expect.stringContaining('nobody-knows')],
    [''],
  ]);
});

test('does not start with --polish where there is no model, whoever judges', async () => {
  const { code, out, messages } = await runCli(['grade', '-', '--judge', 'offline', '--polish'], { input });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(messages).toContain('OPENAI_API_KEY');
});

describe('with a model', () => {
  const server = useScriptedModel();

  test('words the feedback with --polish, and counts the call', async () => {
    server.script(
      completion({
        summary: 'You found one of the points.',
        notes: [
          { n: 1, text: 'Well said.' },
          { n: 2, text: 'One thing is open.' },
        ],
        next_step: 'What else does the question ask?',
      }),
    );
    const tools = { judging: { ...wireTools({ model: null }), model: openAiModel(server.settings()) } };
    const [first, empty] = linesOf(
      (await runCli(['grade', '-', '--judge', 'offline', '--polish'], { input, tools })).out,
    );
    expect(first).toMatchObject({
      judge: 'offline',
      usage: { calls: 1 },
      feedback: {
        summary: 'You found one of the points.',
        points: [{ text: 'Well said.' }, { text: 'One thing is open.' }],
        polishFingerprint: expect.any(String),
      },
    });
    expect(empty).toMatchObject({ usage: { calls: 0 }, feedback: { polishFingerprint: null } });
  });
});
