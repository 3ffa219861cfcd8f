import type { Evaluation } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { Page } from '../domain/page.ts';
import type { Context } from './context.ts';

/**
 * The newest evaluations of a question, newest first, at most `max` of them, and whether there are older ones. Of each only
 * what `kept` takes is held on to. The scope is the caller's to require.
 */
export async function newestEvaluations<Kept>(
  context: Context,
  questionId: QuestionId,
  max: number,
  kept: (evaluation: Evaluation) => Kept,
): Promise<{ readonly found: readonly Kept[]; readonly isTruncated: boolean }> {
  const found: Kept[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(limits.pageSizeMax, max - found.length);
    const filter = { questionId, status: null };
    const page: Page<Evaluation> = await context.evaluations.list(context.principal.tenantId, filter, {
      limit,
      cursor,
    });
    found.push(...page.items.map(kept));
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < max);
  return { found, isTruncated: cursor !== null };
}
