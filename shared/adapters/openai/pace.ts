/**
 * A pace found by trying, for servers that refuse and do not say what they allow: it falls with each refusal and rises
 * with each reply, fast until the second refusal and slowly from then on. @see additive increase, multiplicative decrease
 */
export interface Pace {
  /** Null before the first refusal: any pace will do. */
  readonly perSecond: number | null;
  readonly isSearching: boolean;
  /** What the pace rises by in a second of replies, once it was found. */
  readonly stepPerSecond: number;
  /** When the next request may go. */
  readonly nextAtMs: number;
  /** Refusals of requests that were sent before this moment are of the pace before. */
  readonly fellAtMs: number;
}

export const anyPace: Pace = {
  perSecond: null,
  isSearching: true,
  stepPerSecond: 0,
  nextAtMs: 0,
  fellAtMs: Number.NEGATIVE_INFINITY,
};

const perSecondMin = 1 / 60;
const firstPerSecond = 4;
const share = 0.85;
const stepShare = 0.03;
// Doubles within a second of replies.
const searchGrowth = Math.LN2;

/** The pace after a request that was sent at `sentAtMs` was refused. A burst of refusals counts as one. */
export function fallen(pace: Pace, sentAtMs: number, nowMs: number): Pace {
  if (sentAtMs < pace.fellAtMs) return pace;
  const perSecond = pace.perSecond === null ? firstPerSecond : Math.max(perSecondMin, pace.perSecond * share);
  return {
    ...pace,
    perSecond,
    isSearching: pace.perSecond === null,
    stepPerSecond: perSecond * stepShare,
    fellAtMs: nowMs,
  };
}

/** The pace after a request was answered. */
export function risen(pace: Pace): Pace {
  const { perSecond, isSearching, stepPerSecond } = pace;
  if (perSecond === null) return pace;
  return { ...pace, perSecond: perSecond + (isSearching ? searchGrowth : stepPerSecond / perSecond) };
}

/** The pace after a request was sent. */
export function stepped(pace: Pace, nowMs: number): Pace {
  if (pace.perSecond === null) return pace;
  return { ...pace, nextAtMs: Math.max(pace.nextAtMs, nowMs) + 1000 / pace.perSecond };
}
