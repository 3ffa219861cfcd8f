import type { Batch } from '../domain/batch.ts';
import type { ColumnMapping } from '../domain/column-mapping.ts';
import { Fault } from '../domain/fault.ts';
import type { TenantId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { NamedQuestion } from '../domain/question-columns.ts';
import type { FileRef, FileStore, SheetSource } from '../ports/files.ts';
import type { Services } from './context.ts';
import { type BatchSheet, type MappedSheet, mappedSheet } from './mapped-sheet.ts';
import { questionsOfTenant } from './questions-of-tenant.ts';
import { openRowsFile } from './rows-file.ts';
import { uploadFile } from './upload-file.ts';

type SheetTools = Pick<Services, 'files' | 'sheets' | 'questions'>;

/** How the sheet of a batch is to be read. */
export type SheetReading = Pick<Batch['source'], 'format' | 'sheetName' | 'mapping' | 'isMapped'>;

/**
 * Opens the file of a batch, or what is left of it since somebody in it was erased. Whoever opens it closes it.
 *
 * @throws Fault `too-large` when it is; `invalid-request` when it is gone, nothing of it can be read, a column is missing that no row can do without,
 * or which one is meant is in doubt
 */
export async function openBatchSheet(
  tools: SheetTools,
  batch: Pick<Batch, 'tenantId' | 'source' | 'rowsFile'>,
): Promise<BatchSheet> {
  const { tenantId, source, rowsFile } = batch;
  if (rowsFile !== null) return openRowsFile(tools, { tenantId, name: rowsFile });
  return openSheet(tools, tenantId, uploadSource(tools.files, uploadFile(tenantId, source.uploadId)), source);
}

/** Opens a table of answers to questions of a tenant. @throws Fault as `openBatchSheet` */
export async function openSheet(
  { sheets, questions }: SheetTools,
  tenantId: TenantId,
  source: SheetSource,
  { format, sheetName, mapping, isMapped }: SheetReading,
): Promise<MappedSheet> {
  const sheet = await sheets.open(source, { format, sheetName });
  try {
    const known = await questionsNamed({ questions }, tenantId, mapping, isMapped);
    const read = await mappedSheet(sheet, mapping, known);
    if ('problem' in read) throw refusal(read.problem);
    if (read.rowCount > limits.batchRowsMax)
      throw refusal(`There are more than ${limits.batchRowsMax} rows; split the file.`);
    return read;
  } catch (error) {
    await sheet.close();
    throw error;
  }
}

// Only what may be a wide sheet needs to know them, and one that is mapped has named those of its columns.
async function questionsNamed(
  tools: Pick<SheetTools, 'questions'>,
  tenantId: TenantId,
  { layout, questionColumns }: ColumnMapping,
  isMapped: boolean,
): Promise<readonly NamedQuestion[]> {
  if (isMapped) return Object.values(questionColumns).map((id) => ({ id, prompt: id }));
  return layout === 'long' ? [] : questionsOfTenant(tools, tenantId);
}

/**
 * The mapping that reads a sheet as it was read now, whatever questions are added later: which columns of a wide sheet are
 * questions is told by the questions of the day.
 */
export function settledMapping(mapping: ColumnMapping, mapped: MappedSheet['mapped']): ColumnMapping {
  if (mapped.questions.length === 0) return { ...mapping, layout: 'long' };
  const questionColumns = Object.fromEntries(mapped.questions.map(({ heading, questionId }) => [heading, questionId]));
  return { ...mapping, layout: 'wide', questionColumns };
}

/** A file that was uploaded, as a source of a sheet. Reading it throws Fault `too-large` when it is. */
export function uploadSource(files: FileStore, file: FileRef): SheetSource {
  return { name: file.name, path: null, stream: () => contentOf(files, file) };
}

async function* contentOf(files: FileStore, file: FileRef): AsyncIterable<Uint8Array> {
  refuseLarge((await files.bytesOf(file)) ?? 0);
  const content = await files.open(file);
  if (content === undefined) throw new Fault('invalid-request', 'The file of the batch is not there any more.');
  yield* content;
}

/** S3 takes whatever is put to a signed address. @throws Fault `too-large` for a file of more bytes than are read */
export function refuseLarge(bytes: number): void {
  if (bytes > limits.uploadBytesMax)
    throw new Fault('too-large', `The file is larger than ${limits.uploadBytesMax} bytes; split it.`);
}

function refusal(detail: string): Fault {
  return new Fault('invalid-request', detail, { issues: [{ pointer: '/mapping', detail }] });
}
