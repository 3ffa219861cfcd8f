import type { FileReview } from '../../shared/usecases/plan-review.ts';
import type { ResultRow } from '../results/result-row.ts';

/** What a run came to. */
export interface RunTally {
  /** Rows by what became of them; those that were not tried are among the failed. */
  readonly counts: Readonly<Record<ResultRow['status'], number>>;
  readonly notTried: number;
  /** Rows that another run may settle better, those that were not tried included. */
  readonly mayPass: number;
  /** Null without a budget of reviews. */
  readonly review: FileReview | null;
}
