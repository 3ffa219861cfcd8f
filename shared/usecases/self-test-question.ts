import type { JudgeKind } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import type { AuthoredQuestion } from '../domain/question.ts';
import type { SelfTestReport } from '../domain/self-test.ts';
import type { Context } from './context.ts';
import { readQuestion } from './read-question.ts';
import { type SelfTestInput, selfTest } from './self-test.ts';

/** Who judges a self-test, and how much a model may be asked. */
export interface SelfTestChoices {
  /** Null: the offline judge, because that costs nothing. */
  readonly judge: JudgeKind | null;
  readonly callsMax: number;
}

// Reading more of them would keep others waiting; the first of them in order of id are tried.
const otherCharsMax = 200_000;

/**
 * Tries the latest version of a kept question on itself and on the tenant's other questions. Keeps nothing.
 *
 * @throws Fault `not-found`, and as `selfTest`
 */
export async function selfTestKept(
  context: Context,
  id: QuestionId,
  choices: SelfTestChoices,
): Promise<SelfTestReport> {
  requireScope(context.principal, 'questions:write');
  const question = await readQuestion(context, id, null);
  return test(context, { id, version: question.version, question }, choices);
}

/** Tries a question that is not kept yet, before it is published. @throws Fault as `selfTest` */
export async function selfTestNew(
  context: Context,
  question: AuthoredQuestion,
  choices: SelfTestChoices,
): Promise<SelfTestReport> {
  requireScope(context.principal, 'questions:write');
  return test(context, { id: question.id, version: null, question }, choices);
}

async function test(
  context: Context,
  tested: Pick<SelfTestInput, 'id' | 'version' | 'question'>,
  { judge, callsMax }: SelfTestChoices,
): Promise<SelfTestReport> {
  const { tenantId } = context.principal;
  const filter = { category: null, kind: 'knowledge' as const, tag: null, archived: false };
  const { items } = await context.questions.list(tenantId, filter, { limit: limits.pageSizeMax, cursor: null });
  let chars = 0;
  const others = items.filter(({ reference }) => {
    chars += reference.length;
    return chars <= otherCharsMax;
  });
  return selfTest(context, tenantId, { ...tested, others, judge: judge ?? 'offline', callsMax });
}
