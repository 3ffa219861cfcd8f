import type { Erasure } from '../domain/erasure.ts';
import { Fault } from '../domain/fault.ts';
import type { BatchId, TenantId } from '../domain/ids.ts';
import type { PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { KeptThing } from '../ports/people.ts';
import type { Context } from './context.ts';
import { answersIn, batchesOf } from './erase-things.ts';
import { openBatchSheet } from './open-batch-sheet.ts';
import { isOf } from './rows-file.ts';

/** Something that is kept of a person, with what it is and what it says. */
export interface ExportedThing {
  readonly kind: string;
  readonly batchId: BatchId | null;
  readonly data: unknown;
}

/** What is kept of a person, and what was erased of them; one of both there is. */
export interface PersonRead {
  readonly erasure: Erasure | null;
  readonly items: readonly ExportedThing[];
  readonly nextCursor: string | null;
}

/**
 * One page of all that is kept of a person, as the tenant names them: what is listed of them, and for it what is kept of their
 * answers and the rows of the files that they came in, so a page may hold more than its limit.
 *
 * @throws Fault `forbidden`; `not-found` for a person of whom nothing is kept and nothing was erased, without saying the name
 */
export async function readPerson(context: Context, person: string, page: PageRequest): Promise<PersonRead> {
  requireScope(context.principal, 'people:read');
  const { tenantId } = context.principal;
  const [listed, erasure] = await Promise.all([
    context.people.list(tenantId, person, page),
    context.erasures.find(tenantId, context.people.pseudonym(tenantId, person)),
  ]);
  if (erasure === undefined && listed.items.length === 0 && page.cursor === null)
    throw new Fault('not-found', 'Nothing is kept of this person.');
  const things = listed.items;
  const ofAnswers: KeptThing[] = [];
  for (const hash of answersIn(things, context.sha256))
    ofAnswers.push(...(await context.people.ofAnswer(tenantId, hash)));
  const rows = await fileRows(context, tenantId, person, things);
  const items = [...[...things, ...ofAnswers].map(exported), ...rows];
  return { erasure: erasure ?? null, items, nextCursor: listed.nextCursor };
}

function exported({ kind, batchId, value }: KeptThing): ExportedThing {
  return { kind, batchId, data: value };
}

// With the cells that are carried through, which nothing else keeps.
async function fileRows(
  context: Context,
  tenantId: TenantId,
  person: string,
  things: readonly KeptThing[],
): Promise<ExportedThing[]> {
  const found: ExportedThing[] = [];
  for (const batchId of batchesOf(things)) {
    const batch = await context.batches.find(tenantId, batchId);
    if (batch === undefined) continue;
    const wanted = new Set(things.filter((thing) => thing.batchId === batchId).map(({ value }) => rowNumberIn(value)));
    const sheet = await openBatchSheet(context, batch);
    try {
      let row = 0;
      for await (const record of sheet.records()) {
        row += 1;
        if (wanted.has(row) && isOf(record, person))
          found.push({ kind: 'file-row', batchId, data: { row, line: record.line, fields: record.fields } });
      }
    } finally {
      await sheet.close();
    }
  }
  return found;
}

function rowNumberIn(value: unknown): number | null {
  return typeof value === 'object' && value !== null && 'row' in value && typeof value.row === 'number'
    ? value.row
    : null;
}
