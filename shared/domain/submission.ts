import * as z from 'zod';
import { type Assessment, AssessmentId, lastEndOf, PinnedQuestion } from './assessment.ts';
import { InvitationId, TenantId, Timestamp } from './ids.ts';
import { CandidateName, type Invitation } from './invitation.ts';
import { limits } from './limits.ts';
import { ReleasedContent } from './release.ts';

/** `sub_` and the 26 characters of the invitation that it came of: there is one for each. */
export const SubmissionId = z
  .string()
  .regex(/^sub_[0-9a-hjkmnp-tv-z]{26}$/, 'must be sub_ followed by 26 letters and digits')
  .brand<'SubmissionId'>();
export type SubmissionId = z.infer<typeof SubmissionId>;

/** How far a submission is. `submitting`: it takes no more drafts, and not all of them are final yet. */
export const SubmissionState = z.enum(['answering', 'submitting', 'grading', 'graded']).meta({ id: 'SubmissionState' });
export type SubmissionState = z.infer<typeof SubmissionState>;

/**
 * One candidate's attempt at an assessment, from the start on. `endsAt` is null where there is no time limit. `lease` is that
 * of the worker who grades it, null while none does. `attempts` is how often grading was begun, and until `dueAt` no sweep tells
 * of it again. `released` is
 * what was released without a person when it was graded, `heldBecause` why that was not done; both are null before, and
 * where a person releases.
 */
export const Submission = z
  .strictObject({
    id: SubmissionId,
    tenantId: TenantId,
    assessmentId: AssessmentId,
    invitationId: InvitationId,
    candidate: CandidateName,
    questions: z.array(PinnedQuestion).min(1),
    state: SubmissionState,
    startedAt: Timestamp,
    endsAt: Timestamp.nullable(),
    submittedAt: Timestamp.nullable(),
    gradedAt: Timestamp.nullable(),
    released: z.strictObject({ at: Timestamp, what: ReleasedContent }).nullable(),
    heldBecause: z.string().nullable(),
    lease: z.strictObject({ holder: z.string().min(1), untilMs: z.int().min(0) }).nullable(),
    attempts: z.int().min(0),
    dueAt: Timestamp.nullable(),
    revision: z.int().min(1),
  })
  .meta({ id: 'Submission' });
export type Submission = z.infer<typeof Submission>;

/**
 * What a candidate has written to one question, numbered from 1. `revision` is the client's and only grows, so that a save
 * that arrives late replaces no later one. A draft that is final is the answer, and never changes.
 */
export const Draft = z.strictObject({
  tenantId: TenantId,
  submissionId: SubmissionId,
  candidate: CandidateName,
  number: z.int().min(1).max(limits.assessmentQuestionsMax),
  answer: z.string().max(limits.answerCharsMax),
  revision: z.int().min(0),
  savedAt: Timestamp,
  isFinal: z.boolean(),
});
export type Draft = z.infer<typeof Draft>;

/** How long after its end a save still counts: it may have been on its way. */
export const graceMs = 15_000;

/** The one submission that an invitation can have. */
export function submissionIdOf(invitationId: InvitationId): SubmissionId {
  return SubmissionId.parse(invitationId.replace(/^inv_/, 'sub_'));
}

/** A candidate's attempt, begun at a moment. */
export function begun(assessment: Assessment, { id, tenantId, candidate }: Invitation, now: Date): Submission {
  const { timeLimitMinutes, questions } = assessment;
  return {
    id: submissionIdOf(id),
    tenantId,
    assessmentId: assessment.id,
    invitationId: id,
    candidate,
    questions,
    state: 'answering',
    startedAt: now.toISOString(),
    endsAt: timeLimitMinutes === null ? null : new Date(now.getTime() + timeLimitMinutes * 60_000).toISOString(),
    submittedAt: null,
    gradedAt: null,
    released: null,
    heldBecause: null,
    lease: null,
    attempts: 0,
    dueAt: null,
    revision: 1,
  };
}

/** When an attempt ends: by its time limit, or without one some time after its assessment is closed; null while it is not known. */
export function endOf(
  { endsAt }: Pick<Submission, 'endsAt'>,
  assessment: Pick<Assessment, 'closedAt' | 'closesAt' | 'timeLimitMinutes'>,
): Timestamp | null {
  return endsAt ?? lastEndOf(assessment);
}

/** Whether the time until an end is over, the grace included. Null never comes. */
export function isTimeOver(end: Timestamp | null, now: Date): end is Timestamp {
  return end !== null && now.getTime() > Date.parse(end) + graceMs;
}

/** The next revision of a submission. */
export function withProgress(submission: Submission, change: Partial<Submission>): Submission {
  return { ...submission, ...change, revision: submission.revision + 1 };
}
