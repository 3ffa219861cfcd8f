import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lockFolder } from '../../../functions/emulators/folder-lock.ts';
import { linesOf, type Ran, runCli } from '../../support/cli.ts';
import { type CountedModel, countedModel, skyAnswer, skyQuestion } from '../../support/counted-model.ts';
import { newFolder } from '../../support/process.ts';

const rowCount = 12;
const badRow = { id: 'bad', question: 'Why?', answer: 'Because.' };
const rows = [
  ...Array.from({ length: rowCount - 2 }, (_, index) => ({ ...skyQuestion, id: index, answer: skyAnswer(index) })),
  badRow,
  { ...skyQuestion, id: 'empty', answer: '' },
];
const input = rows.map((row) => JSON.stringify(row)).join('\n');

interface Place {
  readonly file: string;
  readonly out: string;
  readonly journal: string;
  readonly grade: (model: CountedModel, ...flags: string[]) => Promise<Ran>;
}

/** A folder with a file of twelve answers: ten that a model must judge, one that can't be graded, one that is empty. */
async function newPlace(content = input): Promise<Place> {
  const folder = await newFolder();
  const file = join(folder, 'answers.jsonl');
  await writeFile(file, content);
  const out = join(folder, 'results.jsonl');
  return {
    file,
    out,
    journal: `${out}.journal`,
    grade: (model, ...flags) =>
      runCli(['grade', file, '--judge', 'llm', '--out', out, ...flags], { tools: model.tools }),
  };
}

/** A place where a quota ran out at the last of the answers, so that the journal of the run is still there. */
async function interrupted(): Promise<Place & { readonly kept: string }> {
  const place = await newPlace();
  const { code } = await place.grade(
    countedModel((answer) => (answer === skyAnswer(9) ? 'quota-exhausted' : 'answered')),
  );
  expect(code).toBe(2);
  return { ...place, kept: await readFile(place.journal, 'utf8') };
}

async function resultsAt({ out }: Place): Promise<unknown[]> {
  // Two runs differ in how long they took and in what was looked up.
  return linesOf(await readFile(out, 'utf8')).map(({ row, id, status, score, verdicts, reason }) => ({
    ...{ row, id, status, score, verdicts, reason },
  }));
}

test('leaves nothing but the results, with every row once and in the order of the input', async () => {
  const place = await newPlace();
  const { code, messages } = await place.grade(countedModel());
  expect(code).toBe(2);
  expect(messages).toContain('12 rows: 11 graded, 0 needs-review, 1 failed; judge llm');
  expect(linesOf(await readFile(place.out, 'utf8')).map(({ row, id }) => [row, id])).toEqual(
    rows.map(({ id }, index) => [index + 1, id]),
  );
  expect(await readdir(join(place.out, '..'))).toEqual(['answers.jsonl', 'results.jsonl']);
});

test('goes on from a journal cut at any byte, asks only for what is missing, and has the same results', async () => {
  const whole = await newPlace();
  await whole.grade(countedModel());
  const expected = await resultsAt(whole);
  const place = await interrupted();
  const bytes = Buffer.from(place.kept);
  const headerSize = place.kept.indexOf('\n') + 1;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), async (cut) => {
      await writeFile(place.journal, bytes.subarray(0, cut));
      const lines = bytes.subarray(0, cut).toString().split('\n').slice(1, -1);
      const settled = lines.filter((line) => JSON.parse(line).mayPass === false);
      const judged = settled.filter((line) => JSON.parse(line).result.provenance?.calls.length > 0);
      const model = countedModel();
      const { messages } = await place.grade(model);
      const told = `resuming: ${settled.length} of 12 rows are settled\n`;
      expect(messages.includes('resuming')).toBe(settled.length > 0);
      if (cut > headerSize && settled.length > 0) expect(messages).toContain(told);
      expect(new Set(model.asked).size).toBe(model.asked.length);
      expect(model.asked).toHaveLength(10 - judged.length);
      expect(await resultsAt(place)).toEqual(expected);
      expect(await readdir(join(place.out, '..'))).toEqual(['answers.jsonl', 'results.jsonl']);
    }),
    { numRuns: 25, examples: [[0], [headerSize - 1], [headerSize], [bytes.length - 1], [bytes.length]] },
  );
});

