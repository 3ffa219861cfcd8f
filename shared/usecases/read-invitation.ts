import { Fault } from '../domain/fault.ts';
import type { InvitationId } from '../domain/ids.ts';
import { type Invitation, type InvitationStatus, statusOf } from '../domain/invitation.ts';
import { requireScope } from '../domain/principal.ts';
import { submissionIdOf } from '../domain/submission.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';

/** An invitation, and what has become of it. */
export interface InvitationSeen {
  readonly invitation: Invitation;
  readonly status: InvitationStatus;
}

/** An invitation of the principal's tenant. @throws Fault `not-found` for a missing one and for another tenant's alike */
export async function readInvitation(context: Context, id: InvitationId): Promise<InvitationSeen> {
  requireScope(context.principal, 'assessments:read');
  return invitationSeen(context, await invitationOf(context, id));
}

/** For whoever has checked a scope already. @throws Fault `not-found` for a missing one and for another tenant's alike */
export async function invitationOf(context: Context, id: InvitationId): Promise<Invitation> {
  const invitation = await context.invitations.find(context.principal.tenantId, id);
  if (invitation === undefined) throw new Fault('not-found', `No invitation ${id}.`);
  return invitation;
}

/** The invitation with its status as of now. */
export async function invitationSeen(context: Context, invitation: Invitation): Promise<InvitationSeen> {
  const submission = await context.submissions.find(invitation.tenantId, submissionIdOf(invitation.id));
  return { invitation, status: statusOf(invitation, submission, timestampOf(context.clock())) };
}
