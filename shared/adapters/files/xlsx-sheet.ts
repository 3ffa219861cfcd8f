import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../../domain/fault.ts';
import { Sha256 } from '../../domain/ids.ts';
import { limits } from '../../domain/limits.ts';
import type { Sheet, SheetRecord, SheetSource } from '../../ports/files.ts';
import { headingOf } from './heading.ts';
import { type PrivateFolder, privateFolder } from './private-folder.ts';
import { type StringSpool, stringSpool } from './string-spool.ts';
import { openArchive, type XlsxArchive } from './xlsx-archive.ts';
import { type Merge, readRows, readSharedStrings, type XlsxCell, type XlsxRow } from './xlsx-rows.ts';
import { readWorkbook, type Workbook } from './xlsx-workbook.ts';

/**
 * Opens a sheet of an XLSX workbook: the named one, else the first that is not hidden. Its first row that is not blank is
 * the heading; blank rows are passed over, and a text that is merged over several rows counts for each of them.
 *
 * A workbook that does not lie as a file, and the texts beyond 16 million characters, wait in a temporary folder.
 *
 * @throws Fault `invalid-request` when it can't be read, has no such sheet or no rows, `too-large` beyond a limit
 */
export async function openWorkbook(source: SheetSource, sheetName: string | null): Promise<Sheet> {
  const folder = await privateFolder();
  let archive: XlsxArchive | null = null;
  let strings: StringSpool | null = null;
  const close = async (): Promise<void> => {
    archive?.close();
    strings?.close();
    await folder.remove();
  };
  try {
    const { path, fingerprint } = await fileOf(source, folder);
    archive = await openArchive(path);
    const workbook = await readWorkbook(archive);
    const { name, part } = chosenSheet(workbook, sheetName);
    strings = stringSpool(join(folder.path, 'texts'));
    if (workbook.sharedStrings !== null) await readSharedStrings(archive, workbook.sharedStrings, strings);
    const open: OpenSheet = { archive, workbook, part, strings };
    const { rowCount, names, merges } = await survey(open, name);
    const columns = [...names.values()];
    return { format: 'xlsx', columns, rowCount, fingerprint, records: () => recordsOf(open, names, merges), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface OpenSheet {
  readonly archive: XlsxArchive;
  readonly workbook: Workbook;
  readonly part: string;
  readonly strings: StringSpool;
}

async function fileOf(source: SheetSource, folder: PrivateFolder): Promise<{ path: string; fingerprint: Sha256 }> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.stream()) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const path = source.path ?? join(folder.path, 'workbook.xlsx');
  if (source.path === null) await pipeline(Readable.from(hashed()), createWriteStream(path, { mode: 0o600 }));
  else for await (const _ of hashed());
  return { path, fingerprint: Sha256.parse(hash.digest('hex')) };
}

function chosenSheet({ sheets }: Workbook, name: string | null): Workbook['sheets'][number] {
  const named = sheets.find((sheet) => sheet.name === name) ?? sheets.find((sheet) => sameName(sheet.name, name));
  const chosen = name === null ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]) : named;
  if (chosen !== undefined) return chosen;
  if (name === null) throw new Fault('invalid-request', 'The spreadsheet (XLSX) has no sheet of cells.');
  const names = sheets.map((sheet) => sheet.name).join(', ');
  throw new Fault('invalid-request', `There is no sheet ${JSON.stringify(name)}. The sheets are: ${names}.`);
}

function sameName(name: string, wanted: string | null): boolean {
  return name.trim().toLowerCase() === wanted?.trim().toLowerCase();
}

interface Survey {
  readonly rowCount: number;
  /** The names of the columns that have a heading or a cell, by their place. */
  readonly names: ReadonlyMap<number, string>;
  /** Those over several rows, from the top; no two of them share a cell of their first column. */
  readonly merges: readonly Merge[];
}

const mergesMax = 200_000;
const cellsMax = 50_000_000;

async function survey({ archive, workbook, part, strings }: OpenSheet, name: string): Promise<Survey> {
  const used = new Set<number>();
  const merges: Merge[] = [];
  let heading: XlsxRow | null = null;
  let rowCount = 0;
  const takeMerge = (merge: Merge): void => {
    if (merge.bottom <= merge.top || merge.left >= limits.sheetColumnsMax) return;
    merges.push(merge);
    if (merges.length > mergesMax) throw new Fault('too-large', `There are more than ${mergesMax} merged cells.`);
  };
  for await (const rows of readRows(archive, part, workbook, strings, takeMerge)) {
    for (const row of rows) {
      for (const column of row.cells.keys()) used.add(column);
      if (heading === null) heading = row;
      else rowCount += 1;
    }
  }
  if (heading === null) throw new Fault('invalid-request', `The sheet ${JSON.stringify(name)} is empty.`);
  if (rowCount === 0) throw new Fault('invalid-request', `The sheet ${JSON.stringify(name)} has no rows.`);
  if (rowCount * used.size > cellsMax)
    throw new Fault('too-large', `The sheet has ${rowCount} rows of ${used.size} columns: split it.`);
  const { cells, line } = heading;
  const width = Math.max(...used) + 1;
  const all = headingOf(Array.from({ length: width }, (_, column) => textOf(cells.get(column))));
  const names = new Map([...used].sort((a, b) => a - b).map((column) => [column, all[column] ?? '']));
  const below = merges.filter(({ top }) => top > line).sort((a, b) => a.top - b.top);
  refuseOverlaps(below);
  return { rowCount, names, merges: below };
}

// No spreadsheet program writes them, and nobody can tell which text counts.
function refuseOverlaps(merges: readonly Merge[]): void {
  const bottoms = new Map<number, number>();
  for (const { left, top, bottom } of merges) {
    if (top <= (bottoms.get(left) ?? 0))
      throw new Fault('invalid-request', `The spreadsheet (XLSX) is damaged: merged cells overlap in line ${top}.`);
    bottoms.set(left, bottom);
  }
}

function textOf(cell: XlsxCell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

async function* recordsOf(
  { archive, workbook, part, strings }: OpenSheet,
  names: ReadonlyMap<number, string>,
  merges: readonly Merge[],
): AsyncGenerator<SheetRecord> {
  let isHeading = true;
  let nextMerge = 0;
  // By the column that a merge begins in, which has one at a time.
  const open = new Map<number, { readonly bottom: number; readonly cell: XlsxCell }>();
  for await (const rows of readRows(archive, part, workbook, strings)) {
    for (const { line, cells } of rows) {
      if (isHeading) {
        isHeading = false;
        continue;
      }
      const shown = new Map(cells);
      for (const [column, { bottom, cell }] of open) {
        if (bottom < line) open.delete(column);
        else shown.set(column, cell);
      }
      for (let merge = merges[nextMerge]; merge !== undefined && merge.top <= line; merge = merges[nextMerge]) {
        const { left, top, bottom } = merge;
        // Where the first row of a merge is blank throughout, so is the merge.
        if (top === line) open.set(left, { bottom, cell: cells.get(left) ?? '' });
        nextMerge += 1;
      }
      yield recordOf(line, shown, names);
    }
  }
}

function recordOf(line: number, cells: ReadonlyMap<number, XlsxCell>, names: ReadonlyMap<number, string>): SheetRecord {
  const fields = Object.fromEntries([...names].map(([column, name]) => [name, textOf(cells.get(column))]));
  for (const [column, name] of names) {
    const cell = cells.get(column);
    if (typeof cell === 'object') return { line, fields, problem: `column ${JSON.stringify(name)}: ${cell.problem}` };
  }
  return { line, fields };
}
