/**
 * What may be taken of something that comes back evenly: a unit in `unitMs`, up to `burst` units at once.
 *
 * The whole state is the moment at which everything is back, so that taking is one addition, and what a server says of
 * itself ("full again in 3 s") is the same thing. @see the generic cell rate algorithm, ITU-T I.371
 */
export interface Allowance {
  readonly unitMs: number;
  readonly burst: number;
  readonly fullAtMs: number;
}

/**
 * An allowance that nothing was taken of, and of which no window whatever, wherever it begins, has more than `limit` whole
 * units: so it comes evenly, a sixtieth at once at most. Only a single taking of more than that may go beyond.
 */
export function evenAllowance(limit: number, windowMs: number): Allowance {
  const burst = Math.max(1, Math.floor(limit / 60));
  // A window has at most a burst and then a unit each `unitMs`.
  return { unitMs: windowMs / (limit - burst + 1), burst, fullAtMs: 0 };
}

/** The allowance after an amount was taken, whether or not it was there. A negative amount gives back. */
export function taken(allowance: Allowance, amount: number, nowMs: number): Allowance {
  return { ...allowance, fullAtMs: Math.max(allowance.fullAtMs, nowMs) + amount * allowance.unitMs };
}

/** When an amount is there; in the past where it is there now. More than the burst is there when everything is back. */
export function readyAtMs(allowance: Allowance, amount: number): number {
  const { unitMs, burst, fullAtMs } = allowance;
  return fullAtMs + (Math.min(amount, burst) - burst) * unitMs;
}

/** What a server says of a limit at a moment: how much of it is left, and in how many ms it is whole again. */
export interface ToldLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}

const minuteMs = 60_000;
// Remainders are told in whole units: from fewer, the pace can't be reckoned well.
const usedMin = 3;

/**
 * The allowance that a server tells of: it has a bucket of `limit` that refills evenly, so what is used of it and the time
 * until it is whole give its pace, which servers do not name (a minute's, where nothing is used). What was taken here and
 * the server has not seen yet stays taken; what others took of the server is taken here too.
 *
 * @param known what was known of it before; null for nothing
 */
export function toldAllowance(known: Allowance | null, told: ToldLimit, nowMs: number): Allowance {
  const { limit, remaining, resetMs } = told;
  const used = limit - remaining;
  const isClear = used >= usedMin && resetMs > 0;
  const reckonedMs = used > 0 && resetMs > 0 ? resetMs / used : minuteMs / limit;
  const unitMs = known === null || known.burst !== limit || isClear ? reckonedMs : known.unitMs;
  const owed = known === null ? 0 : Math.max(0, known.fullAtMs - nowMs) / known.unitMs;
  return { unitMs, burst: limit, fullAtMs: nowMs + Math.max(resetMs, owed * unitMs) };
}
