import { canonicalJson } from '../domain/canonical-json.ts';
import { Fault } from '../domain/fault.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Question, QuestionContent } from '../domain/question.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { anyState, type Expectation, refuseUnexpected } from './expectation.ts';
import { readQuestion } from './read-question.ts';

/** The latest version of a question, and whether it was made just now. */
export interface Revision {
  readonly question: Question;
  readonly isNew: boolean;
}

/**
 * Makes the next version of a question; the earlier ones stay as they were. Where the latest version has this content
 * already nothing is made, whatever was expected: it is what the caller wants, and perhaps what an earlier try of theirs
 * did (RFC 9110, 13.1.1).
 *
 * @throws Fault `not-found` for an unknown question, `precondition-failed` when it is not as expected, `conflict` for an
 * archived one or when another edit came first
 */
export async function reviseQuestion(
  context: Context,
  id: QuestionId,
  content: QuestionContent,
  isExpected: Expectation<Question> = anyState,
): Promise<Revision> {
  requireScope(context.principal, 'questions:write');
  const previous = await readQuestion(context, id, null);
  if (previous.status === 'archived') throw new Fault('conflict', `The question ${id} is archived.`);
  const isAsSeen = isExpected(previous);
  if (canonicalJson(contentOf(previous)) === canonicalJson(content)) return { question: previous, isNew: false };
  refuseUnexpected(isAsSeen, `question ${id}`);
  const next: Question = {
    ...content,
    id,
    version: previous.version + 1,
    tenantId: previous.tenantId,
    status: 'active',
    createdAt: timestampOf(context.clock()),
  };
  if ((await context.questions.replace(previous, next)) === 'stale') {
    refuseUnexpected(isExpected(await readQuestion(context, id, null)), `question ${id}`);
    throw new Fault('conflict', `The question ${id} was edited meanwhile; read it again before you change it.`, {
      isPassing: true,
    });
  }
  return { question: next, isNew: true };
}

function contentOf({ id, version, tenantId, status, createdAt, ...content }: Question): QuestionContent {
  return content;
}
