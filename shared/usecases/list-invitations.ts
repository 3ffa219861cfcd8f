import type { AssessmentId } from '../domain/assessment.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context } from './context.ts';
import { assessmentOf } from './read-assessment.ts';
import { type InvitationSeen, invitationSeen } from './read-invitation.ts';

/** One page of the invitations to an assessment, oldest first. @throws Fault `not-found` where there is no such assessment */
export async function listInvitations(
  context: Context,
  assessmentId: AssessmentId,
  request: PageRequest,
): Promise<Page<InvitationSeen>> {
  requireScope(context.principal, 'assessments:read');
  const { tenantId } = context.principal;
  await assessmentOf(context, tenantId, assessmentId);
  const page = await context.invitations.list(tenantId, assessmentId, request);
  return { ...page, items: await Promise.all(page.items.map((invitation) => invitationSeen(context, invitation))) };
}
