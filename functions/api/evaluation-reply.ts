import type * as z from 'zod';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { PendingEvaluation } from '../../shared/domain/pending-evaluation.ts';
import { revisionOf } from '../../shared/domain/regrade-mark.ts';
import { EvaluationReply } from './contract.ts';
import { PendingReply } from './contracts/pending-evaluations.ts';
import { etagOf } from './etag.ts';

/** What its owner may see of an evaluation. */
export function evaluationReply({ tenantId, ...evaluation }: Evaluation): z.infer<typeof EvaluationReply> {
  return EvaluationReply.parse(evaluation);
}

/** The entity tag of an evaluation. One that was left unfinished is replaced without a new revision, at another time. */
export function evaluationTag(evaluation: Evaluation): string {
  return etagOf(revisionOf(evaluation), Date.parse(evaluation.createdAt));
}

/** What callers are told of an evaluation that is yet to be made. */
export function pendingReply(pending: PendingEvaluation): z.infer<typeof PendingReply> {
  const { id, requestedAt, question, candidate, judge, attempts, reason } = pending;
  const { id: questionId, version } = question.source === 'kept' ? question : { id: null, version: null };
  const told = { id, status: 'pending', requestedAt, question: { id: questionId, version }, candidate, judge };
  return PendingReply.parse({ ...told, attempts, reason });
}