test('grades a row again whose line a power cut has spoilt, and only that one', async () => {
  const place = await interrupted();
  const lines = place.kept.split('\n');
  const at = lines.findIndex((line) => line.includes(skyAnswer(4)) || line.includes('"row":5,'));
  await writeFile(place.journal, lines.with(at, '\0'.repeat(40)).join('\n'));
  const model = countedModel();
  await place.grade(model);
  expect(new Set(model.asked)).toEqual(new Set([skyAnswer(4), skyAnswer(9)]));
});

test('tries rows again that a quota left, keeps the journal for that, and says so', async () => {
  const place = await newPlace();
  const first = await place.grade(countedModel((answer) => (answer === skyAnswer(9) ? 'quota-exhausted' : 'answered')));
  expect(first.messages).toContain(
    `1 row may be settled by another run: the same command tries them alone (${place.journal}`,
  );
  expect(linesOf(await readFile(place.out, 'utf8'))).toHaveLength(12);
  expect((await stat(place.journal)).mode & 0o777).toBe(0o600);
  // An outage in the second run takes nothing away that the first one had.
  const down = countedModel(() => 'unreachable');
  expect((await place.grade(down)).code).toBe(2);
  expect(down.asked).toEqual([skyAnswer(9)]);
  const up = countedModel();
  const last = await place.grade(up);
  expect(last.messages).toContain('resuming: 11 of 12 rows are settled');
  expect(last.messages).toContain('12 rows: 11 graded, 0 needs-review, 1 failed');
  expect(up.asked).toEqual([skyAnswer(9)]);
  await expect(stat(place.journal)).rejects.toThrow('ENOENT');
});

test.each<[string, string, readonly string[], (place: Place) => Promise<unknown>]>([
  [
    'another input',
    'the input changed',
    [],
    ({ file }) => writeFile(file, `${input}\n`.replace('number 3', 'number 33')),
  ],
  ['another pass mark', '--pass-mark (none, now 70) changed', ['--pass-mark', '70'], async () => undefined],
  ['another judge', 'the judge (llm, now offline) changed', ['--judge', 'offline'], async () => undefined],
  [
    'marks and another wording',
    'the file of --marks and the wording of the feedback (template, now polished) changed',
    ['--polish'],
    async () => undefined,
  ],
])('refuses to go on with %s, names it, and starts over when told to', async (_, named, flags, change) => {
  const place = await interrupted();
  await change(place);
  const marks = join(place.out, '..', 'marked.jsonl');
  await writeFile(marks, JSON.stringify({ ...skyQuestion, answer: skyAnswer('x'), human_score: 80 }));
  const more = flags.includes('--polish') ? [...flags, '--marks', marks] : flags;
  const before = await readFile(place.out, 'utf8');
  const model = countedModel();
  const { code, messages } = await place.grade(model, ...more);
  expect({ code, asked: model.asked }).toEqual({ code: 1, asked: [] });
  expect(messages).toContain(`is of a run with something else: ${named}. Change it back`);
  expect(messages).toContain('start over with --fresh');
  expect(await readFile(place.out, 'utf8')).toBe(before);
  expect(await readFile(place.journal, 'utf8')).toBe(place.kept);
  const fresh = await place.grade(model, ...more, '--fresh');
  expect(fresh.messages).toContain('12 rows: ');
  expect(fresh.messages).not.toContain('resuming');
});

test('refuses to go on with another model or another question of the bank', async () => {
  const place = await interrupted();
  const other = await place.grade(countedModel(undefined, 'gpt-5-nano'));
  expect(other.messages).toContain('the model (gpt-5-mini, now gpt-5-nano) changed');
  const folder = await newFolder();
  const bank = (point: string): string =>
    JSON.stringify({
      questions: [
        {
          ...{ id: 'sky', category: 'physics', difficulty: 'junior', kind: 'knowledge', tags: [] },
          ...{ prompt: 'Why is the sky blue?', reference: 'Air scatters blue light.' },
          markScheme: { keyPoints: [{ id: 'a', text: point }] },
        },
      ],
    });
  const questions = join(folder, 'bank.json');
  await writeFile(questions, bank('Air scatters blue light.'));
  const own = await newPlace(JSON.stringify({ question_id: 'sky', answer: skyAnswer(1) }));
  const first = await own.grade(
    countedModel(() => 'timed-out'),
    '--questions',
    questions,
  );
  expect(first.messages).toContain('1 row may be settled by another run');
  await writeFile(questions, bank('Air scatters short waves.'));
  const second = await own.grade(countedModel(), '--questions', questions);
  expect(second).toMatchObject({ code: 1, messages: expect.stringContaining('the questions changed') });
});

