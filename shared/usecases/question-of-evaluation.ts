import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { GradableQuestion } from '../domain/question.ts';
import type { Context } from './context.ts';
import { readQuestion } from './read-question.ts';

/** The question that an evaluation is by, in the version that was used. @throws Fault `not-found` where it is gone */
export async function questionOfEvaluation(
  context: Context,
  { id, question, inlineQuestion }: Pick<Evaluation, 'id' | 'question' | 'inlineQuestion'>,
): Promise<GradableQuestion> {
  if (inlineQuestion !== null) return inlineQuestion;
  if (question.id === null) throw new Fault('not-found', `No question of the evaluation ${id}.`);
  return readQuestion(context, question.id, question.version);
}
