import type { Assessment } from '../domain/assessment.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { EvaluationId, TenantId } from '../domain/ids.ts';
import type { Submission, SubmissionId } from '../domain/submission.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context, Services } from './context.ts';
import { derivedEvaluationId, evaluateUnder } from './evaluate-answer.ts';
import { holdLease, type LeasedStore, LeaseLost } from './hold-lease.ts';
import { inPortions } from './in-portions.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { assessmentOf } from './read-assessment.ts';
import { readQuestion } from './read-question.ts';
import { PersonErased, refuseErased } from './refuse-erased.ts';
import { gateOf } from './release-gate.ts';
import { withFinalAnswers } from './submit-attempt.ts';

/** A submission by its tenant and id. */
export interface SubmissionRef {
  readonly tenantId: TenantId;
  readonly submissionId: SubmissionId;
}

const gradedAtOnce = 4;

/** How long a submission stays with a worker that is not heard of any more. */
const leaseMs = 60_000;

/**
 * Grades the answers of a submission, each under an id that follows from it, so that whoever is told twice or takes over
 * pays for none twice; one worker at a time. Then it releases the results where the policy lets the product do that. While a
 * provider is down, or the month's budget has no room, nothing is kept of what lacks it, and it is tried again later. Nothing is kept either of a candidate who was erased
 * meanwhile.
 *
 * For workers: there is no principal.
 */
export async function gradeSubmission(services: Services, { tenantId, submissionId }: SubmissionRef): Promise<void> {
  const found = await services.submissions.find(tenantId, submissionId);
  if (found === undefined || found.state === 'answering') return;
  const submission = await withFinalAnswers(services, found);
  try {
    if (submission.state === 'grading' && !(await gradeAlone(services, submission))) return;
  } catch (error) {
    if (!(error instanceof PersonErased)) throw error;
  }
  await services.submissions.deactivate(submission);
}

/** The id of the evaluation of an answer: known before there is one. */
export function answerEvaluationId(tools: Pick<Services, 'sha256'>, ref: SubmissionRef, number: number): EvaluationId {
  return derivedEvaluationId(tools, [ref.tenantId, ref.submissionId, number]);
}

// Of two who are told of a submission one grades it: judged at the same time, its answers would be paid for twice.
async function gradeAlone(services: Services, { tenantId, id, assessmentId }: Submission): Promise<boolean> {
  const { submissions } = services;
  const store: LeasedStore<Submission> = {
    find: () => submissions.find(tenantId, id),
    replace: (_, next) => submissions.replace(next),
  };
  const held = await holdLease(services, store, leaseMs, ({ state }) => (state === 'grading' ? {} : null));
  if (held === null) return false;
  try {
    const assessment = await assessmentOf(services, tenantId, assessmentId);
    const context = onBehalfOf(services, { tenantId, keyId: assessment.createdBy, scopes: [] });
    const evaluations = await gradeAnswers(context, assessment, held.thing);
    const release = await releaseOf(context, assessment, evaluations);
    await held.release({ state: 'graded', gradedAt: timestampOf(services.clock()), ...release });
    return true;
  } catch (error) {
    if (error instanceof LeaseLost) return false;
    // Where even this fails the lease runs out by itself.
    await held.release({}).catch(() => undefined);
    throw error;
  }
}

async function gradeAnswers(
  context: Context,
  { judge }: Assessment,
  { tenantId, id: submissionId, candidate, questions, startedAt }: Submission,
): Promise<readonly Evaluation[]> {
  const drafts = await context.submissions.drafts(tenantId, submissionId);
  return inPortions([...questions.entries()], gradedAtOnce, async ([at, { id, version }]) => {
    const number = at + 1;
    const content = await readQuestion(context, id, version);
    const answer = drafts.find((draft) => draft.number === number)?.answer ?? '';
    const { evaluation } = await evaluateUnder(
      context,
      { answer, candidate, judge },
      { content, id, version },
      () => answerEvaluationId(context, { tenantId, submissionId }, number),
      {
        async refuse(judged) {
          await refuseErased(context, { tenantId, candidate, at: startedAt }, judged);
          if (judged.judgement.doubts.includes('model-unavailable'))
            throw new Fault('unavailable', 'The provider of the model does not answer at the moment.');
        },
      },
    );
    return evaluation;
  });
}

async function releaseOf(
  context: Context,
  assessment: Assessment,
  evaluations: readonly Evaluation[],
): Promise<Pick<Submission, 'released' | 'heldBecause'>> {
  const { when, what } = assessment.release;
  // Asked once. A gate that opens later must not show results at a moment that nobody chose, such as while marks are corrected.
  const held = (heldBecause: string | null) => ({ released: null, heldBecause });
  if (when === 'manual') return held(null);
  if (evaluations.some(({ status }) => status === 'needs-review'))
    return held('An answer waits for a person, who releases the results too.');
  const gate = await gateOf(context, assessment);
  if (!gate.isOpen) return held(`${gate.reason} A person releases these results.`);
  return { released: { at: timestampOf(context.clock()), what }, heldBecause: null };
}
