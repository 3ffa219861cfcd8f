import { Fault } from '../domain/fault.ts';
import type { InvitationId, Timestamp } from '../domain/ids.ts';
import { type Invitation, revoked, withNewLink } from '../domain/invitation.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context, Services } from './context.ts';
import { expiryOf, type Invited, newToken } from './invite-candidates.ts';
import { type InvitationSeen, invitationOf, invitationSeen } from './read-invitation.ts';

/**
 * Withdraws an invitation: its link and its session let nobody in from the next request on. What was written stays. Nothing
 * happens where that is so already.
 *
 * @throws Fault `not-found`, `conflict` when it was changed meanwhile
 */
export async function revokeInvitation(context: Context, id: InvitationId): Promise<InvitationSeen> {
  requireScope(context.principal, 'assessments:write');
  const invitation = await invitationOf(context, id);
  if (invitation.state === 'revoked') return invitationSeen(context, invitation);
  return invitationSeen(context, await replaceInvitation(context, revoked(invitation)));
}

/**
 * Gives an invitation a new link, for a candidate who lost theirs or their session. The link and the session before let
 * nobody in any more; the candidate goes on where they were, with the time that they have left.
 *
 * @throws Fault `not-found`, `conflict` when it was withdrawn or changed meanwhile, `invalid-request` as for inviting
 */
export async function reissueInvitation(
  context: Context,
  id: InvitationId,
  wanted: Timestamp | null,
): Promise<Invited> {
  requireScope(context.principal, 'assessments:write');
  const invitation = await invitationOf(context, id);
  if (invitation.state === 'revoked') throw new Fault('conflict', `The invitation ${id} was withdrawn.`);
  const { token, hash } = newToken(context, 'invitation', invitation.tenantId, id);
  const next = withNewLink(invitation, hash, expiryOf(context, wanted));
  return { ...(await invitationSeen(context, await replaceInvitation(context, next))), token };
}

/** Replaces an invitation by its next revision. @throws Fault `conflict` when it was changed meanwhile */
export async function replaceInvitation(
  { invitations }: Pick<Services, 'invitations'>,
  next: Invitation,
): Promise<Invitation> {
  if ((await invitations.replace(next)) === 'replaced') return next;
  throw new Fault('conflict', `The invitation ${next.id} was changed meanwhile; try again.`, { isPassing: true });
}
