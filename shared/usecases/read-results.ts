import type { PinnedQuestion } from '../domain/assessment.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { Feedback, RevealedFeedback } from '../domain/feedback.ts';
import type { Invitation } from '../domain/invitation.ts';
import { type MarksInForce, marksInForce, meanScore } from '../domain/marks-in-force.ts';
import { type ReleaseInForce, releaseInForce } from '../domain/released-results.ts';
import type { Appeal } from '../domain/review.ts';
import type { Submission } from '../domain/submission.ts';
import { revealed } from '../evaluation/feedback.ts';
import { reviewNotes } from '../evaluation/review-notes.ts';
import { waitsForPerson } from '../evaluation/review-queue.ts';
import { standingOf } from '../evaluation/reviewed-evaluation.ts';
import type { Services } from './context.ts';
import { answerEvaluationId } from './grade-submission.ts';
import { inPortions } from './in-portions.ts';
import { assessmentOf } from './read-assessment.ts';
import { submissionOf } from './read-attempt.ts';

/** An appeal as its candidate knows it: by the number of the point in their feedback, null for one that no longer counts. */
export interface AppealSeen extends Pick<Appeal, 'state'> {
  readonly point: number | null;
}

/** What of one answer was released; `review` is what people decided since, in plain words. */
export interface ReleasedAnswer extends MarksInForce {
  readonly number: number;
  readonly feedback: Feedback | RevealedFeedback | null;
  readonly appeals: readonly AppealSeen[];
  readonly review: readonly string[];
}

/** What a candidate may see of their results: no answers while they are held. */
export interface Results {
  readonly release: ReleaseInForce;
  readonly score: number | null;
  readonly answers: readonly ReleasedAnswer[];
}

/** The graded answers of a candidate, and how much of them they may see. */
export interface Releasable {
  readonly submission: Submission;
  /** In order of the questions; undefined where there is none yet. */
  readonly evaluations: readonly (Evaluation | undefined)[];
  readonly release: ReleaseInForce;
}

const lookupsAtOnce = 10;

/**
 * The results of a candidate, as far as they were released. An answer without an evaluation is left out, the others keep their
 * numbers, and there is no mean of them all. @throws Fault `conflict` before the start
 */
export async function readResults(services: Services, invitation: Invitation): Promise<Results> {
  const { submission, evaluations, release } = await releasableOf(services, await submissionOf(services, invitation));
  if (release.state === 'held') return { release, score: null, answers: [] };
  const answers = await inPortions([...evaluations.entries()], lookupsAtOnce, async ([at, evaluation]) =>
    evaluation === undefined ? [] : [await answerSeen(services, submission, release.what, at, evaluation)],
  );
  const isWhole = evaluations.every((evaluation) => evaluation !== undefined);
  return { release, score: isWhole ? meanScore(answers.flat()) : null, answers: answers.flat() };
}

/** What may be shown of a submission as it stands. */
export async function releasableOf(services: Services, submission: Submission): Promise<Releasable> {
  const [assessment, evaluations] = await Promise.all([
    assessmentOf(services, submission.tenantId, submission.assessmentId),
    evaluationsOf(services, submission),
  ]);
  const isWaiting = evaluations.some((evaluation) => evaluation !== undefined && waitsForPerson(evaluation));
  const release = releaseInForce(assessment, submission, isWaiting, services.clock());
  return { submission, evaluations, release };
}

/** An appeal as its candidate knows it. */
export function appealSeen({ verdicts }: Pick<Evaluation, 'verdicts'>, { keyPointId, state }: Appeal): AppealSeen {
  const at = verdicts.findIndex((verdict) => verdict.keyPointId === keyPointId);
  return { point: at < 0 ? null : at + 1, state };
}

async function answerSeen(
  services: Services,
  submission: Submission,
  what: 'score' | 'feedback' | 'feedback-and-reference',
  at: number,
  evaluation: Evaluation,
): Promise<ReleasedAnswer> {
  const isWhole = what === 'feedback-and-reference';
  const shown = isWhole
    ? await withReference(services, submission, submission.questions[at], evaluation)
    : evaluation.feedback;
  return {
    number: at + 1,
    ...marksInForce(evaluation),
    feedback: what === 'score' ? null : shown,
    appeals: standingOf(evaluation).appeals.map((appeal) => appealSeen(evaluation, appeal)),
    review: reviewNotes(evaluation),
  };
}

function evaluationsOf(
  services: Services,
  { tenantId, id: submissionId, questions }: Submission,
): Promise<(Evaluation | undefined)[]> {
  return inPortions([...questions.keys()], lookupsAtOnce, (at) =>
    services.evaluations.find(tenantId, answerEvaluationId(services, { tenantId, submissionId }, at + 1)),
  );
}

async function withReference(
  { questions }: Services,
  { tenantId }: Submission,
  pinned: PinnedQuestion | undefined,
  { feedback }: Evaluation,
): Promise<Feedback | RevealedFeedback> {
  const question = pinned && (await questions.version(tenantId, pinned.id, pinned.version));
  return question === undefined ? feedback : revealed(feedback, question);
}
