import * as z from 'zod';
import { Evaluation } from './evaluation.ts';
import { BatchId, EvaluationId, KeyId, QuestionId, RegradeId, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { AnswerShift, RegradeNote, RegradeSummary } from './regrade-diff.ts';
import { RegradeMark } from './regrade-mark.ts';
import { SchemeChanges } from './scheme-changes.ts';

/**
 * Where a regrade stands. `previewed`: it is known what it would change, and nothing has changed. `applying`: its answers are
 * being written; whoever was cut off applies it again. `applied`: every answer is written or skipped. `discarded`: nobody wants
 * it.
 */
export const RegradeState = z.enum(['previewed', 'applying', 'applied', 'discarded']).meta({ id: 'RegradeState' });
export type RegradeState = z.infer<typeof RegradeState>;

/**
 * Why an answer keeps its marks when a regrade is applied: it was not judged, its evaluation is another one than when it was
 * previewed, or there is none any more.
 */
export const SkippedAnswer = z
  .strictObject({ evaluationId: EvaluationId, reason: z.enum(['not-judged', 'changed', 'gone']) })
  .meta({ id: 'SkippedAnswer' });
export type SkippedAnswer = z.infer<typeof SkippedAnswer>;

/**
 * Kept evaluations of a question graded again after an edit: a proposal until it is applied.
 *
 * `batchId` is the batch whose answers they are, null where they were chosen otherwise.
 * `revision` grows with every change of state. `applied` are the answers written so far as they were last counted, null before
 * anybody applied it; `appliedBy` is who began to.
 */
export const Regrade = z
  .strictObject({
    id: RegradeId,
    tenantId: TenantId,
    questionId: QuestionId,
    batchId: BatchId.nullable(),
    fromVersion: z.int().min(1),
    toVersion: z.int().min(1),
    createdAt: Timestamp,
    createdBy: KeyId,
    state: RegradeState,
    revision: z.int().min(1),
    changes: SchemeChanges,
    summary: RegradeSummary,
    appliedAt: Timestamp.nullable(),
    appliedBy: KeyId.nullable(),
    applied: z.int().min(0).nullable(),
    skipped: z.array(SkippedAnswer).max(limits.regradeAnswersMax),
  })
  .meta({ id: 'Regrade' });
export type Regrade = z.infer<typeof Regrade>;

/** The difference that a regrade makes to one kept answer. */
export const RegradeEntry = z
  .strictObject({
    evaluationId: EvaluationId,
    candidate: Evaluation.shape.candidate,
    ...AnswerShift.shape,
  })
  .meta({ id: 'RegradeEntry' });
export type RegradeEntry = z.infer<typeof RegradeEntry>;

/**
 * What a regrade would write: the evaluation as it was when it was previewed, and as it would be; null where it was not judged.
 * `mark` waits for who applies it and when.
 */
export const RegradedAnswer = z.strictObject({
  earlier: Evaluation,
  next: z.union([Evaluation, z.null()]),
  mark: RegradeMark.omit({ regradeId: true, regradedAt: true, by: true }),
  notes: z.array(RegradeNote),
});
export type RegradedAnswer = z.infer<typeof RegradedAnswer>;

/** The audit entry of one answer that a regrade changed: who, when, and the evaluation as it was, without the answer. */
export const RegradeRecord = z
  .strictObject({
    tenantId: TenantId,
    evaluationId: EvaluationId,
    mark: RegradeMark,
    earlier: Evaluation.omit({ answer: true, tenantId: true, inlineQuestion: true }),
  })
  .meta({ id: 'RegradeRecord' });
export type RegradeRecord = z.infer<typeof RegradeRecord>;
