import { createHash } from 'node:crypto';
import { fc, test as property } from '@fast-check/vitest';
import { stringify } from 'csv-stringify/sync';
import { expect, test } from 'vitest';
import { limits } from '../../../../shared/domain/limits.ts';
import type { SheetFormat, SheetRecord } from '../../../../shared/ports/files.ts';
import { allOf, readSheet, sourceOf } from '../../../support/sheets.ts';

const seed = 20_261_123;

async function read(content: string | Uint8Array, format: SheetFormat = 'csv'): Promise<readonly SheetRecord[]> {
  return (await readSheet(sourceOf(content), { format })).all;
}

test('reads quoted cells with delimiters, quotes and line breaks, and says on which line each record starts', async () => {
  expect(await read('a,b\n"1,\n""x""",2\n\n3,4')).toEqual([
    { line: 2, fields: { a: '1,\n"x"', b: '2' } },
    { line: 5, fields: { a: '3', b: '4' } },
  ]);
});

test('names columns without a heading by their place, and trims the others', async () => {
  expect(await read(' a ,,\n1,2,3')).toEqual([{ line: 2, fields: { a: '1', column_2: '2', column_3: '3' } }]);
});

test('tells a record of empty cells from a blank line', async () => {
  expect(await read('a,b\n,\n\n   \n1,2')).toEqual([
    { line: 2, fields: { a: '', b: '' } },
    { line: 5, fields: { a: '1', b: '2' } },
  ]);
});

test('reads mixed line ends, and leaves a bare carriage return in its cell', async () => {
  expect(await read('a,b\r\n1,2\n3,x\ry\r\n')).toEqual([
    { line: 2, fields: { a: '1', b: '2' } },
    { line: 3, fields: { a: '3', b: 'x\ry' } },
  ]);
});

test('takes the delimiter that the heading uses most, whatever the cells hold', async () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    expect(await read(`a${delimiter}b\n"1,;|\t"${delimiter}2\n`)).toEqual([
      { line: 2, fields: { a: '1,;|\t', b: '2' } },
    ]);
  }
});

test('keeps the values of JSON Lines as they are, and skips blank lines but counts them', async () => {
  expect(await read('{"a":1,"b":[null]}\r\n\r\n{"a":"x"}', 'jsonl')).toEqual([
    { line: 1, fields: { a: 1, b: [null] } },
    { line: 3, fields: { a: 'x' } },
  ]);
});

test.each(['utf16le', 'utf16be'] as const)('knows %s without a byte order mark by its NULs', async (encoding) => {
  const bytes = Buffer.from('a,b\r\né,日本語の回答\n', 'utf16le');
  if (encoding === 'utf16be') bytes.swap16();
  expect(await read(bytes)).toEqual([{ line: 2, fields: { a: 'é', b: '日本語の回答' } }]);
});

test('names the column of bytes that are no UTF-8, in lists too, and reads the other rows', async () => {
  const bytes = Buffer.concat([Buffer.from('a,b\nx,M'), Buffer.from([0xfc]), Buffer.from('ller\ny,z\n')]);
  expect(await read(bytes)).toEqual([
    {
      line: 2,
      fields: { a: 'x', b: 'M\ufffdller' },
      problem: expect.stringContaining('column "b": bytes that are not'),
    },
    { line: 3, fields: { a: 'y', b: 'z' } },
  ]);
  const list = Buffer.concat([Buffer.from('{"key_points":[{"text":"Caf'), Buffer.from([0xe9]), Buffer.from('"}]}')]);
  expect(await read(list, 'jsonl')).toMatchObject([{ problem: expect.stringContaining('column "key_points"') }]);
});

test('takes a replacement character that somebody wrote for a character', async () => {
  expect(await read('a\nM\ufffdller\n')).toEqual([{ line: 2, fields: { a: 'M\ufffdller' } }]);
});

test('does not take stray NULs in UTF-8 for UTF-16', async () => {
  expect(await read('a,b\nx\0y\0z,\0')).toEqual([{ line: 2, fields: { a: 'x\0y\0z', b: '\0' } }]);
});

