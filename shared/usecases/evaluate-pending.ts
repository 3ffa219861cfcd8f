import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { EvaluationRef, PendingEvaluation } from '../domain/pending-evaluation.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { delaySecondsMax } from '../domain/work-message.ts';
import type { Context, Services } from './context.ts';
import { evaluateUnder, type ResolvedQuestion } from './evaluate-answer.ts';
import { type Held, holdLease, LeaseLost } from './hold-lease.ts';
import { bestEffort } from './judge-answer.ts';
import { MonthSpent } from './month-spent.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { readQuestion } from './read-question.ts';
import { PersonErased, refuseErased } from './refuse-erased.ts';
import { Outage, refuseOutage } from './refuse-outage.ts';

/** How pending evaluations are worked on. */
export interface PendingPolicy {
  /** How long one stays with a worker that is not heard of any more. */
  readonly leaseMs: number;
  /** How often one is begun while its provider is out of order; what the last one leaves unjudged is kept. */
  readonly attemptsMax: number;
  /** How long the first wait for a provider is; each further one is twice as long, up to 15 minutes. */
  readonly retryAfterSeconds: number;
}

// About half an hour in all.
export const defaultPendingPolicy: PendingPolicy = { leaseMs: 60_000, attemptsMax: 7, retryAfterSeconds: 30 };

/** How long a message may be on its way before it counts as lost. */
export const hintAfterMs = 60_000;

/** How long is waited after so many tries. */
export function retrySeconds({ retryAfterSeconds }: PendingPolicy, attempts: number): number {
  return Math.min(delaySecondsMax, retryAfterSeconds * 2 ** (attempts - 1));
}

const bugsMax = 3;
// More than that without coming to an end: whoever takes it does not survive it.
const vanishedMax = 5;

/**
 * Makes a pending evaluation and keeps it under its id. Told twice, late or after a worker was killed it goes on from what was
 * written: a judgement that was paid for is found again, and an evaluation that is there stays.
 *
 * While the provider of the model is out of order it is tried again later; the last try keeps what it has, which is then for a
 * person to look at. What can't be graded at all is given up, and says why. One that was erased meanwhile is not kept, nor is
 * what was judged for it.
 *
 * @throws whatever whoever told of it should tell again of: bugs, as long as they may pass, and Fault `unavailable`
 */
export async function evaluatePending(
  services: Services,
  ref: EvaluationRef,
  policy: PendingPolicy = defaultPendingPolicy,
): Promise<void> {
  const { pendingEvaluations, news } = services;
  const store = {
    find: () => pendingEvaluations.find(ref),
    replace: (previous: PendingEvaluation, next: PendingEvaluation) => pendingEvaluations.replace(previous, next),
  };
  const held = await holdLease(services, store, policy.leaseMs, ({ state, attempts }) =>
    state === 'waiting' ? { attempts: attempts + 1 } : null,
  );
  if (held === null) return;
  try {
    if (held.thing.attempts > policy.attemptsMax + vanishedMax) {
      return await giveUp(held, 'no worker that took it came to an end with it');
    }
    await make(services, held, policy);
    await held.end();
    await pendingEvaluations.erase(ref);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    if (error instanceof PersonErased) return await drop(services, held);
    await putBack(services, held, error, policy);
  } finally {
    news.tell(ref, { kind: 'ended' });
  }
}

type HeldEvaluation = Held<PendingEvaluation>;

async function make(services: Services, held: HeldEvaluation, policy: PendingPolicy): Promise<Evaluation> {
  const { tenantId, id, requestedBy, requestedAt, answer, candidate, judge, feedback, attempts } = held.thing;
  const { news } = services;
  const ref = { tenantId, evaluationId: id };
  const context = onBehalfOf(services, { tenantId, keyId: requestedBy, scopes: [] });
  const resolved = await questionOf(context, held.thing);
  const { evaluation } = await evaluateUnder(context, { answer, candidate, judge, feedback }, resolved, () => id, {
    async refuse(judged) {
      if (attempts < policy.attemptsMax) refuseOutage(judged);
      await refuseErased(services, { tenantId, candidate, at: requestedAt }, judged);
      // What was erased meanwhile, or what another worker has taken over, is not kept.
      await held.save({});
    },
    // Nobody streams what nobody reads: some servers tell no tokens then.
    ...(news.isFollowed(ref) && { hear: (event) => news.tell(ref, event) }),
  });
  return evaluation;
}

async function questionOf(context: Context, { question }: PendingEvaluation): Promise<ResolvedQuestion> {
  if (question.source === 'inline') return { content: question.content, id: null, version: null };
  const { id, version } = question;
  return { content: await readQuestion(context, id, version), id, version };
}

async function putBack(services: Services, held: HeldEvaluation, error: unknown, policy: PendingPolicy): Promise<void> {
  const { attempts, tenantId, id } = held.thing;
  // What others have set aside mostly comes back.
  if (error instanceof Outage || (error instanceof MonthSpent && !error.isFinal && attempts < policy.attemptsMax)) {
    const seconds = retrySeconds(policy, attempts);
    await unlessLost(held.release({ reason: error.message, dueAt: later(services, 1_000 * seconds + hintAfterMs) }));
    // Where the queue does not answer, the sweep tells of it.
    await bestEffort(() => services.queue.send([{ kind: 'evaluate', tenantId, evaluationId: id }], seconds));
    return;
  }
  const isOutOfReach = error instanceof Fault && error.kind === 'unavailable';
  if (error instanceof Fault && !isOutOfReach) return giveUp(held, error.message);
  // A bug, told by each try before. Its message may quote an answer.
  if (!isOutOfReach && attempts >= bugsMax) {
    return giveUp(held, `internal error (${error instanceof Error ? error.name : 'unknown'})`);
  }
  // Where even this fails the lease runs out by itself.
  const counted = isOutOfReach ? attempts - 1 : attempts;
  await held.release({ attempts: counted, dueAt: later(services, hintAfterMs) }).catch(() => undefined);
  throw error;
}

// It may have been written down after the erasure. Where it is gone, another of the same id is not ours.
async function drop({ pendingEvaluations }: Services, held: HeldEvaluation): Promise<void> {
  const { tenantId, id } = held.thing;
  await unlessLost(
    held.save({}).then(async () => {
      await held.end();
      await pendingEvaluations.erase({ tenantId, evaluationId: id });
    }),
  );
}

async function giveUp(held: HeldEvaluation, reason: string): Promise<void> {
  await unlessLost(held.release({ state: 'failed', reason }));
}

async function unlessLost(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  }
}

function later({ clock }: Pick<Services, 'clock'>, ms: number): string {
  return timestampOf(new Date(clock().getTime() + ms));
}
