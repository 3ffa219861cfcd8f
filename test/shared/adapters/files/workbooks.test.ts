import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fc, test as property } from '@fast-check/vitest';
import { afterEach, expect, test, vi } from 'vitest';
import { sheetReader } from '../../../../shared/adapters/files/sheet-reader.ts';
import { stringSpool } from '../../../../shared/adapters/files/string-spool.ts';
import { limits } from '../../../../shared/domain/limits.ts';
import { newFolder } from '../../../support/process.ts';
import { allOf, readSheet, sourceOf } from '../../../support/sheets.ts';
import { rawWorkbook, sheetOf, workbookOf } from '../../../support/workbooks.ts';
import { zipOf } from '../../../support/zip.ts';

afterEach(() => vi.unstubAllEnvs());

async function fieldsIn(bytes: Buffer, sheetName: string | null = null): Promise<unknown[]> {
  return (await readSheet(sourceOf(bytes), { sheetName })).all.map((record) =>
    'problem' in record ? record.problem : record.fields,
  );
}

test('reads texts, numbers, dates, truth, rich text, links and results of formulas as the text that people see', async () => {
  const bytes = await workbookOf((workbook) => {
    const sheet = workbook.addWorksheet('Answers');
    sheet.addRow(['id', 'answer']);
    for (const value of [
      ' spaces \nand lines ',
      0.1 + 0.2,
      1e21,
      new Date('2026-11-28T00:00:00Z'),
      new Date('2026-11-28T09:30:15Z'),
      true,
      { richText: [{ text: 'one ' }, { text: 'two', font: { bold: true } }] },
      { text: 'a link', hyperlink: 'https://example.org' },
      { formula: 'A1&"x"', result: 'idx' },
      { formula: '1+1', result: 2 },
      'a\rb_x000D_c',
    ])
      sheet.addRow(['x', value]);
    sheet.getCell('B5').numFmt = 'yyyy-mm-dd';
    sheet.getCell('B6').numFmt = 'dd/mm/yyyy hh:mm:ss';
    sheet.addRow(['x', 0.4375]).getCell(2).numFmt = '[$-409]h:mm AM/PM';
    sheet.addRow(['x', 12.5]).getCell(2).numFmt = '0.00 "days"';
  });
  const { all, ...sheet } = await readSheet(sourceOf(bytes));
  expect(sheet).toMatchObject({ format: 'xlsx', columns: ['id', 'answer'], rowCount: 13 });
  expect(sheet.fingerprint).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(all.map(({ fields }) => fields['answer'])).toEqual([
    ' spaces \nand lines ',
    '0.3',
    '1e+21',
    '2026-11-28',
    '2026-11-28T09:30:15',
    'TRUE',
    'one two',
    'a link',
    'idx',
    '2',
    'a\nb\rc',
    '10:30:00',
    '12.5',
  ]);
  expect(all.map(({ line }) => line)).toEqual(all.map((_, index) => index + 2));
});

test('counts days from 1904 where the workbook does', async () => {
  const bytes = await workbookOf((workbook) => {
    workbook.properties.date1904 = true;
    workbook.addWorksheet('A').addRows([['day'], [new Date('2026-11-28T00:00:00Z')]]);
  });
  expect(await fieldsIn(bytes)).toEqual([{ day: '2026-11-28' }]);
});

test('passes over blank rows and columns, and names a column without a heading by its place', async () => {
  const bytes = await sheetOf([[], ['', 'a', null, '', 'b'], [], [null, 1, null, 'note', 2], [null, ' '], [null, 3]]);
  expect((await readSheet(sourceOf(bytes))).all).toEqual([
    { line: 4, fields: { a: '1', column_4: 'note', b: '2' } },
    { line: 6, fields: { a: '3', column_4: '', b: '' } },
  ]);
});

test('counts a text that is merged over several rows for each of them', async () => {
  const bytes = await workbookOf((workbook) => {
    const sheet = workbook.addWorksheet('A');
    sheet.addRows([
      ['who', 'q'],
      ['Ada', 1],
      ['', 2],
      ['', 3],
      ['Ben', 4],
    ]);
    sheet.mergeCells('A2:A4');
  });
  expect(await fieldsIn(bytes)).toEqual([
    { who: 'Ada', q: '1' },
    { who: 'Ada', q: '2' },
    { who: 'Ada', q: '3' },
    { who: 'Ben', q: '4' },
  ]);
});

