import type { RevealedFeedback } from '../../../shared/domain/feedback.ts';
import { AuthoredQuestion } from '../../../shared/domain/question.ts';
import { EvaluationReply } from '../contract.ts';
import { evaluation } from './evaluation-examples.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of /v1/evaluations/{id}/feedback: that of the example evaluation, revealed. */

const { feedback, verdicts } = EvaluationReply.parse(evaluation);

export const revealedFeedback: RevealedFeedback = {
  ...feedback,
  points: feedback.points.map((note, index) => ({ ...note, point: verdicts[index]?.text ?? '' })),
  claims: [],
  reference: AuthoredQuestion.parse(newQuestion).reference,
};
