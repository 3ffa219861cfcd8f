import { type Allowance, evenAllowance, readyAtMs, taken, toldAllowance } from './allowance.ts';
import type { ToldLimits } from './limit-headers.ts';
import { anyPace, fallen, type Pace, risen, stepped } from './pace.ts';

/** What a provider allows us as far as we know: as we were set, as it told us, as it turned out. Times are of one clock. */
export interface ProviderLimits {
  readonly set: Limits;
  readonly told: Limits;
  readonly pace: Pace;
  readonly pausedUntilMs: number;
}

interface Limits {
  readonly requests: Allowance | null;
  readonly tokens: Allowance | null;
}

/** Requests and tokens a minute; null for no limit. */
export interface LimitSettings {
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
}

const minuteMs = 60_000;
const unknown: Limits = { requests: null, tokens: null };

/** The limits before anything was sent. */
export function newLimits({ requestsPerMinute, tokensPerMinute }: LimitSettings): ProviderLimits {
  const requests = requestsPerMinute === null ? null : evenAllowance(requestsPerMinute, minuteMs);
  const tokens = tokensPerMinute === null ? null : evenAllowance(tokensPerMinute, minuteMs);
  return { set: { requests, tokens }, told: unknown, pace: anyPace, pausedUntilMs: Number.NEGATIVE_INFINITY };
}

/** When a request of so many tokens may be sent; in the past where it may be sent now. */
export function sendableAtMs({ set, told, pace, pausedUntilMs }: ProviderLimits, tokens: number): number {
  const of = (allowance: Allowance | null, amount: number): number =>
    allowance === null ? Number.NEGATIVE_INFINITY : readyAtMs(allowance, amount);
  return Math.max(
    pausedUntilMs,
    pace.nextAtMs,
    ...[set, told].flatMap((limits) => [of(limits.requests, 1), of(limits.tokens, tokens)]),
  );
}

/** The limits after a request was sent. */
export function afterSending(limits: ProviderLimits, tokens: number, nowMs: number): ProviderLimits {
  return {
    ...limits,
    set: takenFrom(limits.set, 1, tokens, nowMs),
    told: takenFrom(limits.told, 1, tokens, nowMs),
    pace: stepped(limits.pace, nowMs),
  };
}

/** The limits after a reply, which took `tokens` where it was reckoned to take `reckoned`. */
export function afterReply(
  limits: ProviderLimits,
  { reckoned, tokens, told }: { reckoned: number; tokens: number; told: ToldLimits },
  nowMs: number,
): ProviderLimits {
  const over = tokens - reckoned;
  return {
    ...limits,
    set: takenFrom(limits.set, 0, over, nowMs),
    told: joined(takenFrom(limits.told, 0, over, nowMs), told, nowMs),
    pace: risen(limits.pace),
  };
}

/**
 * The limits after a refusal (429): nobody sends until the provider says so. Where it did not tell a limit that is used up,
 * the pace falls, because it has another one.
 *
 * @param retryAfterMs null where it does not say when to ask again
 */
export function afterRefusal(
  limits: ProviderLimits,
  refusal: { sentAtMs: number; reckoned: number; retryAfterMs: number | null; told: ToldLimits },
  nowMs: number,
): ProviderLimits {
  const { sentAtMs, reckoned, retryAfterMs, told } = refusal;
  const isExplained = told.requests?.remaining === 0 || (told.tokens !== null && told.tokens.remaining < reckoned);
  return {
    ...limits,
    told: joined(limits.told, told, nowMs),
    pace: isExplained ? limits.pace : fallen(limits.pace, sentAtMs, nowMs),
    pausedUntilMs: Math.max(limits.pausedUntilMs, nowMs + (retryAfterMs ?? 0)),
  };
}

function takenFrom({ requests, tokens }: Limits, requestCount: number, tokenCount: number, nowMs: number): Limits {
  return {
    requests: requests === null ? null : taken(requests, requestCount, nowMs),
    tokens: tokens === null ? null : taken(tokens, tokenCount, nowMs),
  };
}

function joined(known: Limits, told: ToldLimits, nowMs: number): Limits {
  return {
    requests: told.requests === null ? known.requests : toldAllowance(known.requests, told.requests, nowMs),
    tokens: told.tokens === null ? known.tokens : toldAllowance(known.tokens, told.tokens, nowMs),
  };
}
