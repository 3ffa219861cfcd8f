import type { Evaluation, Marks, ReviewReason } from '../domain/evaluation.ts';

/** What a review is planned by. */
export type Reviewable = Pick<Marks, 'expectedHarm' | 'reviewReasons'>;

/** Who is sent to a person, and who is accepted although there are doubts. */
export interface ReviewPlan<Item> {
  /** The most harmful first. */
  readonly sent: readonly Item[];
  /** Accepted within the budget: there are doubts, and others were worth a look more. The most harmful first. */
  readonly left: readonly Item[];
  /** How many of those sent must go whatever the budget. */
  readonly mustCount: number;
  /** How many reviews the budget allows; fewer than `mustCount` when those alone pass it. */
  readonly budgetCount: number;
}

/**
 * Chooses whom a person should look at, so that at most a share of all items is sent: whoever must be looked at goes in any
 * case, even beyond the budget; then the most harmful of the others that are in doubt, as long as the budget lasts. Items
 * without a reason are never sent. Of equally harmful ones the earlier comes first.
 *
 * @param items all that was graded, since the budget is a share of all of them
 * @param budgetShare from 0 to 1; the number of reviews is rounded down
 */
export function chooseForReview<Item extends Reviewable>(
  items: readonly Item[],
  budgetShare: number,
): ReviewPlan<Item> {
  // A share such as 0.29 of 100 items must not become 28 of them by the last digit of a product.
  const budgetCount = Math.floor(budgetShare * items.length + 1e-9);
  const doubtful = items
    .filter(({ reviewReasons }) => reviewReasons.length > 0)
    .toSorted((one, other) => other.expectedHarm - one.expectedHarm);
  const mustCount = doubtful.filter(({ reviewReasons }) => mustReview(reviewReasons)).length;
  const sent: Item[] = [];
  const left: Item[] = [];
  let free = Math.max(0, budgetCount - mustCount);
  for (const item of doubtful) {
    const isMust = mustReview(item.reviewReasons);
    (isMust || free > 0 ? sent : left).push(item);
    if (!isMust && free > 0) free -= 1;
  }
  return { sent, left, mustCount, budgetCount };
}

/**
 * Why an evaluation waits for a person as it stands: the judge's doubts until somebody decides and leaves no score open, any
 * appeal until it is decided, and a regrade that has changed what was decided on. None: it does not wait.
 */
export function reasonsToReview({
  review,
  reviewReasons,
}: Pick<Evaluation, 'review' | 'reviewReasons'>): ReviewReason[] {
  if (review === null) return reviewReasons;
  const { decision, marks, appeals, outdated } = review;
  const isSettled = decision !== null && marks?.score !== null && !outdated;
  return [
    ...(appeals.some(({ state }) => state === 'open') ? (['appealed'] as const) : []),
    ...(outdated ? (['marks-changed'] as const) : []),
    ...(isSettled ? [] : reviewReasons),
  ];
}

/** Whether a person has yet to look at an evaluation before it counts. An open appeal takes nothing back that was shown. */
export function waitsForPerson(evaluation: Pick<Evaluation, 'review' | 'reviewReasons'>): boolean {
  return reasonsToReview(evaluation).some((reason) => reason !== 'appealed');
}

/** Whether one of the reasons sends an answer to a person whatever the budget. */
export function mustReview(reasons: readonly ReviewReason[]): boolean {
  return reasons.some((reason) => dutyFor[reason] === 'must');
}

/*
 * The rule: a person must look where there are no marks to accept (something is unjudged, or the model failed), where the
 * marks did not come about as they should (evidence that is not there, hidden text, an attempt to steer, a pasted
 * reference), where a claim is
 * charged as false (an essential point contradicted), where no machine should decide, and where people have the last word (an
 * appeal, or a decision that a regrade has changed the ground of). Everything else says that marks
 * which are there may be off: that may be weighed against other doubts.
 */
const dutyFor: Readonly<Record<ReviewReason, 'must' | 'weighed'>> = {
  'behavioural-question': 'must',
  'unjudged-point': 'must',
  'unjudged-dimension': 'must',
  'model-refused': 'must',
  'model-cut-off': 'must',
  'model-unavailable': 'must',
  'model-reply-invalid': 'must',
  'evidence-not-found': 'must',
  'essential-point-contradicted': 'must',
  'manipulation-suspected': 'must',
  'hidden-or-encoded-text': 'must',
  'wrong-language': 'must',
  'pasted-reference': 'must',
  'judge-unsure': 'weighed',
  'judges-disagree': 'weighed',
  'off-topic': 'weighed',
  'keyword-list': 'weighed',
  repetition: 'weighed',
  hedging: 'weighed',
  'number-mismatch': 'weighed',
  'negation-mismatch': 'weighed',
  'swapped-sides': 'weighed',
  'near-pass-mark': 'weighed',
  appealed: 'must',
  'marks-changed': 'must',
};
