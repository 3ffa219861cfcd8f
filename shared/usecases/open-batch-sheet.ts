import { missingColumn } from '../domain/answer-row.ts';
import type { Batch } from '../domain/batch.ts';
import { Fault } from '../domain/fault.ts';
import type { FileRef, FileStore, Sheet } from '../ports.ts';
import type { Services } from './context.ts';
import { uploadFile } from './upload-file.ts';

/**
 * Opens the file of a batch. Whoever opens it closes it.
 *
 * @throws Fault `invalid-request` when it is gone, nothing of it can be read, or a column is missing that no row can do without
 */
export async function openBatchSheet(
  { files, sheets }: Pick<Services, 'files' | 'sheets'>,
  { tenantId, source: { uploadId, format } }: Pick<Batch, 'tenantId' | 'source'>,
): Promise<Sheet> {
  const file = uploadFile(tenantId, uploadId);
  const source = { name: `${uploadId}.${format}`, path: null, stream: () => contentOf(files, file) };
  const sheet = await sheets.open(source, { format });
  const missing = missingColumn(sheet.columns);
  if (missing === null) return sheet;
  await sheet.close();
  throw new Fault('invalid-request', missing);
}

async function* contentOf(files: FileStore, file: FileRef): AsyncIterable<Uint8Array> {
  const content = await files.open(file);
  if (content === undefined) throw new Fault('invalid-request', 'The file of the batch is not there any more.');
  yield* content;
}
