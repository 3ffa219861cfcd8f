import * as z from 'zod';
import { AuthoredQuestion } from './question.ts';

/** A bank file: authored questions with unique ids. The shipped bank and a user's own file have this same shape. */
export const QuestionBank = z
  .strictObject({ questions: z.array(AuthoredQuestion).min(1) })
  .superRefine(({ questions }, context) => {
    const seen = new Set<string>();
    questions.forEach(({ id }, index) => {
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: ['questions', index, 'id'], message: `repeats the id ${id}` });
      seen.add(id);
    });
  })
  .meta({ id: 'QuestionBank' });
export type QuestionBank = z.infer<typeof QuestionBank>;
