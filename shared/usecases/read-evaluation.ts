import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { EvaluationId } from '../domain/ids.ts';
import type { Context } from './context.ts';
import { readRequested } from './read-requested.ts';

/**
 * An evaluation of the principal's tenant.
 *
 * @throws Fault `not-found` for a missing one and for another tenant's alike, `conflict` for one that is yet to be made
 */
export async function readEvaluation(context: Context, id: EvaluationId): Promise<Evaluation> {
  const found = await readRequested(context, id);
  if (!('state' in found)) return found;
  throw new Fault('conflict', `The evaluation ${id} is not there yet.`, { retryAfterSeconds: 2 });
}

/** An evaluation of the principal's tenant. The scope is the caller's to require. @throws Fault `not-found` */
export async function evaluationOf(context: Context, id: EvaluationId): Promise<Evaluation> {
  const evaluation = await context.evaluations.find(context.principal.tenantId, id);
  if (evaluation === undefined) throw new Fault('not-found', `No evaluation ${id}.`);
  return evaluation;
}
