import type { Assessment } from '../domain/assessment.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context } from './context.ts';

/** One page of the tenant's assessments, newest first. */
export async function listAssessments(context: Context, page: PageRequest): Promise<Page<Assessment>> {
  requireScope(context.principal, 'assessments:read');
  return context.assessments.list(context.principal.tenantId, page);
}
