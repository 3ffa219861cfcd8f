import * as z from 'zod';
import { BatchId, EvaluationId, TenantId } from './ids.ts';
import { SubmissionId } from './submission.ts';

const ofBatch = { tenantId: TenantId, batchId: BatchId };

/** How many rows of the same work one message may name: their numbers then take less than a tenth of a queue's 256 KB. */
export const rowsPerMessageMax = 1_000;

/** How long a message can be kept back at most: what SQS allows. */
export const delaySecondsMax = 900;

/**
 * A hint that there is work. The table is the truth: a message that is lost is sent again by a sweep, and one that comes
 * twice, late or out of order finds nothing to do. `grade-rows` names rows of the same question and answer, so that the
 * first pays and the others look it up. `grade-submission` names what a candidate has submitted, `advance-chunk` a chunk of an
 * economy batch, `evaluate` a pending evaluation.
 */
export const WorkMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('prepare-batch'), ...ofBatch }),
  z.strictObject({
    kind: z.literal('grade-rows'),
    ...ofBatch,
    rows: z.array(z.int().min(1)).min(1).max(rowsPerMessageMax),
  }),
  z.strictObject({ kind: z.literal('grade-submission'), tenantId: TenantId, submissionId: SubmissionId }),
  z.strictObject({ kind: z.literal('advance-chunk'), ...ofBatch, chunk: z.int().min(0) }),
  z.strictObject({ kind: z.literal('evaluate'), tenantId: TenantId, evaluationId: EvaluationId }),
]);
export type WorkMessage = z.infer<typeof WorkMessage>;
