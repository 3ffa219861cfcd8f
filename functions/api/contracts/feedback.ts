import * as z from 'zod';
import { Feedback, RevealedFeedback } from '../../../shared/domain/feedback.ts';

/** `reveal` is for owners, and for candidates who may see the reference by now. */
export const FeedbackQuery = z.strictObject({ reveal: z.enum(['true', 'false']).default('false') });

/** What people decided since, a sentence each. */
const review = z.array(z.string());

export const FeedbackReply = z
  .union([
    Feedback.extend({ review }).meta({ id: 'ReviewedFeedback' }),
    RevealedFeedback.extend({ review }).meta({ id: 'ReviewedRevealedFeedback' }),
  ])
  .meta({ id: 'FeedbackReply' });
