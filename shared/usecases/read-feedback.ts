import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { Feedback, RevealedFeedback } from '../domain/feedback.ts';
import type { EvaluationId } from '../domain/ids.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { revealed } from '../evaluation/feedback.ts';
import type { Context } from './context.ts';
import { readEvaluation } from './read-evaluation.ts';
import { readQuestion } from './read-question.ts';

/**
 * The feedback of an evaluation as the candidate may read it or, once it may be revealed, with the points, corrections and
 * reference of the question version that was used.
 *
 * @throws Fault `forbidden`, and `not-found` for a missing evaluation and for another tenant's alike
 */
export async function readFeedback(
  context: Context,
  id: EvaluationId,
  isRevealed: boolean,
): Promise<Feedback | RevealedFeedback> {
  const evaluation = await readEvaluation(context, id);
  const { feedback } = evaluation;
  return isRevealed ? revealed(feedback, await questionOf(context, evaluation)) : feedback;
}

async function questionOf(
  context: Context,
  { id, question, inlineQuestion }: Pick<Evaluation, 'id' | 'question' | 'inlineQuestion'>,
): Promise<GradableQuestion> {
  if (inlineQuestion !== null) return inlineQuestion;
  if (question.id === null) throw new Fault('not-found', `No question of the evaluation ${id}.`);
  return readQuestion(context, question.id, question.version);
}
