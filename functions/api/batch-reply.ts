import type * as z from 'zod';
import type { Batch, BatchProgress } from '../../shared/domain/batch.ts';
import { BatchReply } from './contracts/batches.ts';

/** A batch as callers see it. */
export function batchReply({ batch, counts, usage }: BatchProgress): z.infer<typeof BatchReply> {
  return BatchReply.parse({ ...listedBatch(batch), counts, usage });
}

/** A batch without what is only ours to know. */
export function listedBatch({
  tenantId,
  createdBy,
  revision,
  preparedRows,
  prepareTries,
  sweptAt,
  sweptSettled,
  sweptHints,
  sweptRows,
  troubleSince,
  rowsFile,
  formerFiles,
  ...batch
}: Batch): Omit<z.infer<typeof BatchReply>, 'counts' | 'usage'> {
  return batch;
}
