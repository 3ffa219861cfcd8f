import * as z from 'zod';
import { Feedback, RevealedFeedback } from '../../../shared/domain/feedback.ts';

/** `reveal` is for owners, and for candidates who may see the reference by now. */
export const FeedbackQuery = z.strictObject({ reveal: z.enum(['true', 'false']).default('false') });

export const FeedbackReply = z.union([Feedback, RevealedFeedback]).meta({ id: 'FeedbackReply' });
