import { fc, test as property } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvLine } from '../../../functions/results/csv-line.ts';

const hostileText = fc.string({ unit: fc.constantFrom(...'=+-@;|,"\' \t\r\n\uff1da1') });

property.prop([fc.array(hostileText, { minLength: 1 })])(
  'no cell begins a formula, whichever separator a spreadsheet expects, and nothing but apostrophes is added',
  (texts) => {
    const line = csvLine(['x', ...texts]);
    const pieces = [',', '\t', ';', '|'].flatMap((separator) =>
      line.split(/[\r\n]/).flatMap((part) => part.split(separator === ',' ? /(?!)/ : separator)),
    );
    for (const piece of pieces) expect(piece).not.toMatch(/^[\s"]*[=+\-@\uff1d]/);
    const [cells = []]: string[][] = parse(line, { relax_column_count: true });
    const bare = (text: string): string => text.replaceAll("'", '');
    expect(cells.slice(1).map(bare)).toEqual(texts.map(bare));
    for (const cell of cells) expect(cell).not.toMatch(/^(?:[=@\t\r\n\uff1d]|[+-](?!(?:\d+[.,]?\d*|[.,]\d+)$))/);
  },
);

test.each([
  ['x;=HYPERLINK(1)', `"x;'=HYPERLINK(1)"`],
  ['x\t@SUM(1)', `"x\t'@SUM(1)"`],
  ['x;"=1+1"', `"x;""'=1+1"""`],
  ['a list:\n- first\n- second', `"a list:\n'- first\n'- second"`],
  ['\t1', `"'\t1"`],
  ['\r1', `"'\r1"`],
  ['\n=1', `"'\n'=1"`],
  ['a\rb', '"a\rb"'],
  ['a; b', '"a; b"'],
  ['a = b', 'a = b'],
])('writes %j as %s', (text, cell) => {
  expect(csvLine(['x', text])).toBe(`x,${cell}\n`);
});

property.prop([fc.double({ noNaN: true, noDefaultInfinity: true })])('leaves numbers as they are', (number) => {
  expect(csvLine([number, 1])).toBe(`${number},1\n`);
});

test('takes a long run of blank lines in its stride', () => {
  const text = `${'\n'.repeat(200_000)}=1`;
  expect(csvLine([text]).length).toBe(text.length + '"\'\'"\n'.length);
});
