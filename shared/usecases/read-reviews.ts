import type { EvaluationId } from '../domain/ids.ts';
import type { ReviewEntry } from '../domain/review.ts';
import type { Context } from './context.ts';
import { readEvaluation } from './read-evaluation.ts';

/** Everything that people did to an evaluation, oldest first. @throws Fault as `readEvaluation` */
export async function readReviews(context: Context, id: EvaluationId): Promise<readonly ReviewEntry[]> {
  const { tenantId, review } = await readEvaluation(context, id);
  if (review === null) return [];
  const kept = await context.reviews.history(tenantId, id);
  // Whoever writes the next one keeps the newest first, and may lose to another or be cut off.
  return [...kept.filter(({ number }) => number < review.last.number), review.last];
}
