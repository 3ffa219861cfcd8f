import * as z from 'zod';
import { limits } from './limits.ts';

/**
 * A candidate's answer as it may be graded and kept: not over the limit, without NUL, which no person types, and without
 * halves of characters.
 */
export const AnswerText = z
  .string()
  .max(limits.answerCharsMax, {
    error: ({ input }) => `has ${[...String(input)].length} characters; at most ${limits.answerCharsMax} are graded`,
  })
  .refine((text) => !text.includes('\0'), 'contains NUL characters')
  .refine((text) => text.isWellFormed(), 'has half of a surrogate pair');
