import { isSameHash } from '../domain/api-key.ts';
import type { Assessment } from '../domain/assessment.ts';
import { type CandidateTokenKind, candidateTokenCharsMax, subjectOf } from '../domain/candidate-token.ts';
import { Fault } from '../domain/fault.ts';
import type { Timestamp } from '../domain/ids.ts';
import { type Invitation, objectionToOpening, withSession } from '../domain/invitation.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { replaceInvitation } from './change-invitation.ts';
import type { Services } from './context.ts';
import { newToken } from './invite-candidates.ts';
import { assessmentOf } from './read-assessment.ts';

/** What the holder of a link gets for it: a session, which nothing shows again, and what they are invited to. */
export interface Opened {
  readonly invitation: Invitation;
  readonly session: string;
  readonly sessionExpiresAt: Timestamp;
  readonly assessment: Assessment;
}

/**
 * Exchanges the token of a link for a session, once: of several who open it at the same time one is let in. A link that is
 * none of ours, or was replaced by another, is refused in the same words; the holder of a genuine one is told why.
 *
 * There is no principal: the token is what lets in.
 *
 * @param enter enters it in the audit log, before the link is used up: where that fails, the link is still good
 * @throws Fault `not-found` for what is no link, `conflict` for one that was used, withdrawn or has expired
 */
export async function openInvitation(
  services: Services,
  token: string,
  enter: (invitation: Invitation) => Promise<void>,
): Promise<Opened> {
  const invitation = await invitationBehind(services, 'invitation', token);
  if (invitation === undefined || !isSameHash(services.sha256(token), invitation.tokenHash)) {
    throw new Fault('not-found', 'This is no invitation link.');
  }
  const now = services.clock();
  const objection = objectionToOpening(invitation, timestampOf(now));
  if (objection !== null) throw new Fault('conflict', objection);
  const { tenantId, id, assessmentId } = invitation;
  const assessment = await assessmentOf(services, tenantId, assessmentId);
  const { token: session, hash } = newToken(services, 'session', tenantId, id);
  await enter(invitation);
  const opened = await replaceInvitation(services, withSession(invitation, hash, now));
  return { invitation: opened, session, sessionExpiresAt: opened.session?.expiresAt ?? timestampOf(now), assessment };
}

/**
 * Whose session this is, looked up on every request, so that a withdrawn invitation lets nobody in. All refusals read the
 * same.
 *
 * @throws Fault `unauthenticated` when there is no session, or it is malformed, unknown, replaced, expired or withdrawn
 */
export async function authenticateCandidate(services: Services, presented: string | null): Promise<Invitation> {
  const invitation = presented === null ? undefined : await invitationBehind(services, 'session', presented);
  const session = invitation?.session ?? null;
  if (presented === null || invitation === undefined || session === null) return refuse();
  if (!isSameHash(services.sha256(presented), session.hash)) return refuse();
  if (session.expiresAt <= timestampOf(services.clock())) return refuse();
  return invitation;
}

async function invitationBehind(
  { tokens, invitations }: Services,
  kind: CandidateTokenKind,
  token: string,
): Promise<Invitation | undefined> {
  const payload = token.length > candidateTokenCharsMax ? null : tokens.open(kind, token);
  const subject = payload === null ? undefined : subjectOf(payload);
  return subject === undefined ? undefined : invitations.find(subject.tenantId, subject.invitationId);
}

function refuse(): never {
  throw new Fault(
    'unauthenticated',
    'A valid session is needed: open the invitation, then Authorization: Bearer mss_...',
  );
}
