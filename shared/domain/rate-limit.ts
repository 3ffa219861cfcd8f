/** How often a key may be used: a bucket of `requests` tokens that is filled evenly, from empty to full in the window. */
export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
}

/** So many requests a minute; null, which is no limit, for 0. */
export function perMinute(requests: number): RateLimit | null {
  return requests === 0 ? null : { requests, windowSeconds: 60 };
}

/** What of a limit is left. Whole numbers; `retryAfterSeconds` is 0 where the next request is let in at once. */
export interface RateStanding {
  readonly limit: RateLimit;
  readonly remaining: number;
  /** Until the bucket is full again. */
  readonly fullAfterSeconds: number;
  readonly retryAfterSeconds: number;
}

/**
 * A limit as the generic cell rate algorithm has it (GCRA, the virtual scheduling form: ITU-T I.371, annex A; ATM Forum
 * TM 4.0, 4.4.2): one request each `intervalMicros` on average, of which as many may come early as fit into
 * `toleranceMicros`. All that has to be kept is one number, the theoretical arrival time (TAT) of the next request: one that
 * comes before TAT − tolerance is refused and changes nothing, any other makes TAT max(now, TAT) + interval.
 *
 * In whole microseconds, so that sums are exact; the interval is rounded up, so that no more is let in than was meant.
 */
export function pacingOf({ requests, windowSeconds }: RateLimit): Pacing {
  const intervalMicros = Math.ceil((windowSeconds * microsPerSecond) / requests);
  return { intervalMicros, toleranceMicros: (requests - 1) * intervalMicros };
}

export interface Pacing {
  readonly intervalMicros: number;
  readonly toleranceMicros: number;
}

/** What is left of a limit at a moment, both times in microseconds since the epoch; a TAT that is null or past is a full bucket. */
export function rateStanding(limit: RateLimit, tatMicros: number | null, nowMicros: number): RateStanding {
  const { intervalMicros, toleranceMicros } = pacingOf(limit);
  const aheadMicros = Math.max(0, (tatMicros ?? nowMicros) - nowMicros);
  const overMicros = aheadMicros - toleranceMicros;
  return {
    limit,
    remaining: overMicros > 0 ? 0 : Math.floor(-overMicros / intervalMicros) + 1,
    fullAfterSeconds: Math.ceil(aheadMicros / microsPerSecond),
    retryAfterSeconds: overMicros > 0 ? Math.ceil(overMicros / microsPerSecond) : 0,
  };
}

const microsPerSecond = 1_000_000;
