import * as z from 'zod';
import { JudgeKind } from './evaluation.ts';
import { Fault } from './fault.ts';
import { KeyId, QuestionId, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { Release, ReleasePolicy } from './release.ts';

/** `asm_` and 26 characters of Crockford base 32, drawn at random. */
export const AssessmentId = z
  .string()
  .regex(/^asm_[0-9a-hjkmnp-tv-z]{26}$/, 'must be asm_ followed by 26 letters and digits')
  .brand<'AssessmentId'>();
export type AssessmentId = z.infer<typeof AssessmentId>;

/** A question in the version that every candidate gets, whatever becomes of the question later. */
export const PinnedQuestion = z
  .strictObject({ id: QuestionId, version: z.int().min(1) })
  .meta({ id: 'PinnedQuestion' });
export type PinnedQuestion = z.infer<typeof PinnedQuestion>;

/** `draft`: nobody can start yet; `open`: who is invited may start; `closed`: nobody may start, who has started may end. */
export const AssessmentStatus = z.enum(['draft', 'open', 'closed']).meta({ id: 'AssessmentStatus' });
export type AssessmentStatus = z.infer<typeof AssessmentStatus>;

/**
 * Questions that candidates answer by invitation, once each. Who is invited may start from `opensAt` on and before `closesAt`;
 * null is no bound. `timeLimitMinutes` counts from the start of each candidate. `judge` is null for the one that serves.
 * `notice` is what candidates are shown before they start. `closedAt` is when it was closed, null while it is not. `released` is what a person last released, null before that.
 * `revision` counts the writes since the first, which is 1.
 */
export const Assessment = z
  .strictObject({
    id: AssessmentId,
    tenantId: TenantId,
    name: z.string().trim().min(1).max(limits.assessmentNameCharsMax),
    questions: z.array(PinnedQuestion).min(1).max(limits.assessmentQuestionsMax),
    opensAt: Timestamp.nullable(),
    closesAt: Timestamp.nullable(),
    timeLimitMinutes: z.int().min(1).max(limits.assessmentMinutesMax).nullable(),
    judge: z.union([JudgeKind, z.null()]),
    release: ReleasePolicy,
    notice: z.string().trim().min(1).max(limits.noticeCharsMax),
    status: AssessmentStatus,
    closedAt: Timestamp.nullable(),
    released: z.union([Release, z.null()]),
    createdAt: Timestamp,
    createdBy: KeyId,
    revision: z.int().min(1),
  })
  .meta({ id: 'Assessment' });
export type Assessment = z.infer<typeof Assessment>;

/** What an owner decides about an assessment. */
export type AssessmentChoices = Pick<
  Assessment,
  'name' | 'questions' | 'opensAt' | 'closesAt' | 'timeLimitMinutes' | 'judge' | 'release' | 'notice'
>;

/** The random bytes of the ids of assessments and invitations. */
export const assessmentIdBytes = 16;

/** What candidates are told where the owner has no words of their own. */
export const standardNotice = `Your answers are graded by a program first: it compares each answer with the points that a good answer makes, and shows for each which words of yours earned it. It can be wrong.
A person decides what follows from it. Nobody is turned down by the program.
Your answers, their grades and the times of your work are kept for as long as the decision about you and its review need them. You may ask whoever invited you for a copy of them, or to have them erased.
When you have your results you may ask for another look at any single point, and say why; a person then looks at it.`;

/**
 * The assessment with other choices. Once it was opened, candidates may have started: what they are asked and told, and the
 * time they have, then stay as they are.
 *
 * @throws Fault `conflict` when a choice can't be changed any more, `invalid-request` when it would close before it opens
 */
export function withChoices(assessment: Assessment, choices: Partial<AssessmentChoices>): Assessment {
  const fixed = assessment.status === 'draft' ? [] : fixedOnceOpen.filter((choice) => choices[choice] !== undefined);
  if (fixed.length > 0) {
    throw new Fault('conflict', `Once an assessment was opened, these can not be changed: ${fixed.join(', ')}.`);
  }
  const next = { ...assessment, ...choices, revision: assessment.revision + 1 };
  refuseDisorder(next);
  return next;
}

const fixedOnceOpen = ['questions', 'opensAt', 'timeLimitMinutes', 'judge', 'notice'] as const;

/** @throws Fault `invalid-request` unless it opens before it closes and asks each question once */
export function refuseDisorder({
  opensAt,
  closesAt,
  questions,
}: Pick<AssessmentChoices, 'opensAt' | 'closesAt' | 'questions'>): void {
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt) {
    const issues = [{ pointer: '/closesAt', detail: 'must be after opensAt' }];
    throw new Fault('invalid-request', 'The assessment would close before it opens.', { issues });
  }
  const twice = questions.findIndex(({ id }, at) => questions.findIndex((other) => other.id === id) < at);
  if (twice < 0) return;
  const issues = [{ pointer: `/questions/${twice}`, detail: 'is asked already' }];
  throw new Fault('invalid-request', 'An assessment asks each question once.', { issues });
}

/** The assessment opened or closed; the same where it is so already. */
export function withStatus(assessment: Assessment, status: 'open' | 'closed', now: Timestamp): Assessment {
  if (assessment.status === status) return assessment;
  const closedAt = status === 'closed' ? now : null;
  return { ...assessment, status, closedAt, revision: assessment.revision + 1 };
}

/** Why nobody can start at a moment, in words for candidates; null when they can. */
export function objectionToStart({ status, opensAt, closesAt }: Assessment, now: Timestamp): string | null {
  if (status === 'draft' || (opensAt !== null && now < opensAt)) return 'The assessment has not opened yet.';
  return isOver({ status, closesAt }, now) ? 'The assessment is closed.' : null;
}

/** Whether nobody can start any more. */
export function isOver({ status, closesAt }: Pick<Assessment, 'status' | 'closesAt'>, now: Timestamp): boolean {
  return status === 'closed' || (closesAt !== null && closesAt <= now);
}

/** How long an attempt without a time limit goes on after nobody can start any more. */
export const hoursAfterClosing = 24;

/**
 * When the last attempt ends that may have been started: as long after nobody can start any more as an attempt may take, or
 * as `hoursAfterClosing` says where that is not limited. Null while it is not known when nobody can start any more.
 */
export function lastEndOf({
  closedAt,
  closesAt,
  timeLimitMinutes,
}: Pick<Assessment, 'closedAt' | 'closesAt' | 'timeLimitMinutes'>): Timestamp | null {
  const [closing] = [closedAt, closesAt].flatMap((at) => at ?? []).toSorted();
  if (closing === undefined) return null;
  const minutes = timeLimitMinutes ?? 60 * hoursAfterClosing;
  return new Date(Date.parse(closing) + 60_000 * minutes).toISOString();
}
