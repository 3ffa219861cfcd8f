import { expect, test } from 'vitest';
import * as z from 'zod';
import { linesOf, runCli, shippedBank } from '../../support/cli.ts';

test('grades the shipped example', async () => {
  const { code, out } = await runCli(['grade', 'data/examples/answers.csv', '--format', 'text']);
  expect(code).toBe(0);
  expect(out.match(/^row .*?(?= {2}(?:graded|needs-review))/gm)).toEqual([
    'row 1  database-index  id 1  Ada',
    'row 2  tcp-vs-udp  id 2  Ben',
    'row 3  sql-injection  id 3  Cleo',
    'row 4  database-index  id 4  Dan',
  ]);
  expect(out).toMatch(/^row 4 .* coverage 0 % /m);
  expect(out).toMatch(/^ {2}covered \d+ % \(essential, \d\): .+ <- ".+"$/m);
});

test('grades the shipped wide example: one answer a cell, by candidate and question, the empty ones too', async () => {
  const { code, out, messages } = await runCli(['grade', 'data/examples/wide-answers.csv']);
  expect(code).toBe(0);
  const rows = linesOf(out);
  expect(rows.map(({ Name, question_id }) => [Name, question_id])).toEqual(
    ['Ada', 'Ben', 'Cleo'].flatMap((name) => ['database-index', 'tcp-vs-udp', 'sql-injection'].map((id) => [name, id])),
  );
  expect(rows.map(({ gate }) => gate)).toEqual([null, null, null, null, null, 'empty', 'empty', null, null]);
  expect(messages).toContain('candidate <- Name');
  expect(messages).toContain('not graded, carried through: Email\n');
});

const InterviewRow = z.object({
  question_id: z.string(),
  status: z.string(),
  answer: z.string(),
  human_score: z.string(),
  score: z.number().nullable(),
  verdicts: z.array(
    z.object({ verdict: z.string(), evidence: z.array(z.object({ start: z.int(), end: z.int(), text: z.string() })) }),
  ),
});

test('grades a file of one answer to each question of the bank: better answers get more, and every credit has its words', async () => {
  const { code, out } = await runCli(['grade', 'data/examples/interview-answers.csv']);
  expect(code).toBe(0);
  const rows = linesOf(out).map((line) => InterviewRow.parse(line));
  expect(new Set(rows.map((row) => row.question_id))).toEqual(new Set((await shippedBank()).map(({ id }) => id)));
  for (const { answer, verdicts } of rows) {
    for (const { verdict, evidence } of verdicts) {
      if (verdict !== 'missing') expect(evidence).not.toEqual([]);
      for (const { start, end, text } of evidence) expect(answer.slice(start, end)).toBe(text);
    }
  }
  const mean = (mark: string): number => {
    const scores = rows.flatMap((row) => (row.human_score === mark && row.score !== null ? [row.score] : []));
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  const [good, middling, wrong] = ['0.85', '0.5', '0.05'].map(mean);
  const sent = rows.filter(({ status, score }) => status === 'needs-review' && score !== null).length;
  const means = [good, middling, wrong].map((score) => score?.toFixed(1)).join(', ');
  console.log(`mean score of good, middling and wrong answers: ${means}; ${sent} of them sent to a person`);
  expect([good, middling, wrong]).toEqual([good, middling, wrong].toSorted((a, b) => (b ?? 0) - (a ?? 0)));
  // The behavioural ones are for a person.
  expect(rows.filter(({ score }) => score === null)).toHaveLength(5);
});
