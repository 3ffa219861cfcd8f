import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { Question } from '../domain/question.ts';
import type { QuestionFilter } from '../ports/questions.ts';
import type { Context } from './context.ts';

/** One page of the tenant's questions, in order of id. */
export async function listQuestions(
  context: Context,
  filter: QuestionFilter,
  page: PageRequest,
): Promise<Page<Question>> {
  requireScope(context.principal, 'questions:read');
  return context.questions.list(context.principal.tenantId, filter, page);
}
