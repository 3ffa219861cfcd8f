import * as z from 'zod';
import { QuestionId } from './ids.ts';
import { ItemFigures, SetFigures } from './item-analysis.ts';

/**
 * What the kept evaluations of a question's latest version say about it. `evaluations` were counted, `otherVersions` were
 * of earlier versions, which asked something else; `truncated` when there are more of them than were read, the newest
 * first. `judges` says whose scores these are: those of different judges are lenient in different ways.
 */
export const QuestionAnalytics = z
  .strictObject({
    ...ItemFigures.shape,
    questionId: QuestionId,
    version: z.int().min(1),
    evaluations: z.int().min(0),
    otherVersions: z.int().min(0),
    truncated: z.boolean(),
    judges: z.strictObject({ offline: z.int().min(0), llm: z.int().min(0) }),
    reviewShare: z.number().min(0).max(1).nullable(),
  })
  .meta({ id: 'QuestionAnalytics' });
export type QuestionAnalytics = z.infer<typeof QuestionAnalytics>;

/** Questions in the order asked for, and what they say together of the people who answered all of them. */
export const Analytics = z
  .strictObject({ questions: z.array(QuestionAnalytics), set: SetFigures, repeated: z.int().min(0) })
  .meta({ id: 'Analytics' });
export type Analytics = z.infer<typeof Analytics>;
