import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import { defusedCell } from './defused-cell.ts';

/** A spreadsheet that is written as it goes, sheet by sheet. */
export interface XlsxBook {
  /** Begins a sheet with a heading that stays in view; the one before it gets no more rows. */
  sheet(name: string, columns: readonly string[]): XlsxSheet;
  /** Writes what is left. The stream stays open. */
  end(): Promise<void>;
}

export interface XlsxSheet {
  /** Settles once there is room for more. */
  add(cells: readonly unknown[]): Promise<void>;
}

const rowsAtOnce = 200;

/**
 * Numbers are cells of numbers, everything else of text: what a spreadsheet would take for a formula once it is saved as
 * CSV has an apostrophe in front, and text beyond what a cell holds says that it is cut.
 */
export function xlsxBook(stream: Writable): XlsxBook {
  const through = new PassThrough();
  // Its failure is that of `end`; until then nobody waits for it.
  const written = pipeline(through, stream, { end: false });
  written.catch(() => undefined);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: through, useStyles: false, useSharedStrings: false });
  let current: ExcelJS.Worksheet | null = null;
  return {
    sheet(name, columns) {
      current?.commit();
      const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
      current = sheet;
      const write = (cells: readonly unknown[]): void => sheet.addRow(cells.map(cellOf)).commit();
      write(columns);
      let count = 0;
      return {
        async add(cells) {
          write(cells);
          count += 1;
          if (count % rowsAtOnce > 0) return;
          await new Promise<void>((next) => setImmediate(next));
          if (through.writableNeedDrain && !stream.destroyed)
            await Promise.race([new Promise((next) => through.once('drain', next)), written]);
        },
      };
    },
    async end() {
      await Promise.race([book.commit(), written]);
      through.end();
      await written;
    },
  };
}

const cellCharsMax = 32_767;
const cutMark = ' [cut: a cell holds no more]';
// XML has no way to write these.
const unwritable = /[\ufffe\uffff]/g;

function cellOf(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  const text = defusedCell(typeof value === 'string' ? value : JSON.stringify(value));
  const sound = text.toWellFormed().replace(unwritable, '\ufffd');
  return sound.length <= cellCharsMax ? sound : sound.slice(0, cellCharsMax - cutMark.length) + cutMark;
}
