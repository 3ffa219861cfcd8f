import * as z from 'zod';
import { Batch, BatchFormat, BatchMode, BatchUsage, RowCounts } from '../../../shared/domain/batch.ts';
import { Evaluation, JudgeKind } from '../../../shared/domain/evaluation.ts';
import { BatchId, Timestamp, UploadId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';

const PageQuery = {
  limit: z.coerce.number().int().min(1).max(limits.pageSizeMax).default(limits.pageSizeDefault),
  cursor: z.string().min(1).max(2_000).optional(),
};

export const BatchListQuery = z.strictObject(PageQuery);

export const RowStatus = z.enum(['queued', 'grading', 'graded', 'needs-review', 'failed']).meta({ id: 'RowStatus' });

export const BatchRowsQuery = z.strictObject({ ...PageQuery, status: RowStatus.optional() });

/** Where a file of answers may be put, until it expires. */
export const UploadReply = z
  .strictObject({
    uploadId: UploadId,
    method: z.literal('PUT'),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    expiresAt: Timestamp,
    bytesMax: z.int(),
  })
  .meta({ id: 'UploadReply' });

const Budget = z.int().min(1).max(1_000_000_000_000);

/**
 * The answers of a batch: `rows` as objects, `content` as the text of a file, or `uploadId` of a file that was uploaded.
 * The columns are those of a file.
 */
export const BatchRequest = z
  .strictObject({
    name: Batch.shape.name.unwrap().optional(),
    rows: z.array(z.record(z.string(), z.unknown())).min(1).max(limits.batchRowsMax).optional(),
    content: z.string().min(1).optional(),
    uploadId: UploadId.optional(),
    format: BatchFormat.optional(),
    mapping: z.record(z.string(), z.string().max(200)).optional(),
    judge: JudgeKind.optional(),
    mode: BatchMode.default('standard'),
    budgetUsdMicros: Budget.optional(),
  })
  .superRefine(({ rows, content, uploadId, format }, context) => {
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const given = [rows, content, uploadId].filter((part) => part !== undefined).length;
    if (given !== 1) refuse('rows', 'give exactly one of rows, content and uploadId');
    if (rows !== undefined && format !== undefined) refuse('format', 'rows have no format');
    if (rows === undefined && given === 1 && format === undefined) refuse('format', 'say which format it is');
    if (content !== undefined && format === 'xlsx') refuse('format', 'a workbook has to be uploaded');
  })
  .meta({ id: 'BatchRequest' });
export type BatchRequest = z.infer<typeof BatchRequest>;

/** The new cap of a batch that is resumed; null takes it away, and without it the old one stays. */
export const ResumeRequest = z
  .strictObject({ budgetUsdMicros: z.union([Budget, z.null()]).optional() })
  .meta({ id: 'ResumeRequest' });

/** A batch, how far it is, and what was paid. `reason` says why it stopped, or can't be read. */
export const BatchReply = Batch.omit({
  tenantId: true,
  createdBy: true,
  revision: true,
  preparedRows: true,
  sweptAt: true,
  sweptSettled: true,
})
  .extend({ counts: RowCounts, usage: BatchUsage })
  .meta({ id: 'BatchReply' });

export const BatchPage = z
  .strictObject({
    items: z.array(BatchReply.omit({ counts: true, usage: true })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'BatchPage' });

const { shape } = Evaluation;

/** A row of a batch: where it stood, what became of it, and the evaluation where it has one. */
export const BatchRowReply = z
  .strictObject({
    row: z.int().min(1),
    line: z.int().min(1).nullable(),
    column: z.string().nullable(),
    status: RowStatus,
    candidate: z.string().nullable(),
    reason: z.string().nullable(),
    attempts: z.int().min(0).nullable(),
    evaluationId: shape.id.nullable(),
    question: z.union([shape.question, z.null()]),
    score: shape.score,
    scoreRange: z.union([shape.scoreRange, z.null()]),
    coverage: shape.coverage,
    band: shape.band,
    confidence: shape.confidence,
    expectedHarm: shape.expectedHarm.nullable(),
    reviewReasons: shape.reviewReasons,
    flags: shape.flags,
  })
  .meta({ id: 'BatchRowReply' });

export const BatchRowPage = z
  .strictObject({ items: z.array(BatchRowReply), nextCursor: z.string().nullable() })
  .meta({ id: 'BatchRowPage' });

export const batchIdParam = z.object({ id: BatchId });

export const BatchResultsQuery = z.strictObject({ format: z.enum(['csv', 'xlsx', 'jsonl']).default('jsonl') });
