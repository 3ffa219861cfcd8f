import type { Assessment } from '../domain/assessment.ts';
import { Fault } from '../domain/fault.ts';
import type { Timestamp } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import { type Draft, endOf, type Submission, submissionIdOf } from '../domain/submission.ts';
import type { Services } from './context.ts';
import { inPortions } from './in-portions.ts';
import { assessmentOf } from './read-assessment.ts';

/** What a candidate is asked: the words of the question, and nothing that it is graded by. */
export interface Prompt {
  readonly number: number;
  readonly prompt: string;
  readonly draft: Draft | null;
}

/** An attempt as its candidate may see it; there are no prompts before it was started. */
export interface Attempt {
  readonly assessment: Assessment;
  readonly submission: Submission | null;
  readonly prompts: readonly Prompt[];
  readonly now: Date;
}

const lookupsAtOnce = 10;

/** What a candidate is invited to, and how far they are. The candidate's own session is all that it takes. */
export async function readAttempt(services: Services, invitation: Invitation): Promise<Attempt> {
  const { tenantId, assessmentId, id } = invitation;
  const [assessment, submission] = await Promise.all([
    assessmentOf(services, tenantId, assessmentId),
    services.submissions.find(tenantId, submissionIdOf(id)),
  ]);
  const prompts = submission === undefined ? [] : await promptsOf(services, submission);
  return { assessment, submission: submission ?? null, prompts, now: services.clock() };
}

/** The attempt of a candidate. @throws Fault `conflict` before it was started */
export async function submissionOf(services: Services, { tenantId, id }: Invitation): Promise<Submission> {
  const submission = await services.submissions.find(tenantId, submissionIdOf(id));
  if (submission === undefined) throw new Fault('conflict', 'You have not started yet.');
  return submission;
}

/** When an attempt ends; null while that is not known. */
export async function endOfAttempt(services: Services, submission: Submission): Promise<Timestamp | null> {
  const { tenantId, assessmentId, endsAt } = submission;
  return endsAt ?? endOf(submission, await assessmentOf(services, tenantId, assessmentId));
}

async function promptsOf(services: Services, { tenantId, id, questions }: Submission): Promise<Prompt[]> {
  const drafts = await services.submissions.drafts(tenantId, id);
  return inPortions([...questions.entries()], lookupsAtOnce, async ([at, { id: questionId, version }]) => {
    const question = await services.questions.version(tenantId, questionId, version);
    if (question === undefined) throw new Error(`A pinned version of ${questionId} is gone.`);
    const number = at + 1;
    return { number, prompt: question.prompt, draft: drafts.find((draft) => draft.number === number) ?? null };
  });
}
