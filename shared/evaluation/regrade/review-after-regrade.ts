import type { Evaluation } from '../../domain/evaluation.ts';
import type { ScoringPolicy } from '../../domain/mark-scheme.ts';
import type { Calibrating } from '../calibration/calibrated-score.ts';
import { statusWith } from '../reviewed-evaluation.ts';
import { areSameMarks, type Judged, machineMarks, reviewedMarks } from '../reviewed-marks.ts';

/**
 * What becomes of a person's decision when a regrade changes the judge's marks beneath it: it stays in force, and is
 * `outdated`, and so waits for a person again, where it would come to other marks today. That is where the judge's own marks
 * differ from those that the person saw, for a decision that gave a score; and where the same verdicts make other marks, for
 * one that gave verdicts or confirmed. So a regrade that only comes to agree with the person asks nobody again.
 *
 * @param next the evaluation as the regrade leaves it, with the review of before
 * @param policy that of the edited question
 */
export function afterRegrade(
  next: Judged & Pick<Evaluation, 'band' | 'status' | 'reviewReasons' | 'review'>,
  policy: ScoringPolicy,
  calibrating: Calibrating | null,
): Pick<Evaluation, 'status' | 'review'> {
  const { status, review } = next;
  if (review === null) return { status, review };
  const { marks, score, of, parts } = review;
  const isSame =
    marks === null ||
    (score === null
      ? areSameMarks(marks, reviewedMarks(policy, next, parts, next.calibrated === null ? null : calibrating))
      : of !== null && areSameMarks(of, machineMarks(next)));
  const changed = { ...review, outdated: !isSame };
  return { ...statusWith(next, changed), review: changed };
}
