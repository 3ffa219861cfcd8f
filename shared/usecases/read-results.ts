import type { PinnedQuestion } from '../domain/assessment.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { Feedback, RevealedFeedback } from '../domain/feedback.ts';
import type { Invitation } from '../domain/invitation.ts';
import { type MarksInForce, marksInForce, meanScore } from '../domain/marks-in-force.ts';
import { type ReleaseInForce, releaseInForce } from '../domain/released-results.ts';
import type { Submission } from '../domain/submission.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { revealed } from '../evaluation/feedback.ts';
import type { Services } from './context.ts';
import { answerEvaluationId } from './grade-submission.ts';
import { inPortions } from './in-portions.ts';
import { assessmentOf } from './read-assessment.ts';
import { submissionOf } from './read-attempt.ts';

/** What of one answer was released. */
export interface ReleasedAnswer extends MarksInForce {
  readonly number: number;
  readonly feedback: Feedback | RevealedFeedback | null;
}

/** What a candidate may see of their results: no answers while they are held. */
export interface Results {
  readonly release: ReleaseInForce;
  readonly score: number | null;
  readonly answers: readonly ReleasedAnswer[];
}

const lookupsAtOnce = 10;

/** The results of a candidate, as far as they were released. @throws Fault `conflict` before the start */
export async function readResults(services: Services, invitation: Invitation): Promise<Results> {
  const submission = await submissionOf(services, invitation);
  const { tenantId, assessmentId } = submission;
  const assessment = await assessmentOf(services, tenantId, assessmentId);
  const evaluations = (await evaluationsOf(services, submission)).flatMap((had) => had ?? []);
  const release = releaseInForce(assessment, submission, evaluations, timestampOf(services.clock()));
  if (release.state === 'held') return { release, score: null, answers: [] };
  const answers = await inPortions([...evaluations.entries()], lookupsAtOnce, async ([at, evaluation]) => ({
    number: at + 1,
    ...marksInForce(evaluation),
    feedback:
      release.what === 'score'
        ? null
        : release.what === 'feedback'
          ? evaluation.feedback
          : await withReference(services, submission, submission.questions[at], evaluation),
  }));
  return { release, score: meanScore(answers), answers };
}

/** The evaluations of a submission by its questions; undefined where there is none yet. */
export function evaluationsOf(
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
