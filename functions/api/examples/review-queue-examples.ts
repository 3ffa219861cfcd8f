import type * as z from 'zod';
import type { ReviewQueueReply } from '../contracts/review-queue.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of /v1/review-queue. */

export const reviewQueue: z.input<typeof ReviewQueueReply> = {
  items: [
    {
      evaluationId: 'evl_1q8vt6cf3z5rmx7d0ke4ygw2jh',
      questionId: newQuestion.id,
      score: 21.4,
      confidence: 0.284,
      expectedHarm: 0.716,
      reasons: ['judge-unsure'],
      must: false,
    },
    {
      evaluationId: 'evl_pasn1p8djdq660fpzk0yj99fnc',
      questionId: newQuestion.id,
      score: null,
      confidence: null,
      expectedHarm: 0.25,
      reasons: ['model-reply-invalid', 'unjudged-point'],
      must: true,
    },
  ],
  counts: { evaluations: 10, sent: 2, must: 1, left: 3, budget: 2 },
  truncated: false,
};
