import type { Evaluation } from '../domain/evaluation.ts';
import type { QuestionId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import { chooseForReview, mustReview, reasonsToReview } from '../evaluation/review-queue.ts';
import type { Context } from './context.ts';

export interface ReviewQueueRequest {
  /** Null for the evaluations of all questions. */
  readonly questionId: QuestionId | null;
  /** The share of the evaluations that may be sent to a person, 0 to 1. */
  readonly budgetShare: number;
  /** The most items that are returned; the counts are of all. */
  readonly limit: number;
}

type Queued = Pick<Evaluation, 'id' | 'question' | 'score' | 'confidence' | 'expectedHarm' | 'reviewReasons'>;

/** What a person should look at, the most harmful first, and what the budget leaves out. */
export interface ReviewQueue {
  readonly items: readonly (Queued & { readonly must: boolean })[];
  readonly readCount: number;
  readonly sentCount: number;
  readonly mustCount: number;
  readonly leftCount: number;
  readonly budgetCount: number;
  /** There are older evaluations, which were not read. */
  readonly isTruncated: boolean;
}

/**
 * The evaluations of the tenant that wait for a person, in the order of the harm of accepting them as they are: those in
 * doubt that nobody has decided on, and those that a candidate appeals. The budget
 * is a share of all evaluations read, graded ones included: the newest thousand at most.
 */
export async function readReviewQueue(
  context: Context,
  { questionId, budgetShare, limit }: ReviewQueueRequest,
): Promise<ReviewQueue> {
  requireScope(context.principal, 'evaluations:read');
  const read: Queued[] = [];
  let cursor: string | null = null;
  do {
    const page = { limit: limits.pageSizeMax, cursor };
    const { items, nextCursor } = await context.evaluations.list(
      context.principal.tenantId,
      { questionId, status: null },
      page,
    );
    // Of each no more is kept than the queue needs: an evaluation holds a whole answer.
    for (const { id, question, score, confidence, expectedHarm, ...marks } of items)
      read.push({ id, question, score, confidence, expectedHarm, reviewReasons: reasonsToReview(marks) });
    cursor = nextCursor;
  } while (cursor !== null && read.length < limits.reviewQueueReadsMax);
  const { sent, left, mustCount, budgetCount } = chooseForReview(read, budgetShare);
  return {
    items: sent.slice(0, limit).map((item) => ({ ...item, must: mustReview(item.reviewReasons) })),
    readCount: read.length,
    sentCount: sent.length,
    mustCount,
    leftCount: left.length,
    budgetCount,
    isTruncated: cursor !== null,
  };
}
