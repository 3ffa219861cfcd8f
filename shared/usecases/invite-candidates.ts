import { type AssessmentId, isOver } from '../domain/assessment.ts';
import { type CandidateTokenKind, candidateNonceBytes, tokenPayload } from '../domain/candidate-token.ts';
import { Fault } from '../domain/fault.ts';
import { InvitationId, type Sha256, type TenantId, type Timestamp } from '../domain/ids.ts';
import { dayMs, type Invitation, invitationDays } from '../domain/invitation.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context, Services } from './context.ts';
import { derivedId } from './derived-id.ts';
import { inPortions } from './in-portions.ts';
import { assessmentOf } from './read-assessment.ts';
import { type InvitationSeen, invitationSeen } from './read-invitation.ts';

/** Whom to invite to what; null: for the usual time. */
export interface Inviting {
  readonly assessmentId: AssessmentId;
  readonly candidates: readonly string[];
  readonly expiresAt: Timestamp | null;
}

/** An invitation and its token, null where the candidate was invited before: nothing shows a token again. */
export interface Invited extends InvitationSeen {
  readonly token: string | null;
}

const writtenAtOnce = 10;

/**
 * Invites candidates, each once: who was invited to the assessment before keeps that invitation, whatever became of it, and
 * its one attempt.
 *
 * @throws Fault `not-found` where there is no such assessment, `conflict` where it is closed, `invalid-request` for a moment
 * that has passed or is too far
 */
export async function inviteCandidates(context: Context, inviting: Inviting): Promise<readonly Invited[]> {
  requireScope(context.principal, 'assessments:write');
  const { tenantId } = context.principal;
  const assessment = await assessmentOf(context, tenantId, inviting.assessmentId);
  const expiresAt = expiryOf(context, inviting.expiresAt);
  if (isOver(assessment, timestampOf(context.clock()))) throw new Fault('conflict', 'The assessment is closed.');
  const candidates = [...new Set(inviting.candidates)];
  return inPortions(candidates, writtenAtOnce, (candidate) =>
    inviteOne(context, { assessmentId: assessment.id, candidate, expiresAt }),
  );
}

/** Until when a new link is good. @throws Fault `invalid-request` for a moment that has passed or is too far */
export function expiryOf({ clock }: Pick<Services, 'clock'>, wanted: Timestamp | null): Timestamp {
  const now = clock();
  const after = (days: number): Timestamp => timestampOf(new Date(now.getTime() + days * dayMs));
  if (wanted === null) return after(invitationDays);
  if (timestampOf(now) < wanted && wanted <= after(limits.invitationDaysMax)) return wanted;
  const detail = `must lie ahead, by at most ${limits.invitationDaysMax} days`;
  throw new Fault('invalid-request', 'The invitation can not last until then.', {
    issues: [{ pointer: '/expiresAt', detail }],
  });
}

/** A new token of a kind, and the hash of it that is kept. */
export function newToken(
  { tokens, random, sha256 }: Pick<Services, 'tokens' | 'random' | 'sha256'>,
  kind: CandidateTokenKind,
  tenantId: TenantId,
  invitationId: InvitationId,
): { readonly token: string; readonly hash: Sha256 } {
  const token = tokens.sign(kind, tokenPayload({ tenantId, invitationId }, random(candidateNonceBytes)));
  return { token, hash: sha256(token) };
}

async function inviteOne(
  context: Context,
  { assessmentId, candidate, expiresAt }: Pick<Invitation, 'assessmentId' | 'candidate' | 'expiresAt'>,
): Promise<Invited> {
  const { tenantId, keyId } = context.principal;
  const id = invitationIdOf(context, assessmentId, candidate);
  const { token, hash } = newToken(context, 'invitation', tenantId, id);
  const invitation: Invitation = {
    id,
    tenantId,
    assessmentId,
    candidate,
    state: 'invited',
    tokenHash: hash,
    session: null,
    createdAt: timestampOf(context.clock()),
    createdBy: keyId,
    expiresAt,
    openedAt: null,
    issues: 1,
    revision: 1,
  };
  if ((await context.invitations.create(invitation)) === 'created') return { invitation, status: 'invited', token };
  const earlier = await context.invitations.find(tenantId, id);
  if (earlier === undefined)
    throw new Fault('conflict', 'An invitation was being erased; try again.', { isPassing: true });
  // Of this very call, where only the reply was lost.
  return { ...(await invitationSeen(context, earlier)), token: earlier.tokenHash === hash ? token : null };
}

function invitationIdOf(context: Context, assessmentId: AssessmentId, candidate: string): InvitationId {
  return InvitationId.parse(`inv_${derivedId(context, [context.principal.tenantId, assessmentId, candidate])}`);
}
