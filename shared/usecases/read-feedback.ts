import type { Feedback, RevealedFeedback } from '../domain/feedback.ts';
import type { EvaluationId } from '../domain/ids.ts';
import { revealed } from '../evaluation/feedback.ts';
import { reviewNotes } from '../evaluation/review-notes.ts';
import type { Context } from './context.ts';
import { questionOfEvaluation } from './question-of-evaluation.ts';
import { readEvaluation } from './read-evaluation.ts';

/** Feedback with what people made of the evaluation since, in plain words. */
export type ReviewedFeedback = (Feedback | RevealedFeedback) & { readonly review: readonly string[] };

/**
 * The feedback of an evaluation as the candidate may read it or, once it may be revealed, with the points, corrections and
 * reference of the question version that was used.
 *
 * @throws Fault `forbidden`, and `not-found` for a missing evaluation and for another tenant's alike
 */
export async function readFeedback(context: Context, id: EvaluationId, isRevealed: boolean): Promise<ReviewedFeedback> {
  const evaluation = await readEvaluation(context, id);
  const { feedback } = evaluation;
  const told = isRevealed ? revealed(feedback, await questionOfEvaluation(context, evaluation)) : feedback;
  return { ...told, review: reviewNotes(evaluation) };
}
