import type { Evaluation } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { rightTexts } from '../domain/question.ts';
import type { SimilarGroup } from '../domain/similar-answers.ts';
import { type ComparedAnswer, groupSimilarAnswers } from '../evaluation/grouping.ts';
import type { Context } from './context.ts';
import { newestEvaluations } from './newest-evaluations.ts';
import { readQuestion } from './read-question.ts';

/** An answer of a kept evaluation. */
interface KeptAnswer extends ComparedAnswer, Pick<Evaluation, 'id' | 'createdAt'> {}

/** The groups of alike answers among so many evaluations of a question. */
export interface SimilarAnswers {
  readonly evaluations: number;
  /** There are older evaluations, which were not read. */
  readonly isTruncated: boolean;
  readonly groups: readonly SimilarGroup<KeptAnswer>[];
}

/**
 * Groups the newest answers to a question that are nearly alike, whichever version of it they were given to. What any of
 * these versions says is nobody's own. An answer of a named candidate that was evaluated more than once counts once, by its
 * newest evaluation.
 *
 * @param max how many evaluations are read at most
 * @throws Fault `forbidden`; `not-found`, the same for a missing question and another tenant's
 */
export async function readSimilarAnswers(context: Context, id: QuestionId, max: number): Promise<SimilarAnswers> {
  requireScope(context.principal, 'evaluations:read');
  const latest = await readQuestion(context, id, null);
  const { found, isTruncated } = await newestEvaluations(context, id, max, (evaluation) => ({
    id: evaluation.id,
    createdAt: evaluation.createdAt,
    person: evaluation.candidate,
    answer: evaluation.answer,
    version: evaluation.question.version,
  }));
  const texts = new Set(rightTexts(latest));
  const earlier = new Set(found.map(({ version }) => version).filter((version) => version !== latest.version));
  for (const version of earlier) {
    const asked =
      version === null ? undefined : await context.questions.version(context.principal.tenantId, id, version);
    for (const text of asked === undefined ? [] : rightTexts(asked)) texts.add(text);
  }
  const answers = new Map<string, KeptAnswer>();
  for (const { version: _, ...answer } of found) {
    const who = answer.person === null ? answer.id : JSON.stringify([answer.person, answer.answer]);
    if (!answers.has(who)) answers.set(who, answer);
  }
  const groups = groupSimilarAnswers([...answers.values()], [...texts]);
  return { evaluations: found.length, isTruncated, groups };
}
