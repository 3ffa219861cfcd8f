import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { EvaluationRef, PendingEvaluation } from '../domain/pending-evaluation.ts';
import type { Services } from './context.ts';
import { givenUp } from './given-up.ts';

// A process that makes the evaluation itself is told; whoever waits for another one looks, less often the longer it takes.
const lookAfterMs = 250;
const lookAfterMsMax = 2_000;
const patienceFactor = 1.5;

type Tools = Pick<Services, 'pendingEvaluations' | 'evaluations' | 'news'>;

/**
 * Waits until an evaluation that was asked for is there, for a while.
 *
 * @param signal ends the waiting
 * @returns the evaluation, or what is still pending when the time is out
 * @throws Fault `conflict` where it was given up, or erased while it was made
 */
export async function awaitEvaluation(
  tools: Tools,
  ref: EvaluationRef,
  waitMs: number,
  signal?: AbortSignal,
): Promise<Evaluation | PendingEvaluation> {
  let wake: () => void = () => undefined;
  let isLate = waitMs === 0;
  const end = (): void => {
    isLate = true;
    wake();
  };
  const timer = setTimeout(end, waitMs);
  signal?.addEventListener('abort', end);
  let isTold = false;
  const stop = tools.news.whenEnded(ref, () => {
    isTold = true;
    wake();
  });
  try {
    for (let pauseMs = lookAfterMs; ; pauseMs = Math.min(lookAfterMsMax, pauseMs * patienceFactor)) {
      isTold = false;
      const found = await lookFor(tools, ref);
      if (!('state' in found) || isLate) return found;
      if (isTold) continue;
      await new Promise<void>((resolve) => {
        const pause = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(pause);
          resolve();
        };
      });
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    stop();
  }
}

/** As it is now. @throws as `awaitEvaluation` */
async function lookFor(
  { pendingEvaluations, evaluations }: Tools,
  ref: EvaluationRef,
): Promise<Evaluation | PendingEvaluation> {
  const pending = await pendingEvaluations.find(ref);
  if (pending?.state === 'failed') throw givenUp(pending);
  if (pending !== undefined) return pending;
  const evaluation = await evaluations.find(ref.tenantId, ref.evaluationId);
  if (evaluation === undefined) throw new Fault('conflict', 'The evaluation was erased while it was made.');
  return evaluation;
}
