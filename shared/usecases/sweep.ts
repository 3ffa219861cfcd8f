import type { Services } from './context.ts';
import { recheckErasures } from './recheck-erasures.ts';
import { defaultSweepPolicy, type SweepPolicy, sweepBatches } from './sweep-batches.ts';
import { sweepEvaluations } from './sweep-evaluations.ts';
import { sweepSubmissions } from './sweep-submissions.ts';

/**
 * Looks after all work that a queue may have forgotten, and for what came in of people while they were erased. Meant to be called at start and on a schedule.
 *
 * @throws what went wrong first, after everything else was looked after
 */
export async function sweep(services: Services, policy: SweepPolicy = defaultSweepPolicy): Promise<void> {
  const swept = await Promise.allSettled([
    sweepEvaluations(services),
    sweepBatches(services, policy),
    sweepSubmissions(services, policy.isQueueEmpty),
    recheckErasures(services),
  ]);
  for (const one of swept) if (one.status === 'rejected') throw one.reason;
}
