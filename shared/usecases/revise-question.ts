import { Fault } from '../domain/fault.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Question, QuestionContent } from '../domain/question.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { readQuestion } from './read-question.ts';

/**
 * Makes the next version of a question; the earlier ones stay as they were.
 *
 * @throws Fault `not-found` for an unknown question, `conflict` for an archived one or when another edit came first
 */
export async function reviseQuestion(context: Context, id: QuestionId, content: QuestionContent): Promise<Question> {
  requireScope(context.principal, 'questions:write');
  const previous = await readQuestion(context, id, null);
  if (previous.status === 'archived') throw new Fault('conflict', `The question ${id} is archived.`);
  const next: Question = {
    ...content,
    id,
    version: previous.version + 1,
    tenantId: previous.tenantId,
    status: 'active',
    createdAt: timestampOf(context.clock()),
  };
  if ((await context.questions.replace(previous, next)) === 'stale') {
    throw new Fault('conflict', `The question ${id} was edited meanwhile; read it again before you change it.`);
  }
  return next;
}
