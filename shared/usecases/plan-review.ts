import { chooseForReview, type Reviewable } from '../evaluation/review-queue.ts';

/** A graded row of a file, as far as its review is planned by it. */
export interface ReviewableRow extends Reviewable {
  readonly row: number;
}

/** What becomes of a row that is in doubt: the place in the queue, 1 for the most harmful, or null for one left out. */
export interface RowReview {
  readonly rank: number | null;
}

/** The reviews of a file within a budget. */
export interface FileReview {
  /** By the number of the row; rows that nobody doubts have none. */
  readonly byRow: ReadonlyMap<number, RowReview>;
  readonly rowCount: number;
  readonly sentCount: number;
  readonly mustCount: number;
  readonly leftCount: number;
  readonly budgetCount: number;
}

/** Plans which rows of a graded file a person looks at. @param budgetShare the share of all graded rows, 0 to 1 */
export function planReview(rows: readonly ReviewableRow[], budgetShare: number): FileReview {
  const { sent, left, mustCount, budgetCount } = chooseForReview(rows, budgetShare);
  const byRow = new Map<number, RowReview>([
    ...sent.map(({ row }, index): [number, RowReview] => [row, { rank: index + 1 }]),
    ...left.map(({ row }): [number, RowReview] => [row, { rank: null }]),
  ]);
  return { byRow, rowCount: rows.length, sentCount: sent.length, mustCount, leftCount: left.length, budgetCount };
}
