import * as z from 'zod';
import { addTokens, type ModelCall, TokenUsage } from './model-call.ts';
import { Month } from './month.ts';

/**
 * What models were asked. `judgements` are the replies to a whole answer, each of which makes one judgement; a re-ask or a repair
 * makes none. `unpricedCalls` told tokens that nobody knows the price of, so they cost something beside what is known.
 */
export const ModelUse = z.strictObject({
  calls: z.int().min(0),
  judgements: z.int().min(0),
  ...TokenUsage.shape,
  unpricedCalls: z.int().min(0),
});
export type ModelUse = z.infer<typeof ModelUse>;

/** What a tenant used in a month, and what it cost in millionths of a dollar. */
export const MonthlyUse = z.strictObject({
  month: Month,
  ...ModelUse.shape,
  /** Paid, or perhaps paid by a call that told no tokens; what calls of unknown price cost is not in it. */
  spentUsdMicros: z.int(),
  /** Set aside for calls that are under way, or were when their worker was killed. */
  inFlightUsdMicros: z.int(),
});
export type MonthlyUse = z.infer<typeof MonthlyUse>;

/** One call as it is counted. */
export function useOf({ purpose, outcome, usage }: ModelCall, isPriced: boolean): ModelUse {
  const isTold = usage.inputTokens + usage.outputTokens > 0;
  return {
    calls: 1,
    judgements: purpose === 'judge' && outcome === 'answered' ? 1 : 0,
    ...usage,
    unpricedCalls: isTold && !isPriced ? 1 : 0,
  };
}

export function addUse(a: ModelUse, b: ModelUse): ModelUse {
  return {
    calls: a.calls + b.calls,
    judgements: a.judgements + b.judgements,
    ...addTokens(a, b),
    unpricedCalls: a.unpricedCalls + b.unpricedCalls,
  };
}

export function unusedMonth(month: Month): MonthlyUse {
  return { month, ...nothingAsked, spentUsdMicros: 0, inFlightUsdMicros: 0 };
}

export const nothingAsked: ModelUse = {
  calls: 0,
  judgements: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  unpricedCalls: 0,
};
