import { fc, test as property } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { linesOf, runCli } from '../../support/cli.ts';

const graded = { answer: 'Create, read, update and delete.', question_id: 'crud' };

async function asCsv(fields: Record<string, unknown>): Promise<Record<string, string>> {
  const { out } = await runCli(['grade', '-', '--format', 'csv'], { input: JSON.stringify({ ...graded, ...fields }) });
  const [row = {}]: Record<string, string>[] = parse(out, { columns: true });
  return row;
}

async function asJsonLine(fields: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { out } = await runCli(['grade', '-'], { input: JSON.stringify({ ...graded, ...fields }) });
  return linesOf(out)[0] ?? {};
}

test.each(['status', 'score', 'verdicts', 'row', 'reason', 'usage', 'scoreRange'])(
  'keeps an input column named %s under another name in JSON Lines, and its own result beside it',
  async (name) => {
    const row = await asJsonLine({ [name]: 'theirs' });
    expect(row[`input_${name}`]).toBe('theirs');
    expect(row[name]).not.toBe('theirs');
  },
);

test.each(['status', 'score', 'points', 'calls', 'cost_usd', 'score_min', 'review_reasons'])(
  'keeps an input column named %s under another name in CSV, and its own result beside it',
  async (name) => {
    const row = await asCsv({ [name]: 'theirs' });
    expect(row[`input_${name}`]).toBe('theirs');
    expect(row[name]).not.toBe('theirs');
  },
);

test('loses nothing when its own results are graded again, and again', async () => {
  const fields = { score: 'first', input_score: 'second', input_input_score: 'third' };
  for (const row of [await asJsonLine(fields), await asCsv(fields)]) {
    const { score, ...others } = row;
    expect(score).not.toBe('first');
    expect(Object.values(others)).toEqual(expect.arrayContaining(['first', 'second', 'third']));
    expect(row).toMatchObject({ input_score: 'second', input_input_score: 'third' });
  }
});

test('leaves columns alone whose names mean something to JavaScript only', async () => {
  const fields = { constructor: 'c', toString: 't', hasOwnProperty: 'h' };
  expect(await asJsonLine(fields)).toMatchObject(fields);
  expect(await asCsv(fields)).toMatchObject(fields);
});

test.each(['=1+1', '+1+1', '-1-1', '-', '+49 30 1234', '-1e', '@SUM(A1)', '\uff1d1'])(
  'defuses the formula %j in CSV and leaves it untouched in JSON Lines',
  async (formula) => {
    expect((await asCsv({ note: formula }))['note']).toBe(`'${formula}`);
    expect((await asJsonLine({ note: formula }))['note']).toBe(formula);
    expect((await asCsv({ answer: formula }))['answer']).toBe(`'${formula}`);
    expect(Object.keys(await asCsv({ [formula.trim()]: 1 }))).toContain(`'${formula.trim()}`);
  },
);

test.each(['-12.5', '-5', '+49', '+0,5', '-.5', '-5.', '-1e9', '-1.5E-3', '-12%', '-12,5 %', -7])(
  'leaves the plain number %j alone in CSV',
  async (number) => {
    expect((await asCsv({ note: number }))['note']).toBe(String(number));
  },
);

test('shows what a value is that is no text, and an absent one as an empty cell', async () => {
  expect(await asCsv({ a: 1.5, b: null, c: { d: [true] }, e: '' })).toMatchObject({
    a: '1.5',
    b: '',
    c: '{"d":[true]}',
    e: '',
  });
});

test('gives every row of JSON Lines the columns of all of them in CSV', async () => {
  const input = [
    { ...graded, a: 1 },
    { ...graded, b: 2 },
  ]
    .map((row) => JSON.stringify(row))
    .join('\n');
  const { out } = await runCli(['grade', '-', '--format', 'csv'], { input });
  expect(parse(out, { columns: true })).toMatchObject([
    { a: '1', b: '' },
    { a: '', b: '2' },
  ]);
});

test('quotes a bare carriage return, which some readers take for the end of a line', async () => {
  const input = JSON.stringify({ ...graded, note: 'x\ry' });
  expect((await runCli(['grade', '-', '--format', 'csv'], { input })).out).toContain('"x\ry"');
});

// Round trip: whatever a carried cell holds, formulas aside, comes out of CSV as it went in.
property.prop([fc.string({ unit: 'grapheme' }), fc.constantFrom('', '\r', '\n', '"', ',', ' "', '\r\n', ';')], {
  seed: 20_261_123,
  numRuns: 60,
})('carries any text through CSV unchanged', async (text, trap) => {
  const value = `x${text}${trap}y`;
  const { out } = await runCli(['grade', '-', '--format', 'csv'], {
    input: JSON.stringify({ ...graded, note: value }),
  });
  expect(parse(out, { columns: true, record_delimiter: '\n' })).toMatchObject([{ note: value }]);
});
