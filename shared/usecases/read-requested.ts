import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { EvaluationId } from '../domain/ids.ts';
import type { PendingEvaluation } from '../domain/pending-evaluation.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context } from './context.ts';
import { givenUp } from './given-up.ts';

/**
 * An evaluation of the principal's tenant, or what is known of one that is yet to be made.
 *
 * @throws Fault `not-found` for a missing one and for another tenant's alike, `conflict` for one that was given up
 */
export async function readRequested(context: Context, id: EvaluationId): Promise<Evaluation | PendingEvaluation> {
  requireScope(context.principal, 'evaluations:read');
  const { tenantId } = context.principal;
  const evaluation = await context.evaluations.find(tenantId, id);
  if (evaluation !== undefined) return evaluation;
  const ref = { tenantId, evaluationId: id };
  const pending = await context.pendingEvaluations.find(ref);
  if (pending?.state === 'failed') throw givenUp(pending);
  // It may have been made between the two looks.
  const found = pending ?? (await context.evaluations.find(tenantId, id));
  if (found === undefined) throw new Fault('not-found', `No evaluation ${id}.`);
  return found;
}
