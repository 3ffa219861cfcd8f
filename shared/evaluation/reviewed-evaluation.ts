import type { Evaluation } from '../domain/evaluation.ts';
import { nothingDecided, type Review, type ReviewEntry } from '../domain/review.ts';
import { reasonsToReview } from './review-queue.ts';
import { machineMarks } from './reviewed-marks.ts';

type Standing = Omit<Review, 'last'>;

/** An evaluation that somebody has reviewed or appealed. */
export type Reviewed = Evaluation & { readonly review: Review };

/** How an evaluation stands with people: as nobody has touched it where none has. */
export function standingOf({ review }: Pick<Evaluation, 'review'>): Standing {
  return review ?? untouched;
}

/** The marks in force: those of a person, or else the judge's. */
export function marksInForce(evaluation: Evaluation): ReviewEntry['inForce'] {
  return evaluation.review?.marks ?? machineMarks(evaluation);
}

/** The evaluation after one more entry in its history. What is the judge's stays as it is. */
export function withEntry(evaluation: Evaluation, entry: ReviewEntry, changes: Partial<Standing>): Reviewed {
  const review: Review = { ...standingOf(evaluation), ...changes, last: entry };
  return { ...evaluation, ...statusWith(evaluation, review), review };
}

/** Whether an evaluation waits for a person under a review. */
export function statusWith(
  { reviewReasons }: Pick<Evaluation, 'reviewReasons'>,
  review: Evaluation['review'],
): Pick<Evaluation, 'status'> {
  return { status: reasonsToReview({ review, reviewReasons }).length > 0 ? 'needs-review' : 'graded' };
}

const untouched: Standing = {
  decision: null,
  marks: null,
  of: null,
  score: null,
  parts: nothingDecided,
  appeals: [],
  outdated: false,
};
