import type { Batch } from '../domain/batch.ts';
import { isOver } from '../domain/batch.ts';
import { Fault } from '../domain/fault.ts';
import type { BatchId, TenantId } from '../domain/ids.ts';
import { changeBatch } from './change-batch.ts';
import { eraseChunkFiles } from './chunk-files.ts';
import type { Services } from './context.ts';
import type { BatchSheet } from './mapped-sheet.ts';
import { openBatchSheet } from './open-batch-sheet.ts';
import { isOf, writeRowsFile } from './rows-file.ts';
import { uploadFile } from './upload-file.ts';

const pageSize = 100;

/**
 * Takes a person out of the files of a tenant: a batch that has rows of theirs is given a file of its rows without them, and the
 * upload is erased once no batch reads it any more. So is the upload of a batch that nobody could read, because nobody can say
 * who is in it, and the replies of a provider to a batch that was ended early, where rows of it were erased.
 *
 * A batch whose rows are being read at this moment is left alone: look again when that is done.
 *
 * @param withRows the batches in which rows of theirs were found
 * @returns how many files were erased or written anew
 */
export async function eraseFromFiles(
  services: Services,
  tenantId: TenantId,
  person: string,
  withRows: readonly BatchId[],
): Promise<number> {
  const batches = await batchesOfTenant(services, tenantId);
  const uploads = new Set(batches.filter(({ id }) => withRows.includes(id)).map(({ source }) => source.uploadId));
  let count = 0;
  for (const batch of batches) {
    if (batch.state === 'unreadable' || batch.state === 'preparing') continue;
    // One that was ended while its rows were read may have some that are listed nowhere.
    const mayHaveRows = uploads.has(batch.source.uploadId) || withRows.includes(batch.id) || batch.rowCount === null;
    if (mayHaveRows && (await isRewritten(services, batch, person))) count += 1;
  }
  const now = await batchesOfTenant(services, tenantId);
  const inUse = new Set(now.filter(({ state }) => state !== 'unreadable').map(fileOf));
  for (const batch of now) count += await eraseUnused(services, batch, inUse);
  return count;
}

/** Erases the replies of a provider that an economy batch which was ended early still keeps, where some of its rows were erased. */
export async function eraseReplies(services: Services, tenantId: TenantId): Promise<void> {
  for (const batch of await batchesOfTenant(services, tenantId)) {
    if (batch.mode !== 'economy' || !isOver(batch)) continue;
    const ref = { tenantId, batchId: batch.id };
    const chunks = (await services.chunks.list(ref)).filter(({ phase }) => phase.is !== 'done');
    if (chunks.length === 0) continue;
    const erased = new Set((await services.batches.shards(ref)).flatMap(({ settled }) => [...settled.erased]));
    for (const chunk of chunks)
      if (chunk.works.some((rows) => rows.some((row) => erased.has(row)))) await eraseChunkFiles(services, chunk);
  }
}

/** All batches of a tenant. */
export async function batchesOfTenant({ batches }: Pick<Services, 'batches'>, tenantId: TenantId): Promise<Batch[]> {
  const all: Batch[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof batches.list>> = await batches.list(tenantId, { limit: pageSize, cursor });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

// The name follows from the person and from what it replaces: whoever was cut off writes the same file again.
async function isRewritten(services: Services, batch: Batch, person: string): Promise<boolean> {
  const { tenantId, id } = batch;
  const former = fileOf(batch);
  if ((await services.files.bytesOf({ tenantId, name: former })) === undefined) return false;
  const sheet = await openedOrNull(services, batch);
  if (sheet === null) {
    await services.files.erase({ tenantId, name: former });
    return true;
  }
  try {
    let isThere = false;
    for await (const record of sheet.records()) isThere ||= isOf(record, person);
    if (!isThere) return false;
    const pseudonym = services.people.pseudonym(tenantId, person).slice(0, 16);
    const name = `batches/${id}/${pseudonym}-${services.sha256(former).slice(0, 8)}.jsonl`;
    await writeRowsFile(services, { tenantId, name }, sheet, person);
    const changed = await changeBatch(services, { tenantId, batchId: id }, (current) =>
      fileOf(current) === former
        ? { rowsFile: name, formerFiles: [...new Set([...current.formerFiles, former])] }
        : null,
    );
    // Somebody else was erased from it meanwhile: what they have left is looked through anew.
    if (changed !== null) return true;
    await services.files.erase({ tenantId, name });
  } finally {
    await sheet.close();
  }
  const current = await services.batches.find(tenantId, id);
  return current !== undefined && isRewritten(services, current, person);
}

// Null where nobody can read it.
async function openedOrNull(services: Services, batch: Batch): Promise<BatchSheet | null> {
  try {
    return await openBatchSheet(services, batch);
  } catch (error) {
    if (error instanceof Fault && error.kind !== 'unavailable') return null;
    throw error;
  }
}

// What another batch still reads stays until that one has been given its own.
async function eraseUnused(services: Services, batch: Batch, inUse: ReadonlySet<string>): Promise<number> {
  const { tenantId, id } = batch;
  const former = batch.state === 'unreadable' ? [...batch.formerFiles, fileOf(batch)] : batch.formerFiles;
  const unused = former.filter((name) => !inUse.has(name));
  let count = 0;
  for (const name of unused) {
    if ((await services.files.bytesOf({ tenantId, name })) !== undefined) count += 1;
    await services.files.erase({ tenantId, name });
  }
  const left = batch.formerFiles.filter((name) => !unused.includes(name));
  if (left.length < batch.formerFiles.length)
    await changeBatch(services, { tenantId, batchId: id }, () => ({ formerFiles: left }));
  return count;
}

function fileOf({ tenantId, source, rowsFile }: Batch): string {
  return rowsFile ?? uploadFile(tenantId, source.uploadId).name;
}
