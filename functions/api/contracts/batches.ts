import * as z from 'zod';
import { Batch, BatchFormat, BatchMode, BatchUsage, RowCounts } from '../../../shared/domain/batch.ts';
import { ColumnMapping } from '../../../shared/domain/column-mapping.ts';
import { columnMeanings } from '../../../shared/domain/column-meanings.ts';
import { Evaluation, Gate, JudgeKind } from '../../../shared/domain/evaluation.ts';
import { BatchId, Timestamp, UploadId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { shortName } from '../../../shared/domain/short-name.ts';

const PageQuery = {
  limit: z.coerce.number().int().min(1).max(limits.pageSizeMax).default(limits.pageSizeDefault),
  cursor: z.string().min(1).max(2_000).optional(),
};

export const BatchListQuery = z.strictObject(PageQuery);

export const RowStatus = z
  .enum(['queued', 'grading', 'graded', 'needs-review', 'failed', 'erased'])
  .meta({ id: 'RowStatus' });

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
    name: shortName(limits.batchNameCharsMax).optional(),
    rows: z.array(z.record(z.string(), z.unknown())).min(1).max(limits.batchRowsMax).optional(),
    content: z.string().min(1).optional(),
    uploadId: UploadId.optional(),
    format: BatchFormat.optional(),
    sheetName: z.string().min(1).max(limits.headingCharsMax).optional(),
    mapping: ColumnMapping.optional(),
    judge: JudgeKind.optional(),
    mode: BatchMode.default('standard'),
    budgetUsdMicros: Budget.optional(),
  })
  .superRefine(({ rows, content, uploadId, format, sheetName }, context) => {
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const given = [rows, content, uploadId].filter((part) => part !== undefined).length;
    if (given !== 1) refuse('rows', 'give exactly one of rows, content and uploadId');
    if (rows !== undefined && format !== undefined) refuse('format', 'rows have no format');
    if (rows === undefined && given === 1 && format === undefined) refuse('format', 'say which format it is');
    if (sheetName !== undefined && format !== 'xlsx') refuse('sheetName', 'only a workbook has sheets');
    if (content !== undefined && format === 'xlsx') refuse('format', 'a workbook has to be uploaded');
  })
  .meta({ id: 'BatchRequest' });
export type BatchRequest = z.infer<typeof BatchRequest>;

/** The new cap of a batch that is resumed; null takes it away, and without it the old one stays. */
export const ResumeRequest = z
  .strictObject({ budgetUsdMicros: z.union([Budget, z.null()]).optional() })
  .meta({ id: 'ResumeRequest' });

/** A batch, how far it is, and what was paid. `reason` says why it stopped, can't be read, or waits for the provider. */
export const BatchReply = Batch.omit({
  tenantId: true,
  createdBy: true,
  revision: true,
  preparedRows: true,
  prepareTries: true,
  sweptAt: true,
  sweptSettled: true,
  sweptHints: true,
  sweptRows: true,
  troubleSince: true,
  rowsFile: true,
  formerFiles: true,
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

export const BatchStartQuery = z.strictObject({ dry_run: z.enum(['true', 'false']).default('false') });

const Count = z.int().min(0);
const Usd = Count.nullable();

/**
 * What a batch would do, before anything is kept or spent. `columns` say how headings are understood and `carried` which are
 * only carried through; `bad` has the first bad rows of `badRows`. `distinct` pieces of work are left when the same answer
 * to the same question is counted once; of these `gates` are settled at no cost and `paid` were judged before. Tokens are
 * estimated from the requests that would be sent; costs are in millionths of a dollar, null where no price is known.
 */
export const BatchPlanReply = z
  .strictObject({
    rows: Count,
    badRows: Count,
    bad: z.array(z.strictObject({ line: z.int().min(1), column: z.string().nullable(), reason: z.string() })),
    layout: z.enum(['long', 'wide']),
    columns: z.array(z.strictObject({ meaning: z.enum(columnMeanings), heading: z.string() })),
    questionColumns: z.array(z.strictObject({ heading: z.string(), questionId: z.string() })),
    carried: z.array(z.string()),
    questions: z.array(z.strictObject({ question: z.string(), rows: Count })),
    distinct: Count,
    gates: z.partialRecord(Gate, Count),
    paid: Count,
    judge: JudgeKind,
    model: z.string().nullable(),
    estimate: z.strictObject({
      calls: Count,
      inputTokens: Count,
      outputTokens: Count,
      callsMax: Count,
      inputTokensMax: Count,
      outputTokensMax: Count,
    }),
    costUsdMicros: Usd,
    costUsdMicrosMax: Usd,
    seconds: z.number().min(0),
  })
  .meta({ id: 'BatchPlanReply' });
