import { Fault } from '../domain/fault.ts';
import { requireScope } from '../domain/principal.ts';
import type { AuthoredQuestion, Question } from '../domain/question.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';

/** Keeps a new question as version 1. @throws Fault `conflict` when the tenant has a question of this id */
export async function createQuestion(context: Context, authored: AuthoredQuestion): Promise<Question> {
  requireScope(context.principal, 'questions:write');
  const question: Question = {
    ...authored,
    version: 1,
    tenantId: context.principal.tenantId,
    status: 'active',
    createdAt: timestampOf(context.clock()),
  };
  if ((await context.questions.create(question)) === 'exists') {
    throw new Fault('conflict', `There is a question ${authored.id} already; make a new version of it instead.`);
  }
  return question;
}
