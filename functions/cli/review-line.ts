import type { FileReview } from '../../shared/usecases/plan-review.ts';

/** What a budget of reviews came to, in one line. @param budgetShare from 0 to 1 */
export function reviewLine(review: FileReview, budgetShare: number): string {
  const { rowCount, sentCount, mustCount, leftCount, budgetCount } = review;
  const budget = `budget ${Number((100 * budgetShare).toFixed(2))} %`;
  const sent = `of ${rowCount} rows ${sentCount} go to a person (${budget})`;
  const chosen = `${mustCount} must, ${sentCount - mustCount} most harmful`;
  const over = mustCount > budgetCount ? `; those that must are more than the ${budgetCount} of the budget` : '';
  const left = leftCount === 1 ? '1 doubtful one was left' : `${leftCount} doubtful ones were left`;
  return `${sent}: ${chosen}; ${left}${over}`;
}
