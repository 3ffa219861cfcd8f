import * as z from 'zod';
import { AssessmentId } from './assessment.ts';
import { InvitationId, KeyId, Sha256, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';

/** A candidate as their tenant names them. It never reaches a judge or a log. */
export const CandidateName = z.string().trim().min(1).max(limits.candidateCharsMax);

/**
 * What lets one candidate into one assessment. Its link opens once: it is exchanged for a session, so that a link that was
 * forwarded or found later opens nothing. Of both only the hash is kept. `expiresAt` is when the link and the time to start
 * end; `issues` counts the links that there were. `revision` counts the writes since the first, which is 1.
 */
export const Invitation = z
  .strictObject({
    id: InvitationId,
    tenantId: TenantId,
    assessmentId: AssessmentId,
    candidate: CandidateName,
    state: z.enum(['invited', 'opened', 'revoked']),
    tokenHash: Sha256,
    session: z.strictObject({ hash: Sha256, expiresAt: Timestamp }).nullable(),
    createdAt: Timestamp,
    createdBy: KeyId,
    expiresAt: Timestamp,
    openedAt: Timestamp.nullable(),
    issues: z.int().min(1),
    revision: z.int().min(1),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

/** What has become of an invitation. `opened` lasts until the candidate submits; `expired` is only who has not started. */
export const InvitationStatus = z
  .enum(['invited', 'opened', 'submitted', 'revoked', 'expired'])
  .meta({ id: 'InvitationStatus' });
export type InvitationStatus = z.infer<typeof InvitationStatus>;

/** How long a session lasts: long enough to come back for results. After it a new link is needed. */
export const sessionDays = 30;

/** How long a link is good where its owner says nothing. */
export const invitationDays = 14;

export const dayMs = 24 * 60 * 60 * 1000;

/** What an invitation counts as at a moment. */
export function statusOf(
  { state, expiresAt }: Invitation,
  submission: { readonly submittedAt: Timestamp | null } | undefined,
  now: Timestamp,
): InvitationStatus {
  if (state === 'revoked') return 'revoked';
  if (submission !== undefined) return submission.submittedAt === null ? 'opened' : 'submitted';
  return expiresAt <= now ? 'expired' : state;
}

/** Why a link that is genuine can't be opened, in words for its holder; null when it can. */
export function objectionToOpening({ state, expiresAt }: Invitation, now: Timestamp): string | null {
  const ask = 'ask whoever invited you for a new link';
  if (state === 'revoked') return 'This invitation was withdrawn.';
  if (state === 'opened') return `This link was opened already; go on where you opened it, or ${ask}.`;
  return expiresAt <= now ? `This invitation has expired; ${ask}.` : null;
}

/** The invitation opened: from now on its session lets in, and its link does not. */
export function withSession(invitation: Invitation, hash: Sha256, now: Date): Invitation {
  const openedAt = now.toISOString();
  const expiresAt = new Date(now.getTime() + sessionDays * dayMs).toISOString();
  return { ...invitation, state: 'opened', session: { hash, expiresAt }, openedAt, revision: invitation.revision + 1 };
}

/** The invitation with a new link. The one before, and a session, let nobody in any more; what was written stays. */
export function withNewLink(invitation: Invitation, tokenHash: Sha256, expiresAt: Timestamp): Invitation {
  const { issues, revision } = invitation;
  return {
    ...invitation,
    ...{ state: 'invited', tokenHash, session: null, expiresAt, issues: issues + 1, revision: revision + 1 },
  };
}

/** The invitation withdrawn: neither its link nor its session lets anybody in from now on. */
export function revoked(invitation: Invitation): Invitation {
  return { ...invitation, state: 'revoked', session: null, revision: invitation.revision + 1 };
}
