import type { Services } from './context.ts';

/** A lease that is prolonged for as long as its holder lives. */
export interface HeldLease {
  /** Ends the prolonging. @returns until when the lease stands, in epoch milliseconds */
  end(): Promise<number>;
}

/**
 * Prolongs a lease, each time a third of it has gone by: however long a model takes, or a wait for its limits, the work stays
 * with a holder that is alive, and soon goes to another where it is not. A lease that is lost is let go.
 *
 * @param renew prolongs the lease from one moment to the next, in epoch milliseconds; false where it is lost
 */
export function heldLease(
  { clock }: Pick<Services, 'clock'>,
  renew: (fromMs: number, untilMs: number) => Promise<boolean>,
  untilMs: number,
  leaseMs: number,
): HeldLease {
  let until = untilMs;
  let renewing = Promise.resolve();
  const prolong = async (): Promise<void> => {
    const next = clock().getTime() + leaseMs;
    try {
      if (await renew(until, next)) until = next;
      else clearInterval(timer);
    } catch {
      // The table is busy: there is time for another try, and at worst the lease ends.
    }
  };
  const timer = setInterval(() => {
    renewing = renewing.then(prolong);
  }, leaseMs / 3);
  return {
    async end() {
      clearInterval(timer);
      await renewing;
      return until;
    },
  };
}
