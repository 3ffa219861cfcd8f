import * as z from 'zod';
import { EvaluationId } from '../../shared/domain/ids.ts';

/* What the bench of the API and the process that it drives tell each other, and what it sends. */

export const ToServer = z.strictObject({ ask: z.enum(['reset', 'count']) });
export type ToServer = z.infer<typeof ToServer>;

/** What was asked of the table since the last reset, and what the process has used of a CPU, its table included. */
export const Counted = z.strictObject({
  is: z.literal('counted'),
  byName: z.record(z.string(), z.int()),
  reads: z.int(),
  writes: z.int(),
  cpuMs: z.number(),
});
export type Counted = z.infer<typeof Counted>;

/** Where the servers are, and what there is to ask for. */
export const Ready = z.strictObject({
  is: z.literal('ready'),
  node: z.string(),
  replyBytes: z.int(),
  key: z.string(),
  evaluationId: EvaluationId,
  bases: z.strictObject({ api: z.url(), node: z.url(), hono: z.url() }),
});
export type Ready = z.infer<typeof Ready>;

export const FromServer = z.discriminatedUnion('is', [Ready, Counted]);
export type FromServer = z.infer<typeof FromServer>;

/** The question that is graded by: three points, as those of the shipped bank have. */
export const benchQuestion = {
  id: 'cache',
  category: 'Bench',
  kind: 'knowledge',
  difficulty: 'mid',
  tags: [],
  prompt: 'What does a cache do, and what is its price?',
  reference: 'A cache keeps copies of slow data close by. A hit is answered from memory. Stale copies are its price.',
  markScheme: {
    keyPoints: [
      { id: 'copies', text: 'A cache keeps copies of slow data close by.', role: 'essential' },
      { id: 'hit', text: 'A hit is answered from memory.', role: 'bonus' },
      { id: 'stale', text: 'Stale copies are its price.', role: 'essential' },
    ],
  },
};

/** A request to grade an answer that no other number has. */
export function answerNumbered(number: number) {
  const answer = `It keeps copies of slow data close by, says person ${number}, so that a hit comes from memory. They may be stale.`;
  return { questionId: benchQuestion.id, answer, candidate: `person-${number}` };
}
