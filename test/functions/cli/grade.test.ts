import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { wireTools } from '../../../functions/wire.ts';
import { linesOf, runCli, shippedBank } from '../../support/cli.ts';
import { newFolder } from '../../support/process.ts';

const csv = `id,answer,question_id,candidate
7,"Create, read, update and delete.",crud,ada
8,I don't know,crud,bob
`;
const jsonl = `{"id":7,"answer":"Create, read, update and delete.","question_id":"crud","nested":{"a":[1]}}\n`;

test('grades CSV from standard input into JSON Lines in a pipe, and tells a person apart from that', async () => {
  const { code, out, messages } = await runCli(['grade', '-'], { input: csv });
  expect(code).toBe(0);
  const rows = linesOf(out);
  expect(rows).toMatchObject([
    { row: 1, id: '7', candidate: 'ada', status: 'graded', judge: 'offline', gate: null, reason: null },
    { row: 2, id: '8', candidate: 'bob', score: 0, gate: 'non_answer' },
  ]);
  expect(Object.keys(rows[0] ?? {})).toEqual(
    expect.arrayContaining(['scoreRange', 'coverage', 'verdicts', 'confidence', 'reviewReasons', 'flags', 'usage']),
  );
  expect(messages).toMatch(/^2 rows: 2 graded, 0 needs-review, 0 failed; judge offline, not calibrated; [\d.]+ s\n$/);
});

test('tells JSON Lines on standard input by their brace, in UTF-16 as well', async () => {
  for (const input of [jsonl, `\ufeff\n ${jsonl}`, Buffer.from(`\ufeff${jsonl}`, 'utf16le')]) {
    const { code, out } = await runCli(['grade', '-'], { input });
    expect(code).toBe(0);
    expect(linesOf(out)).toMatchObject([{ row: 1, id: 7, nested: { a: [1] }, status: 'graded' }]);
  }
});