test('takes the first sheet that is not hidden, or the named one, and lists the names where there is none', async () => {
  const bytes = await workbookOf((workbook) => {
    workbook.addWorksheet('Lists', { state: 'veryHidden' }).addRows([['a'], ['hidden']]);
    workbook.addWorksheet('First').addRows([['a'], ['first']]);
    workbook.addWorksheet('Zweite Runde').addRows([['a'], ['second']]);
    workbook.addWorksheet('Empty');
    workbook.addWorksheet('Heading').addRow(['a']);
  });
  expect(await fieldsIn(bytes)).toEqual([{ a: 'first' }]);
  expect(await fieldsIn(bytes, 'zweite runde')).toEqual([{ a: 'second' }]);
  expect(await fieldsIn(bytes, 'Lists')).toEqual([{ a: 'hidden' }]);
  await expect(fieldsIn(bytes, 'Third')).rejects.toThrow(
    'There is no sheet "Third". The sheets are: Lists, First, Zweite Runde, Empty, Heading.',
  );
  await expect(fieldsIn(bytes, 'Empty')).rejects.toThrow('The sheet "Empty" is empty.');
  await expect(fieldsIn(bytes, 'Heading')).rejects.toThrow('The sheet "Heading" has no rows.');
  await expect(readSheet(sourceOf('a\n1\n', 'x.csv'), { sheetName: 'A' })).rejects.toThrow('x.csv has no sheets');
});

test('does not take a formula without a stored result for a blank, and fails that row alone', async () => {
  const bytes = await sheetOf([
    ['a', 'b'],
    [1, { formula: 'A1' }],
    [2, { formula: '""', result: '' }],
  ]);
  expect(await fieldsIn(bytes)).toEqual([
    expect.stringContaining('column "b": a formula without a stored result'),
    { a: '2', b: '' },
  ]);
});

test.each(['#N/A', '#REF!', '#DIV/0!', '#VALUE!'] as const)(
  'takes the error %s for no answer, and fails that row alone',
  async (error) => {
    const bytes = await sheetOf([
      ['a', 'b'],
      [1, { formula: 'VLOOKUP(A1,C:D,2)', result: { error } }],
      [2, { error }],
      [3, error],
    ]);
    const refused = `column "b": the cell holds the error ${error}`;
    expect(await fieldsIn(bytes)).toEqual([refused, refused, { a: '3', b: error }]);
  },
);

const withMerges = (rows: number, refs: readonly string[]): Buffer => {
  const cells = Array.from({ length: rows }, (_, index) => `<row><c><v>${index}</v></c></row>`);
  const merges = refs.map((ref) => `<mergeCell ref="${ref}"/>`);
  return rawWorkbook(`<sheetData>${cells.join('')}</sheetData><mergeCells>${merges.join('')}</mergeCells>`);
};

test('refuses merged cells that overlap, and takes one after the other', async () => {
  await expect(fieldsIn(withMerges(9, ['A2:A5', 'A4:B6']))).rejects.toThrow('merged cells overlap in line 4');
  const shown = await fieldsIn(withMerges(7, ['A5:A6', 'A2:A4']));
  expect(shown).toEqual(['1', '1', '1', '4', '4', '6'].map((text) => ({ '0': text })));
});

test('refuses a sheet of more cells than can be held row by row', async () => {
  const heading = `<row>${'<c><v>1</v></c>'.repeat(16_384)}</row>`;
  const data = `<sheetData>${heading}${'<row><c><v>1</v></c></row>'.repeat(3_100)}</sheetData>`;
  await expect(fieldsIn(rawWorkbook(data))).rejects.toThrow('3100 rows of 16384 columns: split it');
});

test('reads what other programs write: no references, prefixes, inline texts, readings above texts', async () => {
  const row = (cells: string): string => `<x:row>${cells}</x:row>`;
  const data = [
    row('<x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c>'),
    row('<x:c t="s"><x:v>1</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>r&amp;d</x:v></x:c>'),
    row('<x:c><x:v>1.50</x:v></x:c><x:c t="d"><x:v>2026-11-28</x:v></x:c><x:c><x:v/></x:c>'),
  ];
  const texts = '<si><t>a</t></si><si><r><t>東</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>';
  expect(await fieldsIn(rawWorkbook(`<x:sheetData>${data.join('')}</x:sheetData>`, texts, 'x:'))).toEqual([
    { a: '東京', b: 'r&d' },
    { a: '1.5', b: '2026-11-28' },
  ]);
});

