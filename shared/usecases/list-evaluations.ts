import type { Evaluation } from '../domain/evaluation.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { EvaluationFilter } from '../ports/evaluations.ts';
import type { Context } from './context.ts';

/** One page of the tenant's evaluations, newest first. */
export async function listEvaluations(
  context: Context,
  filter: EvaluationFilter,
  page: PageRequest,
): Promise<Page<Evaluation>> {
  requireScope(context.principal, 'evaluations:read');
  return context.evaluations.list(context.principal.tenantId, filter, page);
}
