import type { Assessment, AssessmentId } from '../domain/assessment.ts';
import { Fault } from '../domain/fault.ts';
import type { TenantId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context, Services } from './context.ts';

/** An assessment of the principal's tenant. @throws Fault `not-found` for a missing one and for another tenant's alike */
export async function readAssessment(context: Context, id: AssessmentId): Promise<Assessment> {
  requireScope(context.principal, 'assessments:read');
  return assessmentOf(context, context.principal.tenantId, id);
}

/** For whoever has checked already who asks. @throws Fault `not-found` for a missing one and for another tenant's alike */
export async function assessmentOf(
  { assessments }: Pick<Services, 'assessments'>,
  tenantId: TenantId,
  id: AssessmentId,
): Promise<Assessment> {
  const assessment = await assessments.find(tenantId, id);
  if (assessment === undefined) throw new Fault('not-found', `No assessment ${id}.`);
  return assessment;
}
