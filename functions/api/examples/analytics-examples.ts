import type * as z from 'zod';
import type { AnalyticsReply } from '../contracts/analytics.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of /v1/analytics: the question of the other examples after twelve answers. */

const tooFew = { value: null, interval: null, n: 12, standing: 'withheld', doubt: 'too-few' } as const;

const hits = (keyPointId: string, met: number, low: number, high: number) =>
  ({
    keyPointId,
    hits: met,
    hitRate: { value: met / 12, interval: { low, high }, n: 12, needed: 10, standing: 'shown', doubt: null },
  }) as const;

export const analytics: z.input<typeof AnalyticsReply> = {
  questions: [
    {
      questionId: newQuestion.id,
      version: 1,
      evaluations: 12,
      otherVersions: 0,
      truncated: false,
      judges: { offline: 12, llm: 0 },
      reviewShare: 0,
      scored: 12,
      unscored: 0,
      histogram: [0, 0, 0, 0, 0, 0, 0, 12, 0, 0],
      facility: {
        value: 0.743,
        interval: { low: 0.743, high: 0.743 },
        n: 12,
        needed: 10,
        standing: 'shown',
        doubt: null,
      },
      discrimination: { ...tooFew, needed: 30, standing: 'withheld', doubt: 'one-question' },
      notes: [],
      points: [
        hits('same-state', 12, 0.757, 1),
        hits('safe-retry', 12, 0.757, 1),
        hits('methods', 0, 0, 0.243),
        hits('idempotency-key', 0, 0, 0.243),
      ],
    },
  ],
  set: {
    questions: 1,
    people: 12,
    complete: 12,
    alpha: { ...tooFew, needed: 50 },
    standardError: { ...tooFew, needed: 50 },
    tellingDifference: { ...tooFew, needed: 50 },
    targetAlpha: 0.7,
    questionsNeeded: { ...tooFew, needed: 50 },
  },
  repeated: 0,
};
