import * as z from 'zod';
import { BatchQuestion } from './batch-row.ts';
import { JudgeKind } from './evaluation.ts';
import { FeedbackWording } from './feedback.ts';
import { EvaluationId, KeyId, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';

/** How long what is pending is kept at most, in ms: by then it has long been graded or given up. */
export const pendingKeptMs = 7 * 86_400_000;

/**
 * An evaluation that was asked for and is not there yet: all that is needed to make it, under the id that it will have.
 *
 * `waiting` ones are worked on by whoever holds the lease; nobody else looks at them before `dueAt`. `failed` ones are given
 * up, until they are asked for again. `attempts` counts how often a worker began; `reason` says why there is nothing yet, or
 * never will be, in words for whoever asked. `revision` counts the writes since the first, which is 1.
 */
export const PendingEvaluation = z
  .strictObject({
    id: EvaluationId,
    tenantId: TenantId,
    requestedAt: Timestamp,
    requestedBy: KeyId,
    question: BatchQuestion,
    answer: z.string().max(limits.answerCharsMax),
    candidate: z.string().max(200).nullable(),
    judge: JudgeKind,
    feedback: FeedbackWording,
    state: z.enum(['waiting', 'failed']),
    reason: z.string().nullable(),
    attempts: z.int().min(0),
    lease: z.strictObject({ holder: z.string(), untilMs: z.int() }).nullable(),
    dueAt: Timestamp,
    revision: z.int().min(1),
  })
  .meta({ id: 'PendingEvaluation' });
export type PendingEvaluation = z.infer<typeof PendingEvaluation>;

/** Names one evaluation, pending or made. */
export interface EvaluationRef {
  readonly tenantId: TenantId;
  readonly evaluationId: EvaluationId;
}
