import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { zipOf } from './zip.ts';

/** A workbook as Excel writes it: texts shared. */
export async function workbookOf(fill: (workbook: exceljs.Workbook) => void): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  fill(workbook);
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), workbook.xlsx.write(stream, { useSharedStrings: true })]);
  return bytes;
}

/** A workbook of one sheet of rows. */
export function sheetOf(rows: readonly (readonly exceljs.CellValue[])[], name = 'Answers'): Promise<Buffer> {
  return workbookOf((workbook) => workbook.addWorksheet(name).addRows(rows.map((row) => [...row])));
}

/** A workbook of one sheet as XML, for what no library writes. */
export function rawWorkbook(sheetData: string, sharedStrings = '', prefix = ''): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const rels = (entries: readonly string[]): string => `<Relationships>${entries.join('')}</Relationships>`;
  const rel = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  return zipOf({
    '_rels/.rels': rels([rel('r1', 'officeDocument', '/xl/book.xml')]),
    'xl/book.xml': `<${prefix}workbook><${prefix}sheets><${prefix}sheet name="One" sheetId="1" r:id="r7"/></${prefix}sheets></${prefix}workbook>`,
    'xl/_rels/book.xml.rels': rels([
      rel('r7', 'worksheet', 'worksheets/one.xml'),
      rel('r8', 'sharedStrings', 'texts.xml'),
    ]),
    'xl/worksheets/one.xml': `<${prefix}worksheet>${sheetData}</${prefix}worksheet>`,
    'xl/texts.xml': `<sst>${sharedStrings}</sst>`,
  });
}
