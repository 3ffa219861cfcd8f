import { Fault } from '../domain/fault.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Question } from '../domain/question.ts';
import type { Context } from './context.ts';

/** A question for whoever may read questions. @throws Fault `forbidden`, and as `readQuestion` */
export async function readKeptQuestion(context: Context, id: QuestionId, version: number | null): Promise<Question> {
  requireScope(context.principal, 'questions:read');
  return readQuestion(context, id, version);
}

/**
 * A question of the principal's tenant, in a given version or the latest. The scope is the caller's to require, because
 * grading an answer reads the question too.
 *
 * @throws Fault `not-found`, the same for a missing question, a missing version and another tenant's question
 */
export async function readQuestion(context: Context, id: QuestionId, version: number | null): Promise<Question> {
  const { tenantId } = context.principal;
  const question =
    version === null
      ? await context.questions.latest(tenantId, id)
      : await context.questions.version(tenantId, id, version);
  if (question === undefined) {
    throw new Fault(
      'not-found',
      version === null ? `No question ${id}.` : `No version ${version} of a question ${id}.`,
    );
  }
  return question;
}
