import * as z from 'zod';
import { AnswerText } from '../../../shared/domain/answer-text.ts';
import { Evaluation } from '../../../shared/domain/evaluation.ts';
import { Feedback, RevealedFeedback } from '../../../shared/domain/feedback.ts';
import { EvaluationId, Timestamp } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { marksInForce } from '../../../shared/domain/marks-in-force.ts';
import { ReleasedContent } from '../../../shared/domain/release.ts';
import type { ReleaseInForce } from '../../../shared/domain/released-results.ts';
import { Appeal, ReviewText } from '../../../shared/domain/review.ts';
import { Draft, endOf, Submission, SubmissionId } from '../../../shared/domain/submission.ts';
import type { Attempt } from '../../../shared/usecases/read-attempt.ts';
import type { Releasable, Results } from '../../../shared/usecases/read-results.ts';
import type { Receipt } from '../../../shared/usecases/submit-attempt.ts';
import { PageQuery, pageOf } from '../contract.ts';
import { InvitedAssessment, invitedAssessment } from './invitations.ts';

const { number, revision, savedAt } = Draft.shape;

/** What a candidate has written so far; `revision` is the client's and must grow. */
export const DraftRequest = z
  .strictObject({ answer: AnswerText, revision: z.int().min(1) })
  .meta({ id: 'DraftRequest' });

export const DraftReply = z.strictObject({ number, revision, savedAt }).meta({ id: 'DraftReply' });

/** What a candidate is asked and has written; there are no questions before the start. */
export const AttemptReply = z
  .strictObject({
    assessment: InvitedAssessment,
    state: z.enum(['invited', 'answering', 'submitted']),
    startedAt: Timestamp.nullable(),
    endsAt: Timestamp.nullable(),
    submittedAt: Timestamp.nullable(),
    /** By the clock of the service; null where time is not limited or not running. */
    secondsLeft: z.int().min(0).nullable(),
    questions: z.array(
      z.strictObject({ number, prompt: z.string(), answer: z.string(), revision, savedAt: Timestamp.nullable() }),
    ),
  })
  .meta({ id: 'AttemptReply' });

export const ReceiptReply = z
  .strictObject({ id: SubmissionId, submittedAt: Timestamp, questions: z.int().min(1), answered: z.int().min(0) })
  .meta({ id: 'ReceiptReply' });

const { score, scoreRange, band, status, reviewReasons } = Evaluation.shape;
const appealedPoint = z.int().min(1).max(limits.keyPointsMax);

/** Against the verdict on one point, by its number in the feedback: its id would give the point away. */
export const ResultAppealRequest = z
  .strictObject({ point: appealedPoint, reason: ReviewText })
  .meta({ id: 'ResultAppealRequest' });

/** An appeal as its candidate sees it; `point` is null where the point no longer counts. */
export const ResultAppealReply = z
  .strictObject({ point: appealedPoint.nullable(), state: Appeal.shape.state })
  .meta({ id: 'ResultAppeal' });

const Shown = { state: z.enum(['held', 'released']), message: z.string().nullable() };
const Released = {
  what: z.union([ReleasedContent, z.null()]),
  releasedAt: Timestamp.nullable(),
  /** Null where no person released it. */
  releasedBy: z.string().nullable(),
};

/** What a candidate sees of their results. */
export const ResultsReply = z
  .strictObject({
    ...Shown,
    ...Released,
    score,
    answers: z.array(
      z.strictObject({
        number,
        score,
        scoreRange,
        band,
        feedback: z.union([RevealedFeedback, Feedback, z.null()]),
        appeals: z.array(ResultAppealReply),
        /** What people decided since, a sentence each. */
        review: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'ResultsReply' });

/** A submission as its owner sees it. */
export const SubmissionReply = Submission.omit({
  tenantId: true,
  lease: true,
  attempts: true,
  dueAt: true,
  revision: true,
}).meta({ id: 'SubmissionReply' });
export const SubmissionListQuery = z.strictObject(PageQuery);
export const SubmissionPage = pageOf(SubmissionReply).meta({ id: 'SubmissionPage' });

/** A submission with its marks, and what its candidate sees. */
export const SubmissionDetailReply = SubmissionReply.extend({
  release: z.strictObject({ ...Shown, ...Released }),
  answers: z.array(
    z.strictObject({
      number,
      evaluationId: EvaluationId.nullable(),
      status: status.nullable(),
      score,
      scoreRange: scoreRange.nullable(),
      band,
      reviewReasons,
    }),
  ),
}).meta({ id: 'SubmissionDetailReply' });

/** What a candidate may see of their attempt: never what they are graded by. */
export function attemptReply({ assessment, submission, prompts, now }: Attempt): z.infer<typeof AttemptReply> {
  const { startedAt = null, submittedAt = null } = submission ?? {};
  const endsAt = submission === null ? null : submittedAt === null ? endOf(submission, assessment) : submission.endsAt;
  const isRunning = submission?.state === 'answering' && endsAt !== null;
  return AttemptReply.parse({
    assessment: invitedAssessment(assessment),
    state: submission === null ? 'invited' : submittedAt === null ? 'answering' : 'submitted',
    startedAt,
    endsAt,
    submittedAt,
    secondsLeft: isRunning ? Math.max(0, Math.ceil((Date.parse(endsAt) - now.getTime()) / 1000)) : null,
    questions: prompts.map(({ number: place, prompt, draft }) => ({
      number: place,
      prompt,
      answer: draft?.answer ?? '',
      revision: draft?.revision ?? 0,
      savedAt: draft?.savedAt ?? null,
    })),
  });
}

export function receiptReply({ submission, answered }: Receipt): z.infer<typeof ReceiptReply> {
  const { id, submittedAt, questions } = submission;
  return ReceiptReply.parse({ id, submittedAt, questions: questions.length, answered });
}

export function resultsReply({ release, score: mean, answers }: Results): z.infer<typeof ResultsReply> {
  return ResultsReply.parse({ ...releaseReply(release), score: mean, answers });
}

export function submissionReply(submission: Submission): z.infer<typeof SubmissionReply> {
  const { tenantId: _t, lease: _l, attempts: _a, dueAt: _d, revision: _r, ...shown } = submission;
  return SubmissionReply.parse(shown);
}

export function submissionDetail({ submission, evaluations, release }: Releasable) {
  const answers = evaluations.map((evaluation, at) => ({
    number: at + 1,
    evaluationId: evaluation?.id ?? null,
    status: evaluation?.status ?? null,
    ...(evaluation === undefined ? { score: null, scoreRange: null, band: null } : marksInForce(evaluation)),
    reviewReasons: evaluation?.reviewReasons ?? [],
  }));
  return SubmissionDetailReply.parse({ ...submissionReply(submission), release: releaseReply(release), answers });
}

function releaseReply(release: ReleaseInForce) {
  if (release.state === 'held') {
    return { state: release.state, message: release.message, what: null, releasedAt: null, releasedBy: null };
  }
  return { state: release.state, message: null, what: release.what, releasedAt: release.at, releasedBy: release.by };
}
