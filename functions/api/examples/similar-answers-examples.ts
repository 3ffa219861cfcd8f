import type * as z from 'zod';
import type { SimilarAnswersReply } from '../contracts/similar-answers.ts';

/* What the documentation shows of similar answers: two of twelve candidates wrote the same, save for a word. */

export const similarAnswers: z.input<typeof SimilarAnswersReply> = {
  evaluations: 12,
  truncated: false,
  groups: [
    {
      level: 'near-duplicate',
      finding: 'copies',
      excerpt:
        'my bank app hung once after I had pressed the button, so I pressed it again and my landlord was happy twice',
      members: [
        {
          evaluationId: 'evl_pasn1p8djdq660fpzk0yj99fnc',
          createdAt: '2026-03-14T08:12:07.431Z',
          candidate: 'candidate-17',
          similarity: 1,
        },
        {
          evaluationId: 'evl_1q8vt6cf3z5rmx7d0ke4ygw2jh',
          createdAt: '2026-03-14T09:40:51.020Z',
          candidate: 'candidate-23',
          similarity: 0.875,
        },
      ],
    },
  ],
};
