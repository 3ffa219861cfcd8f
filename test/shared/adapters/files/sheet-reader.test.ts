import { fc, test as property } from '@fast-check/vitest';
import { stringify } from 'csv-stringify/sync';
import { expect, test } from 'vitest';
import { sheetReader } from '../../../../shared/adapters/files/sheet-reader.ts';

const seed = 20_261_123;
const read = (text: string, format: 'csv' | 'jsonl' = 'csv') => sheetReader.read(Buffer.from(text), format);

test('reads quoted cells with delimiters, quotes and line breaks, and says on which line each record starts', () => {
  expect(read('a,b\n"1,\n""x""",2\n\n3,4')).toEqual([
    { line: 2, fields: { a: '1,\n"x"', b: '2' } },
    { line: 5, fields: { a: '3', b: '4' } },
  ]);
});

test('names columns without a heading by their place, and trims the others', () => {
  expect(read(' a ,,\n1,2,3')).toEqual([{ line: 2, fields: { a: '1', column_2: '2', column_3: '3' } }]);
});

test('tells a record of empty cells from a blank line', () => {
  expect(read('a,b\n,\n\n   \n1,2')).toEqual([
    { line: 2, fields: { a: '', b: '' } },
    { line: 5, fields: { a: '1', b: '2' } },
  ]);
});

test('reads mixed line ends, and leaves a bare carriage return in its cell', () => {
  expect(read('a,b\r\n1,2\n3,x\ry\r\n')).toEqual([
    { line: 2, fields: { a: '1', b: '2' } },
    { line: 3, fields: { a: '3', b: 'x\ry' } },
  ]);
});

test('takes the delimiter that the heading uses most, whatever the cells hold', () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    expect(read(`a${delimiter}b\n"1,;|\t"${delimiter}2\n`)).toEqual([{ line: 2, fields: { a: '1,;|\t', b: '2' } }]);
  }
});

test('keeps the values of JSON Lines as they are, and skips blank lines but counts them', () => {
  expect(read('{"a":1,"b":[null]}\r\n\r\n{"a":"x"}', 'jsonl')).toEqual([
    { line: 1, fields: { a: 1, b: [null] } },
    { line: 3, fields: { a: 'x' } },
  ]);
});

test.each(['utf16le', 'utf16be'] as const)('knows %s without a byte order mark by its NULs', (encoding) => {
  const bytes = Buffer.from('a,b\r\né,日本語の回答\n', 'utf16le');
  if (encoding === 'utf16be') bytes.swap16();
  expect(sheetReader.read(bytes, 'csv')).toEqual([{ line: 2, fields: { a: 'é', b: '日本語の回答' } }]);
});

test('names the column of bytes that are no UTF-8, in lists too, and reads the other rows', () => {
  const bytes = Buffer.concat([Buffer.from('a,b\nx,M'), Buffer.from([0xfc]), Buffer.from('ller\ny,z\n')]);
  expect(sheetReader.read(bytes, 'csv')).toEqual([
    {
      line: 2,
      fields: { a: 'x', b: 'M\ufffdller' },
      problem: expect.stringContaining('column "b": bytes that are not'),
    },
    { line: 3, fields: { a: 'y', b: 'z' } },
  ]);
  const list = Buffer.concat([Buffer.from('{"key_points":[{"text":"Caf'), Buffer.from([0xe9]), Buffer.from('"}]}')]);
  expect(sheetReader.read(list, 'jsonl')).toMatchObject([{ problem: expect.stringContaining('column "key_points"') }]);
});

test('takes a replacement character that somebody wrote for a character', () => {
  expect(read('a\nM\ufffdller\n')).toEqual([{ line: 2, fields: { a: 'M\ufffdller' } }]);
});

test('does not take stray NULs in UTF-8 for UTF-16', () => {
  expect(read('a,b\nx\0y\0z,\0')).toEqual([{ line: 2, fields: { a: 'x\0y\0z', b: '\0' } }]);
});