test('lets no second process grade into the same file', async () => {
  const place = await interrupted();
  const lock = await lockFolder(`${place.journal}.lock`);
  const model = countedModel();
  const { code, messages } = await place.grade(model);
  expect({ code, asked: model.asked }).toEqual({ code: 1, asked: [] });
  expect(messages).toContain(`Another process is grading into ${place.out}`);
  await lock?.release();
  expect((await place.grade(model)).messages).toContain('resuming: 11 of 12');
});

test('leaves a file alone that only has the name of a journal', async () => {
  const place = await newPlace();
  await writeFile(place.journal, 'Dear diary,\nno line end');
  for (const flags of [[], ['--fresh']]) {
    const { code, messages } = await place.grade(countedModel(), ...flags);
    expect(code).toBe(1);
    expect(messages).toContain(`${place.journal} is not a journal of this version`);
    expect(await readFile(place.journal, 'utf8')).toBe('Dear diary,\nno line end');
  }
});

test('pays once for an answer that stands in many rows, and asks about one question after the other', async () => {
  const other = { ...skyQuestion, question: 'Why is the sky blue at noon?' };
  const mixed = Array.from({ length: 40 }, (_, index) => ({
    ...(index % 2 === 0 ? skyQuestion : other),
    answer: skyAnswer(index % 2 === 0 ? `even ${index % 10}` : `odd ${index % 10}`),
  }));
  const place = await newPlace(mixed.map((row) => JSON.stringify(row)).join('\n'));
  const model = countedModel();
  const { code, messages } = await place.grade(model, '--concurrency', '3');
  expect(code).toBe(0);
  expect(messages).toContain('$0.0125 for 10 calls');
  expect(model.asked.map((answer) => answer.split(' ')[2])).toEqual([
    ...Array(5).fill('even'),
    ...Array(5).fill('odd'),
  ]);
  expect(linesOf(await readFile(place.out, 'utf8')).map(({ answer }) => answer)).toEqual(
    mixed.map(({ answer }) => answer),
  );
});

test('stops before a budget is passed, says what is left, and goes on with a higher one', async () => {
  const place = await newPlace();
  const first = countedModel();
  const stopped = await place.grade(first, '--budget', '0.006');
  expect(stopped.code).toBe(2);
  const paid = first.asked.length;
  expect(paid).toBeGreaterThan(0);
  expect(0.00125 * paid).toBeLessThanOrEqual(0.006);
  expect(stopped.messages).toContain(
    `markscheme: the budget of $0.006 does not allow another call; ${10 - paid} rows were not tried`,
  );
  expect(stopped.messages).toContain(
    `${10 - paid} rows may be settled by another run: the same command with a higher --budget`,
  );
  // What was paid counts in the second run as well.
  const same = countedModel();
  expect((await place.grade(same, '--budget', '0.006')).code).toBe(2);
  expect(same.asked).toEqual([]);
  const higher = countedModel();
  const done = await place.grade(higher, '--budget', '1');
  expect(done.messages).toContain('12 rows: 11 graded, 0 needs-review, 1 failed');
  expect(new Set([...first.asked, ...higher.asked]).size).toBe(10);
  expect(higher.asked).toHaveLength(10 - paid);
});

test('keeps no budget of a model whose price nobody knows', async () => {
  const place = await newPlace();
  const model = countedModel(undefined, 'unpriced');
  const { code, messages } = await place.grade(model, '--budget', '1');
  expect({ code, asked: model.asked }).toEqual({ code: 1, asked: [] });
  expect(messages).toContain('No price is known for the model unpriced');
});
