import { dirname, join } from 'node:path/posix';
import { Fault } from '../../domain/fault.ts';
import type { XlsxArchive, XmlEvent } from './xlsx-archive.ts';
import { type CellKind, cellKindOf } from './xlsx-values.ts';

/** What a workbook says of itself: its sheets, and how its cells are to be read. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly isHidden: boolean }[];
  /** What the numbers of each cell style mean. */
  readonly kinds: readonly CellKind[];
  /** The part with the shared texts; null where there is none. */
  readonly sharedStrings: string | null;
  /** Days count from 1904 instead of 1900. */
  readonly isFrom1904: boolean;
}

/** Reads the parts that describe a workbook. @throws Fault `invalid-request` when it is none */
export async function readWorkbook(archive: XlsxArchive): Promise<Workbook> {
  const roots = await relationsOf(archive, '');
  const part = [...roots.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!archive.has(part)) {
    throw new Fault('invalid-request', 'This is a zip archive and no spreadsheet (XLSX): unpack it first.');
  }
  const relations = await relationsOf(archive, part);
  const partOf = (type: string): string | null =>
    [...relations.values()].find((relation) => relation.type === type)?.target ?? null;
  const sheets: { name: string; part: string; isHidden: boolean }[] = [];
  let isFrom1904 = false;
  for await (const event of eventsOf(archive, part)) {
    if (event.kind !== 'open') continue;
    if (event.name === 'workbookPr') isFrom1904 = isTrue(event.attributes['date1904']);
    if (event.name !== 'sheet') continue;
    const relation = relations.get(event.attributes['id'] ?? '');
    if (relation?.type !== 'worksheet') continue;
    const isHidden = (event.attributes['state'] ?? 'visible') !== 'visible';
    sheets.push({ name: event.attributes['name'] ?? '', part: relation.target, isHidden });
  }
  return {
    sheets,
    kinds: await kindsOf(archive, partOf('styles')),
    sharedStrings: partOf('sharedStrings'),
    isFrom1904,
  };
}

/** All events of a part, one by one. */
export async function* eventsOf(archive: XlsxArchive, part: string): AsyncGenerator<XmlEvent> {
  for await (const events of archive.read(part)) yield* events;
}

interface Relation {
  /** The last word of its type, which is the same in both namespaces of the format. */
  readonly type: string;
  readonly target: string;
}

async function relationsOf(archive: XlsxArchive, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = part === '' ? '' : dirname(part);
  const relations = new Map<string, Relation>();
  const name = part === '' ? '_rels/.rels' : join(folder, '_rels', `${part.slice(part.lastIndexOf('/') + 1)}.rels`);
  for await (const event of eventsOf(archive, name)) {
    if (event.kind !== 'open' || event.name !== 'Relationship') continue;
    const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = event.attributes;
    if (mode === 'External') continue;
    const place = target.startsWith('/') ? target.slice(1) : join(folder, target);
    relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: place });
  }
  return relations;
}

async function kindsOf(archive: XlsxArchive, part: string | null): Promise<CellKind[]> {
  if (part === null) return [];
  const codes = new Map<number, string>();
  const kinds: CellKind[] = [];
  let isInCellFormats = false;
  for await (const event of eventsOf(archive, part)) {
    if (event.kind === 'text') continue;
    if (event.name === 'cellXfs') isInCellFormats = event.kind === 'open';
    if (event.kind === 'close') continue;
    const { numFmtId, formatCode } = event.attributes;
    if (event.name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
    if (event.name === 'xf' && isInCellFormats) {
      const id = Number(numFmtId ?? 0);
      kinds.push(cellKindOf(id, codes.get(id) ?? null));
    }
  }
  return kinds;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
