import { costBoundUsdMicros } from '../domain/cost-bound.ts';
import type { PendingEvaluation } from '../domain/pending-evaluation.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { isFinished } from '../domain/unjudged.ts';
import { takeIn } from '../evaluation/intake.ts';
import { awaitEvaluation } from './await-evaluation.ts';
import { refuseSpentMonth } from './budget-of-tenant.ts';
import type { Context } from './context.ts';
import {
  type EvaluateAnswerInput,
  type Evaluated,
  evaluateUnder,
  evaluationIdOf,
  type Grounds,
  groundsOf,
  type ResolvedQuestion,
  resolveQuestion,
} from './evaluate-answer.ts';
import { hintAfterMs } from './evaluate-pending.ts';
import { bestEffort } from './judge-answer.ts';
import { judgingRequest } from './judging-request.ts';

/** What can be said in time of an evaluation that was asked for. */
export type Requested =
  | ({ readonly outcome: 'evaluated' } & Evaluated)
  | { readonly outcome: 'pending'; readonly pending: PendingEvaluation };

/**
 * Grades one answer as `evaluateAnswer` does, and waits for it no longer than asked. What needs a model is written down before
 * it is begun, and made by whoever works on the queue: whoever asked may leave, and any process may die. Who asks for the same
 * meanwhile joins. What needs no model is made at once, unless nobody wants to wait.
 *
 * @param waitMs 0 not to wait at all
 * @throws as `evaluateAnswer`, before anything is written; Fault `budget-spent` likewise; Fault `conflict` where the evaluation was given up
 */
export async function requestEvaluation(
  context: Context,
  input: EvaluateAnswerInput,
  waitMs: number,
): Promise<Requested> {
  const opened = await openEvaluation(context, input, waitMs === 0);
  if (opened.outcome === 'evaluated') return opened;
  const { pending, isNew } = opened;
  const ref = { tenantId: pending.tenantId, evaluationId: pending.id };
  const found = await awaitEvaluation(context, ref, waitMs);
  if ('state' in found) return { outcome: 'pending', pending: found };
  return { outcome: 'evaluated', evaluation: found, isNew };
}

/** What an evaluation that was asked for is at first; `isNew` tells whether a pending one is so by this request. */
export type Opened =
  | ({ readonly outcome: 'evaluated' } & Evaluated)
  | { readonly outcome: 'pending'; readonly pending: PendingEvaluation; readonly isNew: boolean };

/**
 * Makes an evaluation that takes no time, or sees to it that it is made.
 *
 * What the month's budget has no room for is refused before it is written down: `budget-spent`.
 *
 * @param isDeferred even what takes no time is left to the queue
 * @param onPending told of what is pending before anybody works on it
 */
export async function openEvaluation(
  context: Context,
  input: EvaluateAnswerInput,
  isDeferred: boolean,
  onPending: (pending: PendingEvaluation) => void = () => undefined,
): Promise<Opened> {
  requireScope(context.principal, 'evaluations:write');
  const resolved = await resolveQuestion(context, input.question);
  const idOf = (grounds: Grounds) => evaluationIdOf(context, input, resolved, grounds);
  const isPolished = input.feedback === 'polished';
  const isOffline = input.judge === 'offline' || (input.judge === null && context.model === null);
  if (isOffline && !isPolished && !isDeferred)
    return { outcome: 'evaluated', ...(await evaluateUnder(context, input, resolved, idOf)) };
  const grounds = await groundsOf(context, input, resolved);
  const { tenantId } = context.principal;
  const id = idOf(grounds);
  const earlier = await context.evaluations.find(tenantId, id);
  if (earlier !== undefined && isFinished({ ...earlier, points: earlier.verdicts }))
    return { outcome: 'evaluated', evaluation: earlier, isNew: false };
  if (!isPolished && !isDeferred && (await takesNoModel(context, input, resolved, grounds))) {
    const known = { grounds, isNew: earlier === undefined };
    return { outcome: 'evaluated', ...(await evaluateUnder(context, input, resolved, idOf, known)) };
  }
  if (grounds.work.judge === 'llm')
    await refuseSpentMonth(context, tenantId, boundOf(context, input, resolved, grounds));
  const pending = { ...newPending(context, input, grounds.work.judge), id, question: askedAbout(resolved) };
  onPending(pending);
  return writeDown(context, pending);
}

// A gate settles it, or the same work was judged before.
async function takesNoModel(
  { prepare, principal, judgements }: Context,
  { answer }: EvaluateAnswerInput,
  { content }: ResolvedQuestion,
  { work }: Grounds,
): Promise<boolean> {
  if (work.judge === 'offline' || takeIn(answer, prepare(content, work.questionFingerprint)).gate !== null) return true;
  return (await bestEffort(async () => judgements?.find(principal.tenantId, work.fingerprint))) !== undefined;
}

// The most that its first call can cost; 0 where nobody knows the price, or a gate settles it.
function boundOf(
  { prepare, model, priceOf, sha256 }: Context,
  { answer }: EvaluateAnswerInput,
  { content }: ResolvedQuestion,
  { work }: Grounds,
): number {
  const price = model === null ? null : priceOf(model.name);
  if (price === null) return 0;
  const scheme = prepare(content, work.questionFingerprint);
  const intake = takeIn(answer, scheme);
  if (intake.gate !== null) return 0;
  return costBoundUsdMicros(judgingRequest(scheme, answer, intake, work, sha256).request, price);
}

function askedAbout({ content, id, version }: ResolvedQuestion): PendingEvaluation['question'] {
  return id === null || version === null ? { source: 'inline', content } : { source: 'kept', id, version };
}

function newPending(
  { principal, clock }: Context,
  { answer, candidate, feedback = 'template' }: EvaluateAnswerInput,
  judge: PendingEvaluation['judge'],
): Omit<PendingEvaluation, 'id' | 'question'> {
  const now = clock();
  return {
    tenantId: principal.tenantId,
    requestedAt: timestampOf(now),
    requestedBy: principal.keyId,
    ...{ answer, candidate, judge, feedback },
    ...{ state: 'waiting', reason: null, attempts: 0, lease: null },
    dueAt: timestampOf(new Date(now.getTime() + hintAfterMs)),
    revision: 1,
  };
}

async function writeDown(context: Context, pending: PendingEvaluation): Promise<Opened> {
  const ref = { tenantId: pending.tenantId, evaluationId: pending.id };
  let isNew = (await context.pendingEvaluations.create(pending)) === 'created';
  const there = isNew ? undefined : await context.pendingEvaluations.find(ref);
  if (there?.state === 'failed') {
    // Given up before: begun anew, unless somebody else has done so.
    const next = { ...pending, revision: there.revision + 1 };
    isNew = (await context.pendingEvaluations.replace(there, next)) === 'replaced';
  }
  // It is written down: where the queue does not answer, the sweep tells of it.
  if (isNew) await bestEffort(() => context.queue.send([{ kind: 'evaluate', ...ref }], 0));
  return { outcome: 'pending', pending: there?.state === 'waiting' ? there : pending, isNew };
}
