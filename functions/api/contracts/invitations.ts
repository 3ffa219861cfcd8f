import * as z from 'zod';
import { type Assessment, AssessmentId } from '../../../shared/domain/assessment.ts';
import { candidateTokenCharsMax } from '../../../shared/domain/candidate-token.ts';
import { Timestamp } from '../../../shared/domain/ids.ts';
import { Invitation, InvitationStatus } from '../../../shared/domain/invitation.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { shortName } from '../../../shared/domain/short-name.ts';
import type { Invited } from '../../../shared/usecases/invite-candidates.ts';
import type { Opened } from '../../../shared/usecases/open-invitation.ts';
import type { InvitationSeen } from '../../../shared/usecases/read-invitation.ts';
import { PageQuery, pageOf } from '../contract.ts';
import { AssessmentReply, Moment } from './assessments.ts';

/** Whom to invite; each is named as you know them. */
export const InvitationRequest = z
  .strictObject({
    assessmentId: AssessmentId,
    candidates: z.array(shortName(limits.candidateCharsMax)).min(1).max(limits.invitationsPerRequestMax),
    expiresAt: Moment.optional(),
  })
  .meta({ id: 'InvitationRequest' });

/** Until when the new link is good. */
export const ReissueRequest = z.strictObject({ expiresAt: Moment.optional() }).meta({ id: 'ReissueRequest' });

const { id, assessmentId, candidate, createdAt, expiresAt, openedAt, issues } = Invitation.shape;

/** An invitation as its owner sees it: its link is in the reply to its making alone, which an Idempotency-Key shows again for 24 hours. */
export const InvitationReply = z
  .strictObject({ id, assessmentId, candidate, status: InvitationStatus, createdAt, expiresAt, openedAt, issues })
  .meta({ id: 'InvitationReply' });

const Link = { token: z.string().startsWith('mit_').nullable(), url: z.url().nullable() };

/** What came of inviting one candidate; no link where they were invited before. */
export const InvitedReply = z
  .strictObject({ outcome: z.enum(['invited', 'exists']), invitation: InvitationReply, ...Link })
  .meta({ id: 'InvitedReply' });

export const InvitedListReply = z.strictObject({ items: z.array(InvitedReply) }).meta({ id: 'InvitedListReply' });

export const InvitationListQuery = z.strictObject({ ...PageQuery, assessment_id: AssessmentId });
export const InvitationPage = pageOf(InvitationReply).meta({ id: 'InvitationPage' });

/** The token of a link. */
export const OpenRequest = z
  .strictObject({ token: z.string().min(1).max(candidateTokenCharsMax) })
  .meta({ id: 'OpenRequest' });

/** What somebody who is invited is told before they decide to start: nothing of the questions. */
export const InvitedAssessment = AssessmentReply.pick({
  name: true,
  notice: true,
  opensAt: true,
  closesAt: true,
  timeLimitMinutes: true,
})
  .extend({ questionCount: z.int().min(1) })
  .meta({ id: 'InvitedAssessment' });

/** A session for the token of a link. */
export const OpenReply = z
  .strictObject({ session: z.string().startsWith('mss_'), sessionExpiresAt: Timestamp, assessment: InvitedAssessment })
  .meta({ id: 'OpenReply' });

/** What an owner may see of an invitation. */
export function invitationReply({ invitation, status }: InvitationSeen): z.infer<typeof InvitationReply> {
  const { id: own, issues: links, ...rest } = invitation;
  return InvitationReply.parse({
    id: own,
    assessmentId: rest.assessmentId,
    candidate: rest.candidate,
    status,
    createdAt: rest.createdAt,
    expiresAt: rest.expiresAt,
    openedAt: rest.openedAt,
    issues: links,
  });
}

/** What came of inviting; the link leads to the page of candidates under `base`. */
export function invitedReply({ invitation, status, token }: Invited, base: string): z.infer<typeof InvitedReply> {
  return InvitedReply.parse({
    outcome: token === null ? 'exists' : 'invited',
    invitation: invitationReply({ invitation, status }),
    token,
    // Behind "#", where browsers keep it to themselves: no server's log has it, and no other page is told of it.
    url: token === null ? null : `${base}/invitation#${token}`,
  });
}

/** What the holder of a link gets for it. */
export function openReply({ session, sessionExpiresAt, assessment }: Opened): z.infer<typeof OpenReply> {
  return OpenReply.parse({ session, sessionExpiresAt, assessment: invitedAssessment(assessment) });
}

/** What somebody who is invited may know of an assessment. */
export function invitedAssessment(assessment: Assessment): z.infer<typeof InvitedAssessment> {
  const { name, notice, opensAt, closesAt, timeLimitMinutes, questions } = assessment;
  return { name, notice, opensAt, closesAt, timeLimitMinutes, questionCount: questions.length };
}
