import { Fault } from '../domain/fault.ts';
import type { TenantId } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import { type Draft, isTimeOver, type Submission, withProgress } from '../domain/submission.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Services } from './context.ts';
import { bestEffort } from './judge-answer.ts';
import { endOfAttempt, submissionOf } from './read-attempt.ts';

/** What a candidate keeps as proof. */
export interface Receipt {
  readonly submission: Submission;
  readonly answered: number;
}

const triesMax = 20;

/**
 * Submits what a candidate has saved, once: submitting again gives the same receipt. After the end of their time it takes what
 * was saved within it. Grading goes on in the background.
 *
 * @throws Fault `conflict` before the start
 */
export async function submitAttempt(services: Services, invitation: Invitation): Promise<Receipt> {
  const submission = await submissionOf(services, invitation);
  if (submission.state === 'graded' || submission.state === 'grading') return receiptOf(services, submission);
  return receiptOf(services, await submitSaved(services, submission));
}

/** Submits what was saved of an attempt by then, once, and has it graded. For whoever may end it: its candidate, or its time. */
export async function submitSaved(services: Services, submission: Submission): Promise<Submission> {
  await services.submissions.activate(submission);
  const done = await withFinalAnswers(services, await handedIn(services, submission));
  const { tenantId, id: submissionId } = done;
  await bestEffort(() => services.queue.send([{ kind: 'grade-submission', tenantId, submissionId }], 0));
  return done;
}

/** The receipt of an attempt that was submitted. @throws Fault `conflict` before that */
export async function readReceipt(services: Services, invitation: Invitation): Promise<Receipt> {
  const submission = await submissionOf(services, invitation);
  if (submission.submittedAt === null) throw new Fault('conflict', 'You have not submitted yet.');
  return receiptOf(services, submission);
}

/** Makes every draft of a submission the answer that it is: whatever was saved by then, and nothing after. Repeatable. */
export async function withFinalAnswers(services: Services, submission: Submission): Promise<Submission> {
  if (submission.state !== 'submitting') return submission;
  const { tenantId, id, candidate, questions, submittedAt } = submission;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const drafts = await services.submissions.drafts(tenantId, id);
    const written = await Promise.all(
      questions.map((_, at) => {
        const number = at + 1;
        const draft = drafts.find((kept) => kept.number === number);
        if (draft?.isFinal === true) return 'saved';
        const nothing = { tenantId, submissionId: id, candidate, number, answer: '', revision: 0, isFinal: false };
        const empty: Draft = { ...nothing, savedAt: submittedAt ?? submission.startedAt };
        return services.submissions.finishDraft(draft ?? empty, draft !== undefined);
      }),
    );
    // A save that was let in before the end came between: it counts.
    if (!written.includes('stale')) return advanced(services, submission);
  }
  throw new Fault('unavailable', 'The answers are still being saved; try again.');
}

async function handedIn(services: Services, submission: Submission): Promise<Submission> {
  if (submission.state !== 'answering') return submission;
  const now = services.clock();
  const end = await endOfAttempt(services, submission);
  const submittedAt = isTimeOver(end, now) ? end : timestampOf(now);
  const next = withProgress(submission, { state: 'submitting', submittedAt });
  return (await services.submissions.replace(next)) === 'replaced' ? next : current(services, submission);
}

async function advanced(services: Services, submission: Submission): Promise<Submission> {
  const next = withProgress(submission, { state: 'grading' });
  return (await services.submissions.replace(next)) === 'replaced' ? next : current(services, submission);
}

async function current(services: Services, { tenantId, id }: Ref): Promise<Submission> {
  const submission = await services.submissions.find(tenantId, id);
  if (submission === undefined) throw new Fault('conflict', 'The submission was erased.');
  return submission;
}

interface Ref extends Pick<Submission, 'id'> {
  readonly tenantId: TenantId;
}

async function receiptOf(services: Services, submission: Submission): Promise<Receipt> {
  const drafts = await services.submissions.drafts(submission.tenantId, submission.id);
  return { submission, answered: drafts.filter(({ answer }) => answer.trim() !== '').length };
}