test('tells all columns and counts all rows before the records, which can be read again and again', async () => {
  const csv = await readSheet(sourceOf('answer,id\nonly\n1,2\n'));
  expect(csv).toMatchObject({ format: 'csv', columns: ['answer', 'id'], rowCount: 2 });
  expect(await allOf(csv.records())).toEqual(csv.all);
  const json = await readSheet(sourceOf('{"b":1}\nnone\n{"a":2,"b":3}', 'x.ndjson'));
  expect(json).toMatchObject({ format: 'jsonl', columns: ['b', 'a'], rowCount: 3 });
});

test('fingerprints the bytes as they are', async () => {
  const bytes = Buffer.from('\ufeffa\r\n1\r\n', 'utf16le');
  const { fingerprint } = await readSheet(sourceOf(bytes, '', 3));
  expect(fingerprint).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('reads a JSON array entry by entry, and numbers what is no object', async () => {
  expect(await read(' [{"a":1},\n[2],{"a":{"b":[3]}} ]\n', 'jsonl')).toEqual([
    { line: 1, fields: { a: 1 } },
    { line: 2, fields: {}, problem: 'the entry is not a JSON object' },
    { line: 3, fields: { a: { b: [3] } } },
  ]);
});

test.each(['[{"a":1}', '[{"a":1},]', '[{"a":1}] x', '[{"a":1}{"a":2}]', '[{"a":1,"b"}]'])(
  'refuses %j, a JSON array that is none, instead of reading half of it',
  async (text) => {
    await expect(read(text, 'jsonl')).rejects.toThrow('starts like a JSON array and is not valid JSON');
  },
);

const long = limits.sheetRecordBytesMax;

test('loses one line to a quote that is closed too late or never, in a file larger than what is held', async () => {
  const filler = Array.from({ length: long / 1000 }, (_, index) => `${String(index).padEnd(998, 'x')},1`);
  const records = await read(['a,b', '"never,1', ...filler, ''].join('\n'));
  expect(records[0]).toMatchObject({ line: 2, problem: 'the line opens a quote that is never closed' });
  expect(records.slice(1).map(({ line }) => line)).toEqual(filler.map((_, index) => index + 3));
  expect(records.filter((record) => 'problem' in record)).toHaveLength(1);
});

test('loses a line beyond the limit alone, quoted or not, in CSV and JSON Lines', async () => {
  const text = 'x'.repeat(long * 2);
  for (const row of [`${text},1`, `"${text}",1`]) {
    expect(await read(`a,b\n1,2\n${row}\n3,4\n`)).toEqual([
      { line: 2, fields: { a: '1', b: '2' } },
      { line: 3, fields: {}, problem: `the line is longer than ${long} bytes` },
      { line: 4, fields: { a: '3', b: '4' } },
    ]);
  }
  expect(await read(`{"a":1}\n{"a":"${text}"}\n{"a":2}`, 'jsonl')).toEqual([
    { line: 1, fields: { a: 1 } },
    { line: 2, fields: {}, problem: `the line is longer than ${long} characters` },
    { line: 3, fields: { a: 2 } },
  ]);
  await expect(read(`[{"a":1},{"a":"${text}"}]`, 'jsonl')).rejects.toMatchObject({ kind: 'too-large' });
  await expect(read(`${text},b\n1,2\n`)).rejects.toThrow(`line 1 is longer than ${long} bytes`);
});

test('refuses a table whose rows have more columns between them than any sheet', async () => {
  const lines = Array.from({ length: 20 }, (_, row) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, column) => [`${row}-${column}`, 1]))),
  );
  await expect(read(lines.join('\n'), 'jsonl')).rejects.toMatchObject({ kind: 'too-large' });
});

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('"', '""', ',', '\n', '\r\n', 'a"b', '  ', ';', 'é🎈'),
);
const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });

// Round trip: whatever is written as CSV is read again, cell by cell.
property.prop([table], { seed, numRuns: 200 })('reads what was written', async (rows) => {
  const text = stringify([['a', 'b', 'c'], ...rows], { quoted: true });
  const cells = (await read(text)).map(({ fields }) => Object.values(fields));
  expect(cells).toEqual(rows);
});

