/**
 * A pace found by trying, for servers that refuse and do not say what they allow: it falls with each refusal and rises
 * with each reply, fast until the second refusal and slowly from then on. A storm of refusals takes it down far below what
 * the server takes at other times, so it comes back fast up to the knee, which sinks little with each of them.
 *
 * @see additive increase, multiplicative decrease
 */
export interface Pace {
  /** Null before the first refusal: any pace will do. */
  readonly perSecond: number | null;
  readonly isSearching: boolean;
  /** A request was answered since the last refusal. */
  readonly isAnswered: boolean;
  /** Up to where the pace rises fast: what was taken without a refusal of late. */
  readonly kneePerSecond: number;
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
  isAnswered: false,
  kneePerSecond: 0,
  stepPerSecond: 0,
  nextAtMs: 0,
  fellAtMs: Number.NEGATIVE_INFINITY,
};

const perSecondMin = 1 / 5;
const firstPerSecond = 4;
const share = 0.85;
const kneeShare = 0.95;
const stepShare = 0.03;
// Doubles within a second of replies.
const searchGrowth = Math.LN2;

/** The pace after a request that was sent at `sentAtMs` was refused. A burst of refusals counts as one. */
export function fallen(pace: Pace, sentAtMs: number, nowMs: number): Pace {
  if (sentAtMs < pace.fellAtMs) return pace;
  const fall = { isAnswered: false, fellAtMs: nowMs };
  if (pace.perSecond === null) return { ...pace, ...fall, perSecond: firstPerSecond };
  const perSecond = Math.max(perSecondMin, pace.perSecond * share);
  // Refusals without a reply between them are a storm, which says nothing of the pace.
  const isFound = pace.isAnswered && (pace.isSearching || pace.perSecond >= pace.kneePerSecond);
  const kneePerSecond = isFound ? perSecond : Math.max(perSecond, pace.kneePerSecond * kneeShare);
  return {
    ...pace,
    ...fall,
    ...{ perSecond, kneePerSecond },
    isSearching: pace.isSearching && !isFound,
    stepPerSecond: kneePerSecond * stepShare,
  };
}

/** The pace after a request was answered. */
export function risen(pace: Pace): Pace {
  const { perSecond, isSearching, kneePerSecond, stepPerSecond } = pace;
  if (perSecond === null) return pace;
  const isFast = isSearching || perSecond < kneePerSecond;
  return { ...pace, isAnswered: true, perSecond: perSecond + (isFast ? searchGrowth : stepPerSecond / perSecond) };
}

/** The pace after a request was sent. */
export function stepped(pace: Pace, nowMs: number): Pace {
  if (pace.perSecond === null) return pace;
  return { ...pace, nextAtMs: Math.max(pace.nextAtMs, nowMs) + 1000 / pace.perSecond };
}
