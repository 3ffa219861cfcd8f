import { Fault } from '../domain/fault.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Question } from '../domain/question.ts';
import type { Context } from './context.ts';
import { anyState, type Expectation, refuseUnexpected } from './expectation.ts';
import { readQuestion } from './read-question.ts';

/**
 * Takes a question out of use: it leaves the lists and takes no new answers; its versions and evaluations stay readable.
 * Archiving an archived question changes nothing, whatever was expected.
 *
 * @throws Fault `not-found` for an unknown question, `precondition-failed` when it is not as expected, `conflict` when it
 * was edited meanwhile
 */
export async function archiveQuestion(
  context: Context,
  id: QuestionId,
  isExpected: Expectation<Question> = anyState,
): Promise<Question> {
  requireScope(context.principal, 'questions:write');
  const previous = await readQuestion(context, id, null);
  const isAsSeen = isExpected(previous);
  if (previous.status === 'archived') return previous;
  refuseUnexpected(isAsSeen, `question ${id}`);
  const archived: Question = { ...previous, status: 'archived' };
  if ((await context.questions.replace(previous, archived)) === 'stale') {
    refuseUnexpected(isExpected(await readQuestion(context, id, null)), `question ${id}`);
    throw new Fault('conflict', `The question ${id} was edited meanwhile; read it again before you archive it.`, {
      isPassing: true,
    });
  }
  return archived;
}