test('refuses a workbook that would unpack to more than the limit, before it unpacks anything', async () => {
  const bytes = zipOf({ 'xl/workbook.xml': { content: '', saidBytes: limits.workbookBytesMax + 1 } });
  await expect(fieldsIn(bytes)).rejects.toMatchObject({
    kind: 'too-large',
    message: 'The spreadsheet (XLSX) would unpack to more than 512 MiB: split it, or save it as CSV.',
  });
});

test('refuses a workbook that unpacks to more than it says, and one that holds a text without an end', async () => {
  const bomb = { content: Buffer.alloc(8 * 1024 * 1024, ' '), saidBytes: 10 };
  await expect(fieldsIn(zipOf({ 'xl/workbook.xml': bomb }))).rejects.toThrow('is damaged');
  const endless = rawWorkbook(`<sheetData><row><c t="str"><v>${'x'.repeat(4 * 1024 * 1024)}</v></c></row></sheetData>`);
  await expect(fieldsIn(endless)).rejects.toMatchObject({ kind: 'too-large' });
});

test('never expands an entity of a document type', async () => {
  const bytes = zipOf({
    'xl/workbook.xml': '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook><sheet name="&b;"/></workbook>',
  });
  await expect(fieldsIn(bytes)).rejects.toThrow('is damaged');
});

test('says what a file is that is no workbook: a zip archive, a damaged one, an old or locked spreadsheet', async () => {
  const whole = await sheetOf([['a'], ['1']]);
  await expect(fieldsIn(zipOf({ 'answers.csv': 'a\n1' }))).rejects.toThrow('a zip archive and no spreadsheet');
  await expect(fieldsIn(whole.subarray(0, -40))).rejects.toThrow('is damaged');
  const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  await expect(fieldsIn(Buffer.concat([old, Buffer.alloc(600)]))).rejects.toThrow('of the old format (XLS)');
  expect((await readSheet(sourceOf('a\n1\n', 'export.xlsx'))).format).toBe('csv');
  expect((await readSheet(sourceOf(whole, 'export.csv'))).format).toBe('xlsx');
});

test('leaves nothing behind once it is closed, or could not be opened', async () => {
  const folder = await newFolder();
  vi.stubEnv('TMPDIR', folder);
  const sheet = await sheetReader.open(sourceOf(await sheetOf([['a'], ['1']])));
  expect(await allOf(sheet.records())).toEqual(await allOf(sheet.records()));
  expect(await readdir(folder)).toHaveLength(1);
  await sheet.close();
  await expect(readSheet(sourceOf(zipOf({})))).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test('reads a workbook that lies as a file without copying it', async () => {
  const folder = await newFolder();
  const path = join(folder, 'answers.xlsx');
  const bytes = await sheetOf([['a'], ['1']]);
  await writeFile(path, bytes);
  const { all } = await readSheet({ ...sourceOf(bytes, path), path });
  expect(all).toEqual([{ line: 2, fields: { a: '1' } }]);
});

// Round trip: any text that fits into a cell is read as it was written, blank rows aside.
property.prop(
  [fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 8 })],
  {
    seed: 20_261_128,
    numRuns: 40,
  },
)('reads the texts that were written into cells', async (texts) => {
  const bytes = await sheetOf([['n', 'text'], ...texts.map((text, index) => [index, text])]);
  expect(await fieldsIn(bytes)).toEqual(texts.map((text, index) => ({ n: String(index), text })));
});

// Whatever is put aside in memory or on disk comes back by its number.
property.prop([fc.array(fc.string({ unit: 'binary' })), fc.nat(200)], { seed: 20_261_128, numRuns: 60 })(
  'gives texts back by their number, wherever they wait',
  async (texts, charsHeldMax) => {
    const spool = stringSpool(join(await newFolder(), 'texts'), charsHeldMax);
    const written = texts.map((text) => Buffer.from(text).toString());
    for (const text of written) spool.add(text);
    expect(written.map((_, index) => spool.at(index))).toEqual(written);
    expect([spool.count(), spool.at(written.length), spool.at(-1)]).toEqual([written.length, undefined, undefined]);
    spool.close();
  },
);
