import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { linesOf, runCli } from '../../support/cli.ts';

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
