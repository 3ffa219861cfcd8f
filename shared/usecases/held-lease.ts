import type { BatchRef } from '../ports.ts';
import type { Services } from './context.ts';

/** A lease that is prolonged for as long as its holder lives. */
export interface HeldLease {
  /** Ends the prolonging. @returns until when the lease stands, in epoch milliseconds */
  end(): Promise<number>;
}

/**
 * Prolongs the lease of a row, each time a third of it has gone by: however long a model takes, or a wait for its limits, the
 * row stays with a worker that is alive, and soon goes to another where it is not. A lease that is lost is let go.
 */
export function heldLease(
  { batches, clock }: Pick<Services, 'batches' | 'clock'>,
  ref: BatchRef,
  row: number,
  untilMs: number,
  leaseMs: number,
): HeldLease {
  let until = untilMs;
  let renewing = Promise.resolve();
  const renew = async (): Promise<void> => {
    const next = clock().getTime() + leaseMs;
    try {
      if (await batches.renew(ref, row, until, next)) until = next;
      else clearInterval(timer);
    } catch {
      // The table is busy: there is time for another try, and at worst the lease ends.
    }
  };
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, leaseMs / 3);
  return {
    async end() {
      clearInterval(timer);
      await renewing;
      return until;
    },
  };
}