// A quote within an unquoted cell is text, wherever in the cell it stands but at its start.
property.prop([fc.array(fc.constantFrom('"', '""', 'x', ' ', 'é'), { minLength: 1 }), fc.constantFrom(',', '\t')], {
  seed,
})('reads a quote in a cell that does not start with one as text', async (parts, delimiter) => {
  const text = `x${parts.join('')}`;
  expect(await read(`a${delimiter}b\n${text}${delimiter}1\n"2"${delimiter}${text}`)).toEqual([
    { line: 2, fields: { a: text, b: '1' } },
    { line: 3, fields: { a: '2', b: text } },
  ]);
});

// Lines: a record's line is where it starts in the text, however many lines stand before it.
property.prop([table, fc.array(fc.nat(2), { maxLength: 8 })], { seed, numRuns: 100 })(
  'names the line on which a record starts',
  async (rows, blanks) => {
    let text = 'a,b,c\n';
    const lines = rows.map((row, index) => {
      text += '\n'.repeat(blanks[index] ?? 0);
      const line = text.split('\n').length;
      text += stringify([row], { quoted: true });
      return line;
    });
    expect(await (await read(text)).map(({ line }) => line)).toEqual(lines);
  },
);

// Damage: one broken line costs itself; the records before and after are read as if it were not there.
property.prop([fc.nat(5), fc.constantFrom('"x" y,1', '"x,1', 'x,1,2', '"a"b"c",1')], {
  seed,
  numRuns: 60,
})('loses no record to a broken line', async (at, broken) => {
  const lines = Array.from({ length: 5 }, (_, index) => `row ${index},${index}`);
  const whole = (await read(['a,b', ...lines].join('\n'))).map(({ fields }) => fields);
  const records = await read(['a,b', ...lines.slice(0, at), broken, ...lines.slice(at)].join('\n'));
  expect(records.flatMap((record) => ('problem' in record ? [] : [record.fields]))).toEqual(whole);
  expect(records[at]).toMatchObject({ line: at + 2, problem: expect.stringMatching(/^the line /) });
});

// Whatever the bytes, either records come back or a refusal; line numbers never go down and never leave the text.
property.prop([fc.string({ unit: 'binary' }), fc.constantFrom('csv', 'jsonl')], { seed, numRuns: 300 })(
  'reads anything or refuses it',
  async (text, format) => {
    try {
      const lines = (await read(`a,b\n${text}`, format === 'csv' ? 'csv' : 'jsonl')).map(({ line }) => line);
      expect(lines).toEqual([...lines].sort((one, other) => one - other));
      expect(Math.max(...lines)).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length + 1);
    } catch (error) {
      expect(error).toMatchObject({ name: 'Fault', kind: 'invalid-request' });
    }
  },
);

// Pieces: however the bytes arrive, the same records are read, with the same lines.
property.prop([table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 7 })], { seed, numRuns: 100 })(
  'reads the same in pieces of any size',
  async (rows, newline, pieceBytes) => {
    const text = stringify([['a', 'b', 'c'], ...rows], { record_delimiter: newline });
    const json = rows.map((row) => JSON.stringify({ row })).join(newline);
    for (const content of [
      text,
      json,
      Buffer.from(text, 'utf16le'),
      `[${rows.map((row) => JSON.stringify({ row }))}]`,
    ]) {
      const whole = await readSheet(sourceOf(content));
      expect((await readSheet(sourceOf(content, '', pieceBytes))).all).toEqual(whole.all);
    }
  },
);

// Windows: a record may lie anywhere across the borders of what is read at once.
property.prop([fc.array(fc.nat(200_000), { minLength: 4, maxLength: 12 }), fc.constantFrom('x', '\n', '""', 'é')], {
  seed,
  numRuns: 20,
})('reads records across the borders of what it holds', async (sizes, unit) => {
  const cells = sizes.map((size) => unit.repeat(size).replaceAll('""', '"'));
  const records = await read(stringify([['a', 'b'], ...cells.map((text, index) => [text, index])], { quoted: true }));
  expect(records.map(({ fields }) => fields['a'] === cells[Number(fields['b'])])).toEqual(cells.map(() => true));
  expect(records.every((record) => !('problem' in record))).toBe(true);
});
