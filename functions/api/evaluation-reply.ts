import type * as z from 'zod';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { revisionOf } from '../../shared/domain/regrade-mark.ts';
import { EvaluationReply } from './contract.ts';
import { etagOf } from './etag.ts';

/** What its owner may see of an evaluation. */
export function evaluationReply({ tenantId, ...evaluation }: Evaluation): z.infer<typeof EvaluationReply> {
  return EvaluationReply.parse(evaluation);
}

/** The entity tag of an evaluation. One that was left unfinished is replaced without a new revision, at another time. */
export function evaluationTag(evaluation: Evaluation): string {
  return etagOf(revisionOf(evaluation), Date.parse(evaluation.createdAt));
}
