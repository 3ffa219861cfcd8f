import * as z from 'zod';
import { Analytics } from '../../../shared/domain/analytics.ts';
import { JudgeKind } from '../../../shared/domain/evaluation.ts';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';

// A parameter that is there once is no list.
const listed = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);

export const AnalyticsQuery = z.strictObject({
  question_id: z.preprocess(listed, z.array(QuestionId).min(1).max(limits.analyticsQuestionsMax)),
  judge: JudgeKind.optional(),
});

export const AnalyticsReply = Analytics.meta({ id: 'AnalyticsReply' });
