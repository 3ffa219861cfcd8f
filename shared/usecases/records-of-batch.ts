import type { Batch } from '../domain/batch.ts';
import { Fault } from '../domain/fault.ts';
import type { SheetRecord } from '../ports.ts';
import type { Services } from './context.ts';
import { uploadFile } from './upload-file.ts';

/** The records of the file of a batch, in order. @throws Fault `invalid-request` when it is gone, or nothing of it can be read */
export async function* recordsOfBatch(
  { files, sheets }: Pick<Services, 'files' | 'sheets'>,
  { tenantId, source }: Pick<Batch, 'tenantId' | 'source'>,
): AsyncIterable<SheetRecord> {
  const content = await files.open(uploadFile(tenantId, source.uploadId));
  if (content === undefined) throw new Fault('invalid-request', 'The file of the batch is not there any more.');
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  yield* sheets.read(Buffer.concat(chunks), source.format === 'xlsx' ? 'csv' : source.format);
}
