import type { Analytics, QuestionAnalytics } from '../domain/analytics.ts';
import type { Evaluation, JudgeKind } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import type { ItemFigures } from '../domain/item-analysis.ts';
import { limits } from '../domain/limits.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { Question } from '../domain/question.ts';
import type { ScoredAnswer } from '../domain/scored-answer.ts';
import { analyseItems } from '../evaluation/item-analysis/analyse-items.ts';
import type { Context } from './context.ts';
import { readQuestion } from './read-question.ts';

/**
 * What the tenant's evaluations say about some of its questions. Reads at most the newest thousand of each question, and
 * says where there were more.
 *
 * @param judge whose evaluations count; null for all
 * @throws Fault `forbidden`; `not-found`, the same for a missing question and another tenant's
 */
export async function readAnalytics(
  context: Context,
  questionIds: readonly QuestionId[],
  judge: JudgeKind | null,
): Promise<Analytics> {
  requireScope(context.principal, 'analytics:read');
  const questions: Question[] = [];
  for (const id of new Set(questionIds)) questions.push(await readQuestion(context, id, null));
  const read: Kept[] = [];
  for (const question of questions) read.push(await keptOf(context, question, judge));
  const answers = read.flatMap(({ evaluations }) => evaluations.map(({ answer }) => answer));
  const { items, set, repeated } = analyseItems(
    answers,
    questions.map(({ id }) => id),
  );
  const analysed = read.flatMap((kept, index) => {
    const figures = items[index];
    return figures === undefined ? [] : [questionAnalytics(kept, figures)];
  });
  return { questions: analysed, set, repeated };
}

/** What the figures need of an evaluation, which holds a whole answer besides. */
interface Counted extends Pick<Evaluation, 'judge' | 'status'> {
  readonly version: number | null;
  readonly answer: ScoredAnswer;
}

/** Evaluations of the latest version of a question, oldest first. */
interface Kept {
  readonly question: Question;
  readonly evaluations: readonly Counted[];
  readonly otherVersions: number;
  readonly truncated: boolean;
}

async function keptOf(context: Context, question: Question, judge: JudgeKind | null): Promise<Kept> {
  const found: Counted[] = [];
  let cursor: PageRequest['cursor'] = null;
  do {
    const page: PageRequest = {
      limit: Math.min(limits.pageSizeMax, limits.analyticsEvaluationsMax - found.length),
      cursor,
    };
    const filter = { questionId: question.id, status: null };
    const { items, nextCursor }: Page<Evaluation> = await context.evaluations.list(
      context.principal.tenantId,
      filter,
      page,
    );
    found.push(...items.map(counted));
    cursor = nextCursor;
  } while (cursor !== null && found.length < limits.analyticsEvaluationsMax);
  const judged = found.filter((evaluation) => judge === null || evaluation.judge === judge);
  const evaluations = judged.filter(({ version }) => version === question.version).reverse();
  const otherVersions = judged.length - evaluations.length;
  return { question, evaluations, otherVersions, truncated: cursor !== null };
}

function questionAnalytics(
  { question, evaluations, otherVersions, truncated }: Kept,
  figures: ItemFigures,
): QuestionAnalytics {
  const count = (isCounted: (evaluation: Counted) => boolean): number => evaluations.filter(isCounted).length;
  const inReview = count(({ status }) => status === 'needs-review');
  return {
    ...figures,
    questionId: question.id,
    version: question.version,
    evaluations: evaluations.length,
    otherVersions,
    truncated,
    judges: { offline: count(({ judge }) => judge === 'offline'), llm: count(({ judge }) => judge === 'llm') },
    reviewShare: evaluations.length === 0 ? null : inReview / evaluations.length,
  };
}

function counted({ judge, status, question, candidate, score, verdicts }: Evaluation): Counted {
  const points = verdicts.map(({ keyPointId, coverage }) => ({ keyPointId, coverage }));
  const answer = { person: candidate, questionId: question.id ?? '', score, points };
  return { judge, status, version: question.version, answer };
}
