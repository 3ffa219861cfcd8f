import type { Assessment } from '../domain/assessment.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { EvaluationId, TenantId } from '../domain/ids.ts';
import { noTokens } from '../domain/model-call.ts';
import type { Submission, SubmissionId } from '../domain/submission.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Model } from '../ports/models.ts';
import type { Context, Services } from './context.ts';
import { derivedEvaluationId, evaluateUnder } from './evaluate-answer.ts';
import { defaultPendingPolicy, hintAfterMs, type PendingPolicy, retrySeconds } from './evaluate-pending.ts';
import { type Held, holdLease, type LeasedStore, LeaseLost } from './hold-lease.ts';
import { inPortions } from './in-portions.ts';
import { bestEffort } from './judge-answer.ts';
import { MonthSpent } from './month-spent.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { assessmentOf } from './read-assessment.ts';
import { readQuestion } from './read-question.ts';
import { PersonErased, refuseErased } from './refuse-erased.ts';
import { Outage, refuseOutage } from './refuse-outage.ts';
import { gateOf } from './release-gate.ts';
import { withFinalAnswers } from './submit-attempt.ts';

/** A submission by its tenant and id. */
export interface SubmissionRef {
  readonly tenantId: TenantId;
  readonly submissionId: SubmissionId;
}

const gradedAtOnce = 4;

/**
 * Grades the answers of a submission, each under an id that follows from it, so that whoever is told twice or takes over
 * pays for none twice; one worker at a time. Then it releases the results where the policy lets the product do that.
 *
 * While a provider is down nothing is kept of what lacks it, and it is tried again later; the last try keeps what it has,
 * which is then for a person to look at. So it is where no model is configured. The month's budget is waited for. Nothing
 * is kept of a candidate who was erased meanwhile.
 *
 * For workers: there is no principal.
 */
export async function gradeSubmission(
  services: Services,
  { tenantId, submissionId }: SubmissionRef,
  policy: PendingPolicy = defaultPendingPolicy,
): Promise<void> {
  const found = await services.submissions.find(tenantId, submissionId);
  if (found === undefined || found.state === 'answering') return;
  const submission = await withFinalAnswers(services, found);
  try {
    if (submission.state === 'grading' && !(await gradeAlone(services, submission, policy))) return;
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
async function gradeAlone(
  services: Services,
  { tenantId, id, assessmentId }: Submission,
  policy: PendingPolicy,
): Promise<boolean> {
  const { submissions } = services;
  const store: LeasedStore<Submission> = {
    find: () => submissions.find(tenantId, id),
    replace: (_, next) => submissions.replace(next),
  };
  const held = await holdLease(services, store, policy.leaseMs, ({ state, attempts }) =>
    state === 'grading' ? { attempts: attempts + 1 } : null,
  );
  if (held === null) return false;
  try {
    const assessment = await assessmentOf(services, tenantId, assessmentId);
    const context = onBehalfOf(services, { tenantId, keyId: assessment.createdBy, scopes: [] });
    const evaluations = await gradeAnswers(context, assessment, held.thing, policy);
    const release = await releaseOf(context, assessment, evaluations);
    await held.release({ state: 'graded', gradedAt: timestampOf(services.clock()), dueAt: null, ...release });
    return true;
  } catch (error) {
    if (error instanceof LeaseLost) return false;
    if (error instanceof Outage) {
      await putOff(services, held, policy);
      return false;
    }
    // Nobody was asked. Where even this fails the lease runs out by itself.
    const { attempts } = held.thing;
    await held.release({ attempts: error instanceof MonthSpent ? attempts - 1 : attempts }).catch(() => undefined);
    throw error;
  }
}

async function putOff(services: Services, held: Held<Submission>, policy: PendingPolicy): Promise<void> {
  const { tenantId, id: submissionId, attempts } = held.thing;
  const seconds = retrySeconds(policy, attempts);
  const dueAt = timestampOf(new Date(services.clock().getTime() + 1_000 * seconds + hintAfterMs));
  try {
    await held.release({ dueAt });
  } catch (error) {
    if (error instanceof LeaseLost) return;
    throw error;
  }
  // Where the queue does not answer, the sweep tells of it.
  await bestEffort(() => services.queue.send([{ kind: 'grade-submission', tenantId, submissionId }], seconds));
}

async function gradeAnswers(
  services: Context,
  { judge }: Assessment,
  { tenantId, id: submissionId, candidate, questions, startedAt, attempts }: Submission,
  { attemptsMax }: PendingPolicy,
): Promise<readonly Evaluation[]> {
  const context = judge === 'llm' && services.model === null ? { ...services, model: noModel } : services;
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
          if (attempts < attemptsMax) refuseOutage(judged);
        },
      },
    );
    return evaluation;
  });
}

// Whoever asked for a model had one; it may be back before the last try.
const noModel: Model = {
  name: 'none',
  ask: ({ purpose }) =>
    Promise.resolve({
      text: null,
      call: {
        ...{ purpose, outcome: 'unreachable', model: 'none', finishReason: null, detail: 'No model is configured.' },
        ...{ attempts: 1, latencyMs: 0, usage: noTokens },
      },
    }),
};

async function releaseOf(
  context: Context,
  assessment: Assessment,
  evaluations: readonly Evaluation[],
): Promise<Pick<Submission, 'released' | 'heldBecause'>> {
  const { when, what } = assessment.release;
  // Asked once. A gate that opens later must not show results at a moment that nobody chose, such as while marks are
  // corrected.
  const held = (heldBecause: string | null) => ({ released: null, heldBecause });
  if (when === 'manual') return held(null);
  if (evaluations.some(({ status }) => status === 'needs-review'))
    return held('An answer waits for a person, who releases the results too.');
  const gate = await gateOf(context, assessment);
  if (!gate.isOpen) return held(`${gate.reason} A person releases these results.`);
  return { released: { at: timestampOf(context.clock()), what }, heldBecause: null };
}