test('reads a file by its name, CSV or JSON Lines', async () => {
  const folder = await newFolder();
  for (const [name, content] of [
    ['a.csv', csv],
    ['a.tsv', csv.replace(/"[^"]*"/, 'Create and read.').replaceAll(',', '\t')],
    ['a.jsonl', jsonl],
    ['a.ndjson', jsonl],
  ] as const) {
    const file = join(folder, name);
    await writeFile(file, content);
    const { code, out } = await runCli(['grade', file]);
    expect(code, name).toBe(0);
    expect(linesOf(out)[0], name).toMatchObject({ row: 1, status: 'graded' });
  }
});

test('grades one answer to each of the 55 questions of the bank: a verdict for every point, a quote for every credited one', async () => {
  const bank = await shippedBank();
  expect(bank).toHaveLength(55);
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = bank.map(
    ({ id, reference }) => `${id},${cell(reference === '' ? 'I led a team through a migration.' : reference)}`,
  );
  const { code, out } = await runCli(['grade', '-', '--format', 'csv'], {
    input: ['question_id,answer', ...rows].join('\n'),
  });
  expect(code).toBe(0);
  const graded: Record<string, string>[] = parse(out, { columns: true });
  expect(graded.map((row) => row['question_id'])).toEqual(bank.map(({ id }) => id));
  for (const [index, row] of graded.entries()) {
    const { markScheme, kind } = bank[index] ?? { markScheme: { keyPoints: [] }, kind: 'knowledge' };
    const points = (row['points'] ?? '').split('\n').filter((line) => line !== '');
    expect(points, row['question_id']).toHaveLength(markScheme.keyPoints.length);
    for (const [at, { text }] of markScheme.keyPoints.entries()) expect(points[at]).toContain(text);
    for (const point of points) expect(point).toMatch(/^missing \d+ %: |^(?:covered|partial) \d+ %: .+ <- ".+"/);
    if (kind === 'knowledge') expect(Number(row['score']), row['question_id']).toBeGreaterThan(50);
    if (kind === 'behavioural') expect(row).toMatchObject({ status: 'needs-review', score: '' });
  }
});

test('keeps the order of the input although rows end in another one', async () => {
  const judging = wireTools({ model: null });
  let turn = 0;
  const ask = async (): Promise<never> => {
    turn += 1;
    for (let ticks = turn % 2 === 1 ? 40 : 1; ticks > 0; ticks -= 1) await setImmediate();
    throw new Error('no reply');
  };
  const store = { find: async () => undefined, save: async () => undefined };
  const tools = {
    judging: { ...judging, model: { name: 'm', ask } },
    openJudgements: async () => ({ judgements: store, close: async () => undefined }),
  };
  const answers = Array.from(
    { length: 9 },
    (_, index) => `n${index},"Create, read, update or delete record ${index}.",crud`,
  );
  const input = ['id,answer,question_id', ...answers].join('\n');
  const { code, out, messages } = await runCli(['grade', '-', '--judge', 'llm', '--concurrency', '4'], {
    input,
    tools,
  });
  // A model that breaks costs the row that asked, and says so; it never becomes a mark.
  expect(code).toBe(2);
  expect(linesOf(out).map(({ row, id, score }) => [row, id, score])).toEqual(
    answers.map((_, i) => [i + 1, `n${i}`, null]),
  );
  expect(messages).toContain('row 9 (line 10): internal error (Error)');
  expect(messages).not.toContain('no reply');
});

test('grades against a question bank of its own', async () => {
  const bank = join(await newFolder(), 'own.yaml');
  const points = '[{ id: a, text: The sky scatters blue light. }]';
  await writeFile(
    bank,
    `questions:\n  - id: sky\n    category: Nature\n    prompt: Why is the sky blue?\n    reference: The sky scatters blue light.\n    markScheme: { keyPoints: ${points} }\n`,
  );
  const input = 'question_id,answer\nsky,The sky scatters blue light.\ncrud,Create.\n';
  const { code, out, messages } = await runCli(['grade', '-', '--questions', bank], { input });
  expect(code).toBe(2);
  expect(linesOf(out)).toMatchObject([
    { score: 100, question_id: 'sky' },
    { status: 'failed', question_id: 'crud' },
  ]);
  expect(messages).toContain(`row 2 (line 3): there is no question crud; see "markscheme questions list ${bank}"`);
  const shipped = await runCli(['grade', '-'], { input: 'question_id,answer\nsky,The sky.\n' });
  expect(linesOf(shipped.out)).toMatchObject([
    { status: 'failed', reason: 'there is no question sky; see "markscheme questions list"' },
  ]);
});

test('grades questions that come with the row: reference, alternatives, key points as texts, objects or JSON', async () => {
  const question = 'Why is the sky blue?';
  const point = 'The sky scatters blue light.';
  const rows = [
    { answer: point, question, reference_answer: point },
    { answer: point, question, reference_answer: 'Because of physics.', reference_alternatives: [point] },
    { answer: point, question, key_points: [point, { id: 'x', text: 'Light has waves.', weight: '2', role: 'bonus' }] },
    { answer: point, question, key_points: JSON.stringify([{ id: 3, text: point, aliases: ['Blue is scattered.'] }]) },
    { answer: point, Question: question, 'Key-Points': `${point}\n\nLight has waves.` },
  ];
  const { code, out } = await runCli(['grade', '-'], { input: rows.map((row) => JSON.stringify(row)).join('\n') });
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([
    { verdicts: [{ keyPointId: 'k1', text: point, verdict: 'covered' }], score: 100 },
    { verdicts: [{ keyPointId: 'k1', text: 'Because of physics.' }] },
    {
      verdicts: [
        { keyPointId: 'k1', verdict: 'covered' },
        { keyPointId: 'x', weight: 2, role: 'bonus' },
      ],
    },
    { verdicts: [{ keyPointId: '3', verdict: 'covered' }], score: 100 },
    {
      verdicts: [
        { keyPointId: 'k1', verdict: 'covered' },
        { keyPointId: 'k2', text: 'Light has waves.' },
      ],
    },
  ]);
});

test('carries a question that stands beside its id, as exports repeat it, and grades by the id', async () => {
  const input =
    'question_id,question,reference_answer,answer\ncrud,What is CRUD?,,"Create, read, update and delete."\n';
  const { code, out } = await runCli(['grade', '-'], { input });
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([{ questionRef: { id: 'crud' }, question: 'What is CRUD?', status: 'graded' }]);
});

test('shows a bar to a person who watches, and never in a pipe', async () => {
  const piped = await runCli(['grade', '-', '--format', 'csv'], { input: csv });
  expect(piped.messages.split('\n')).toHaveLength(2);
  const watched = await runCli(['grade', '-', '--format', 'csv'], { input: csv, isInteractive: true });
  expect(watched.out).toBe(piped.out);
  expect(watched.messages).toMatch(/2\/2 rows, \d+(?:\.\d)? rows\/s, 0 s left, 0 failed, 0 to review/);
  expect(piped.messages).not.toContain('2/2');
});

test('keeps with each JSON line which question was asked and how it was judged', async () => {
  const rows = [
    { answer: 'Create.', question_id: 'crud' },
    { answer: 'x', question_id: 'none' },
  ];
  const { out } = await runCli(['grade', '-'], { input: rows.map((row) => JSON.stringify(row)).join('\n') });
  const fingerprint = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(linesOf(out)).toMatchObject([
    {
      questionRef: { id: 'crud', version: null, fingerprint },
      provenance: { judge: 'offline', judgeVersion: expect.any(String), workFingerprint: fingerprint, calls: [] },
    },
    { status: 'failed', questionRef: null, provenance: null },
  ]);
});
