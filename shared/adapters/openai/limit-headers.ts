import type { ToldLimit } from './allowance.ts';

/** What a reply says of the limits of requests and of tokens; null where it says nothing of one, or nothing clear. */
export interface ToldLimits {
  readonly requests: ToldLimit | null;
  readonly tokens: ToldLimit | null;
}

/** Reads `x-ratelimit-{limit,remaining,reset}-{requests,tokens}` as OpenAI and those who follow it send them. */
export function toldLimits(headers: Headers): ToldLimits {
  return { requests: toldLimit(headers, 'requests'), tokens: toldLimit(headers, 'tokens') };
}

function toldLimit(headers: Headers, of: 'requests' | 'tokens'): ToldLimit | null {
  const limit = numberIn(headers.get(`x-ratelimit-limit-${of}`));
  const remaining = numberIn(headers.get(`x-ratelimit-remaining-${of}`));
  const resetMs = durationMs(headers.get(`x-ratelimit-reset-${of}`));
  if (limit === null || remaining === null || resetMs === null || limit < 1) return null;
  return { limit, remaining: Math.min(limit, remaining), resetMs };
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
}

const msOf: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration such as `120ms`, `8.64s` or `6m0s`, in ms; a bare number is seconds; null for anything else. */
export function durationMs(text: string | null): number | null {
  const trimmed = text?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h|d))+$/.test(trimmed)) return null;
  return [...trimmed.matchAll(/([\d.]+)(ms|s|m|h|d)/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (msOf[unit] ?? Number.NaN),
    0,
  );
}
