import type { Evaluation } from '../domain/evaluation.ts';
import type { BatchId, QuestionId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import { rightTexts } from '../domain/question.ts';
import type { SimilarGroup } from '../domain/similar-answers.ts';
import { type ComparedAnswer, groupSimilarAnswers } from '../evaluation/grouping.ts';
import type { Context } from './context.ts';
import { evaluationsOfBatch } from './evaluations-of-batch.ts';
import { newestEvaluations } from './newest-evaluations.ts';
import { findBatch } from './read-batch.ts';
import { readQuestion } from './read-question.ts';

/** An answer of a kept evaluation. */
interface KeptAnswer extends ComparedAnswer, Pick<Evaluation, 'id' | 'createdAt'> {}

/** Which evaluations of a question are compared: the newest, so many at most, or those of a batch, the first so many of its rows. */
export type ComparedSet = { readonly newest: number } | { readonly batchId: BatchId };

/** The groups of alike answers among so many evaluations of a question. */
export interface SimilarAnswers {
  readonly evaluations: number;
  /** There are older evaluations, or later rows of the batch, which were not read. */
  readonly isTruncated: boolean;
  readonly groups: readonly SimilarGroup<KeptAnswer>[];
}

/**
 * Groups answers to a question that are nearly alike, whichever version of it they were given to. What any of
 * these versions says is nobody's own. An answer of a named candidate that was evaluated more than once counts once, by its
 * newest evaluation.
 *
 * @throws Fault `forbidden`; `not-found`, the same for a missing question or batch and another tenant's
 */
export async function readSimilarAnswers(context: Context, id: QuestionId, set: ComparedSet): Promise<SimilarAnswers> {
  requireScope(context.principal, 'evaluations:read');
  const latest = await readQuestion(context, id, null);
  const { found, isTruncated } = await evaluationsIn(context, id, set);
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

interface FoundAnswer extends KeptAnswer {
  readonly version: number | null;
}

async function evaluationsIn(
  context: Context,
  id: QuestionId,
  set: ComparedSet,
): Promise<{ readonly found: readonly FoundAnswer[]; readonly isTruncated: boolean }> {
  if ('newest' in set) return newestEvaluations(context, id, set.newest, comparedIn);
  const graded = await evaluationsOfBatch(context, await findBatch(context, set.batchId), id);
  const found = await graded.read(limits.similarAnswersMax);
  return {
    found: found.map(({ evaluation }) => comparedIn(evaluation)),
    isTruncated: graded.count > limits.similarAnswersMax,
  };
}

function comparedIn({ id, createdAt, candidate, answer, question }: Evaluation): FoundAnswer {
  return { id, createdAt, person: candidate, answer, version: question.version };
}
