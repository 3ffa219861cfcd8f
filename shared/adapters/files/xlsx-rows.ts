import { Fault } from '../../domain/fault.ts';
import { limits } from '../../domain/limits.ts';
import type { StringSpool } from './string-spool.ts';
import type { Attributes, XlsxArchive, XmlEvent } from './xlsx-archive.ts';
import { numberText, unescapedText } from './xlsx-values.ts';
import type { Workbook } from './xlsx-workbook.ts';

/** A row with its cells by column, from 0. */
export interface XlsxRow {
  readonly line: number;
  readonly cells: ReadonlyMap<number, XlsxCell>;
}

/** What a cell shows, or why nobody can rely on that. */
export type XlsxCell = string | { readonly problem: string };

/** Cells that are shown as one: the text of the first one counts for all. Lines from 1, columns from 0. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const stringsMax = 5_000_000;

/** The texts that cells of a workbook share, put aside by their number. */
export async function readSharedStrings(archive: XlsxArchive, part: string, strings: StringSpool): Promise<void> {
  const text = textCollector();
  for await (const events of archive.read(part)) {
    for (const event of events) {
      text.take(event);
      if (event.kind === 'open' && event.name === 'si') text.clear();
      if (event.kind !== 'close' || event.name !== 'si') continue;
      strings.add(text.taken());
      if (strings.count() > stringsMax) {
        throw new Fault('too-large', `The spreadsheet (XLSX) has more than ${stringsMax} different texts: split it.`);
      }
    }
  }
}

/**
 * Reads the rows of a sheet that have a cell which is not blank, a chunk at a time.
 *
 * @param tellMerge is told merged cells, after the rows
 */
export async function* readRows(
  archive: XlsxArchive,
  part: string,
  workbook: Workbook,
  strings: StringSpool,
  tellMerge: (merge: Merge) => void = () => undefined,
): AsyncGenerator<XlsxRow[]> {
  const text = textCollector();
  let line = 0;
  let column = -1;
  let cells = new Map<number, XlsxCell>();
  let cell: Attributes = {};
  let hasFormula = false;
  let value: string | null = null;
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'row') {
      line = Math.max(line + 1, Number(attributes['r'] ?? 0) || 0);
      column = -1;
      cells = new Map();
    } else if (name === 'c') {
      column = attributes['r'] === undefined ? column + 1 : columnIndex(attributes['r']);
      cell = attributes;
      hasFormula = false;
      value = null;
      text.clear();
    } else if (name === 'f') {
      hasFormula = true;
    } else if (name === 'mergeCell') {
      const merge = mergeOf(attributes['ref'] ?? '');
      if (merge !== null) tellMerge(merge);
    }
  };
  const closeCell = (): void => {
    if (column < 0 || column >= limits.sheetColumnsMax) return;
    const shown = value === null ? null : cellText(value, cell, workbook, strings);
    if (shown !== null && shown !== '') cells.set(column, cell['t'] === 'e' ? errorIn(shown) : shown);
    else if (shown === null && hasFormula) cells.set(column, notComputed);
  };
  for await (const events of archive.read(part)) {
    const rows: XlsxRow[] = [];
    for (const event of events) {
      text.take(event);
      if (event.kind === 'open') open(event.name, event.attributes);
      if (event.kind !== 'close') continue;
      if (event.name === 'v' || event.name === 'is') value = text.taken();
      if (event.name === 'c') closeCell();
      if (event.name === 'row' && [...cells.values()].some(isFilled)) rows.push({ line, cells });
    }
    yield rows;
  }
}

const notComputed: XlsxCell = {
  problem: 'a formula without a stored result; open the file in a spreadsheet program, save it and run it again',
};

function errorIn(shown: string): XlsxCell {
  return { problem: `the cell holds the error ${shown.slice(0, 40)}` };
}

function isFilled(cell: XlsxCell): boolean {
  return typeof cell !== 'string' || cell.trim() !== '';
}

function cellText(
  value: string,
  { t: type = 'n', s: style }: Attributes,
  { kinds, isFrom1904 }: Workbook,
  strings: StringSpool,
): string {
  if (type === 's') return strings.at(Number(value)) ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return type === 'n' ? numberText(value, kinds.at(Number(style ?? 0)) ?? 'number', isFrom1904) : value;
}

/** The column of a reference such as `AB12`, from 0. */
function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of /^[A-Z]*/i.exec(reference)?.[0].toUpperCase() ?? '')
    index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

function mergeOf(reference: string): Merge | null {
  const [, first = '', top, last = '', bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/i.exec(reference) ?? [];
  if (top === undefined || bottom === undefined) return null;
  return { top: Number(top), left: columnIndex(first), bottom: Number(bottom), right: columnIndex(last) };
}

/*
 * Collects what stands between the tags of a text: the runs of rich text one after the other, without the readings that
 * stand above them in Japanese. A formula is no text.
 */
function textCollector(): {
  readonly take: (event: XmlEvent) => void;
  readonly taken: () => string;
  readonly clear: () => void;
} {
  let text = '';
  let isText = false;
  let isPhonetic = false;
  return {
    take(event) {
      if (event.kind === 'text') {
        if (isText && !isPhonetic) text += event.text;
        return;
      }
      const isOpen = event.kind === 'open';
      if (event.name === 'rPh') isPhonetic = isOpen;
      if (event.name === 't' || event.name === 'v') isText = isOpen;
    },
    taken: () => unescapedText(text),
    clear: () => {
      text = '';
      isText = false;
      isPhonetic = false;
    },
  };
}
