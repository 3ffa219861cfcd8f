import * as z from 'zod';
import { ColumnMapping } from './column-mapping.ts';
import { JudgeKind } from './evaluation.ts';
import { BatchId, KeyId, TenantId, Timestamp, UploadId } from './ids.ts';
import { limits } from './limits.ts';
import { TokenUsage } from './model-call.ts';

/**
 * Where a batch stands. `preparing`: its rows are being read. `grading`: they are being graded. `stopped`: it ran into its
 * budget and can be resumed. `cancelled`: a person ended it; what was graded is kept. `completed`: every row is graded or
 * waits for a person; `completed-with-failures`: every row is settled, and some failed. `unreadable`: nothing of its file
 * can be read.
 */
export const BatchState = z
  .enum(['preparing', 'grading', 'stopped', 'cancelled', 'completed', 'completed-with-failures', 'unreadable'])
  .meta({ id: 'BatchState' });
export type BatchState = z.infer<typeof BatchState>;

/** `standard` asks the model answer by answer; `economy` hands all to the provider's Batch API at half price, within a day. */
export const BatchMode = z.enum(['standard', 'economy']).meta({ id: 'BatchMode' });
export type BatchMode = z.infer<typeof BatchMode>;

export const BatchFormat = z.enum(['csv', 'jsonl', 'xlsx']);
export type BatchFormat = z.infer<typeof BatchFormat>;

/**
 * Rows by what became of them. They add up to the rows of the batch; `grading` are those that a worker has taken, `erased`
 * those whose candidate was erased.
 */
export const RowCounts = z
  .strictObject({
    queued: z.int().min(0),
    grading: z.int().min(0),
    graded: z.int().min(0),
    needsReview: z.int().min(0),
    failed: z.int().min(0),
    erased: z.int().min(0),
  })
  .meta({ id: 'RowCounts' });
export type RowCounts = z.infer<typeof RowCounts>;

/** What was paid for a batch; cost is null where no price is known. */
export const BatchUsage = z
  .strictObject({ calls: z.int().min(0), ...TokenUsage.shape, costUsdMicros: z.int().min(0).nullable() })
  .meta({ id: 'BatchUsage' });
export type BatchUsage = z.infer<typeof BatchUsage>;

/**
 * Many answers graded as one job.
 *
 * `source.isMapped` says that the mapping has been settled: it then names all columns of a wide sheet that are questions.
 * `revision` grows with every change. `run` counts how often it was set going: the first time, and again with every
 * resumption or retry of failed rows. `preparedRows` are in the table already; `rowCount` is null until all are.
 * `prepareTries` is how often reading them was begun since one was last added.
 * `sweptSettled` is how many rows were settled when it was last looked after, at `sweptAt`; `sweptHints` is how often in a row
 * it was hinted at since without anything moving, and `sweptRows` how many rows the last hint named, 0 for all.
 * `rowsFile` is what is read instead of the upload since somebody in it was erased; `formerFiles` are on their way out.
 * `reason` says why it is over where it is not completed; while it is graded, what is wrong with the provider, `troubleSince`.
 */
export const Batch = z
  .strictObject({
    id: BatchId,
    tenantId: TenantId,
    createdAt: Timestamp,
    createdBy: KeyId,
    name: z.string().trim().min(1).max(limits.batchNameCharsMax).nullable(),
    source: z.strictObject({
      uploadId: UploadId,
      format: BatchFormat,
      sheetName: z.string().max(limits.headingCharsMax).nullable(),
      mapping: ColumnMapping,
      isMapped: z.boolean(),
    }),
    judge: JudgeKind,
    mode: BatchMode,
    budgetUsdMicros: z.int().min(1).nullable(),
    state: BatchState,
    reason: z.string().nullable(),
    revision: z.int().min(1),
    run: z.int().min(1),
    rowCount: z.int().min(0).max(limits.batchRowsMax).nullable(),
    preparedRows: z.int().min(0),
    prepareTries: z.int().min(0).default(0),
    settledAt: Timestamp.nullable(),
    sweptAt: Timestamp,
    sweptSettled: z.int().min(0),
    sweptHints: z.int().min(0).default(0),
    sweptRows: z.int().min(0).default(0),
    troubleSince: Timestamp.nullable().default(null),
    rowsFile: z.string().nullable().default(null),
    formerFiles: z.array(z.string()).default([]),
  })
  .meta({ id: 'Batch' });
export type Batch = z.infer<typeof Batch>;

/** Whether a batch has nothing more to do by itself. */
export function isOver({ state }: Pick<Batch, 'state'>): boolean {
  return state !== 'preparing' && state !== 'grading';
}

/** A batch and how far it is. */
export interface BatchProgress {
  readonly batch: Batch;
  readonly counts: RowCounts;
  readonly usage: BatchUsage;
}
