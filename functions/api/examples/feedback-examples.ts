import type * as z from 'zod';
import { AuthoredQuestion } from '../../../shared/domain/question.ts';
import { EvaluationReply } from '../contract.ts';
import type { FeedbackReply } from '../contracts/feedback.ts';
import { evaluation } from './evaluation-examples.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of /v1/evaluations/{id}/feedback: that of the example evaluation, revealed. */

const { feedback, verdicts } = EvaluationReply.parse(evaluation);

export const revealedFeedback: z.input<typeof FeedbackReply> = {
  ...feedback,
  points: feedback.points.map((note, index) => ({ ...note, point: verdicts[index]?.text ?? '' })),
  claims: [],
  reference: AuthoredQuestion.parse(newQuestion).reference,
  review: [],
};
