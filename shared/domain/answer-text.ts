import * as z from 'zod';
import { limits } from './limits.ts';

/** A candidate's answer as it may be graded and kept: not over the limit, and without NUL, which no person types. */
export const AnswerText = z
  .string()
  .max(limits.answerCharsMax, {
    error: ({ input }) => `has ${[...String(input)].length} characters; at most ${limits.answerCharsMax} are graded`,
  })
  .refine((text) => !text.includes('\0'), 'contains NUL characters');