test.each(['csv', 'jsonl'] as const)(
  'refuses a spreadsheet or zip archive that is called %s, and says so',
  (format) => {
    expect(() => read('PK\u0003\u0004\u0014\0[Content_Types].xml\n', format)).toThrow(
      'This is a spreadsheet (XLSX) or a zip archive; save it as CSV.',
    );
  },
);

test('refuses a file without a readable row whose heading is none of a file of answers', () => {
  expect(() => read('id,text\nonly\n')).toThrow('There is no column "answer". The columns are: id, text.');
  expect(read('answer,question_id\nonly\n')).toMatchObject([{ line: 2, problem: expect.anything() }]);
});

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('"', '""', ',', '\n', '\r\n', 'a"b', '  ', ';', 'é🎈'),
);
const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });

// Round trip: whatever is written as CSV is read again, cell by cell.
property.prop([table], { seed, numRuns: 200 })('reads what was written', (rows) => {
  const text = stringify([['a', 'b', 'c'], ...rows], { quoted: true });
  const cells = read(text).map(({ fields }) => Object.values(fields));
  expect(cells).toEqual(rows);
});

// A quote within an unquoted cell is text, wherever in the cell it stands but at its start.
property.prop([fc.array(fc.constantFrom('"', '""', 'x', ' ', 'é'), { minLength: 1 }), fc.constantFrom(',', '\t')], {
  seed,
})('reads a quote in a cell that does not start with one as text', (parts, delimiter) => {
  const text = `x${parts.join('')}`;
  expect(read(`a${delimiter}b\n${text}${delimiter}1\n"2"${delimiter}${text}`)).toEqual([
    { line: 2, fields: { a: text, b: '1' } },
    { line: 3, fields: { a: '2', b: text } },
  ]);
});

// Lines: a record's line is where it starts in the text, however many lines stand before it.
property.prop([table, fc.array(fc.nat(2), { maxLength: 8 })], { seed, numRuns: 100 })(
  'names the line on which a record starts',
  (rows, blanks) => {
    let text = 'a,b,c\n';
    const lines = rows.map((row, index) => {
      text += '\n'.repeat(blanks[index] ?? 0);
      const line = text.split('\n').length;
      text += stringify([row], { quoted: true });
      return line;
    });
    expect(read(text).map(({ line }) => line)).toEqual(lines);
  },
);

// Damage: one broken line costs itself; the records before and after are read as if it were not there.
property.prop([fc.nat(5), fc.constantFrom('"x" y,1', '"x,1', 'x,1,2', '"a"b"c",1')], {
  seed,
  numRuns: 60,
})('loses no record to a broken line', (at, broken) => {
  const lines = Array.from({ length: 5 }, (_, index) => `row ${index},${index}`);
  const whole = read(['a,b', ...lines].join('\n')).map(({ fields }) => fields);
  const records = read(['a,b', ...lines.slice(0, at), broken, ...lines.slice(at)].join('\n'));
  expect(records.flatMap((record) => ('problem' in record ? [] : [record.fields]))).toEqual(whole);
  expect(records[at]).toMatchObject({ line: at + 2, problem: expect.stringMatching(/^the line /) });
});

// Whatever the bytes, either records come back or a refusal; line numbers never go down and never leave the text.
property.prop([fc.string({ unit: 'binary' }), fc.constantFrom('csv', 'jsonl')], { seed, numRuns: 300 })(
  'reads anything or refuses it',
  (text, format) => {
    try {
      const lines = read(`a,b\n${text}`, format === 'csv' ? 'csv' : 'jsonl').map(({ line }) => line);
      expect(lines).toEqual([...lines].sort((one, other) => one - other));
      expect(Math.max(...lines)).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length + 1);
    } catch (error) {
      expect(error).toMatchObject({ name: 'Fault', kind: 'invalid-request' });
    }
  },
);
