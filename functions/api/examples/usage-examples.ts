import type * as z from 'zod';
import type { UsageReply } from '../contracts/usage.ts';

/* What the documentation shows of /v1/usage: a month under way, and the one before it. */

export const usage: z.input<typeof UsageReply> = {
  month: '2026-03',
  calls: 1_214,
  judgements: 1_200,
  inputTokens: 2_180_000,
  cachedInputTokens: 1_410_000,
  outputTokens: 402_000,
  unpricedCalls: 0,
  spentUsdMicros: 1_031_750,
  inFlightUsdMicros: 12_400,
  budgetUsdMicros: 25_000_000,
  remainingUsdMicros: 23_955_850,
  earlier: [
    {
      month: '2026-02',
      calls: 310,
      judgements: 302,
      inputTokens: 561_200,
      cachedInputTokens: 340_100,
      outputTokens: 98_400,
      unpricedCalls: 0,
      spentUsdMicros: 260_577,
      inFlightUsdMicros: 0,
    },
  ],
};
