/**
 * What may be taken of something that comes back evenly: `limit` in each window, up to `burst` of it at once.
 *
 * The whole state is the moment at which everything is back, so that taking is one addition, and what a server says of
 * itself ("full again in 3 s") is the same thing. @see the generic cell rate algorithm, ITU-T I.371
 */
export interface Allowance {
  readonly limit: number;
  readonly windowMs: number;
  readonly burst: number;
  readonly fullAtMs: number;
}

/**
 * An allowance that nothing was taken of, and of which no window whatever, wherever it begins, has more than `limit`: so
 * it comes evenly, a second's worth at once at most. Only a single taking of more than that in itself goes beyond.
 */
export function evenAllowance(limit: number, windowMs: number): Allowance {
  return { limit, windowMs, burst: Math.max(1, Math.floor((limit * 1000) / windowMs)), fullAtMs: 0 };
}

/** The allowance after an amount was taken, whether or not it was there. A negative amount gives back. */
export function taken(allowance: Allowance, amount: number, nowMs: number): Allowance {
  return { ...allowance, fullAtMs: Math.max(allowance.fullAtMs, nowMs) + amount * unitMs(allowance) };
}

/** When an amount is there; in the past where it is there now. More than the burst is there when everything is back. */
export function readyAtMs(allowance: Allowance, amount: number): number {
  const { burst, fullAtMs } = allowance;
  return fullAtMs + (Math.min(amount, burst) - burst) * unitMs(allowance);
}

/** What a server says of a limit at a moment: how much of it is left, and in how many ms it is whole again. */
export interface ToldLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}

const windowMsWhenUnknown = 60_000;
// Remainders are told in whole units: from fewer, the window can't be reckoned well.
const usedMin = 3;

/**
 * The allowance that a server tells of: it has a bucket of `limit` that refills evenly, so what is used of it and the time
 * until it is whole give its window, which servers do not name. What was taken here and the server has not seen yet
 * stays taken; what others took of the server is taken here too.
 *
 * @param known what was known of it before; null for nothing
 */
export function toldAllowance(known: Allowance | null, told: ToldLimit, nowMs: number): Allowance {
  const { limit, remaining, resetMs } = told;
  const used = limit - remaining;
  const reckonedMs = used > 0 && resetMs > 0 ? (resetMs * limit) / used : windowMsWhenUnknown;
  const isRough = used < usedMin || resetMs === 0;
  const windowMs = known !== null && known.limit === limit && isRough ? known.windowMs : reckonedMs;
  const fresh: Allowance = { limit, windowMs, burst: limit, fullAtMs: nowMs + resetMs };
  if (known === null || known.fullAtMs <= nowMs) return fresh;
  const owed = (known.fullAtMs - nowMs) / unitMs(known);
  return { ...fresh, fullAtMs: Math.max(fresh.fullAtMs, nowMs + owed * unitMs(fresh)) };
}

// In any window of n units' time there are n takings and a burst less one.
function unitMs({ limit, windowMs, burst }: Allowance): number {
  return burst >= limit ? windowMs / limit : windowMs / (limit - burst + 1);
}
