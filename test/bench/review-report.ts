import type { ReviewReason } from '../../shared/domain/evaluation.ts';
import { mean } from './statistics.ts';

/** What became of an answer. */
export interface CheckedAnswer {
  readonly reviewReasons: readonly ReviewReason[];
  /** How far its calibrated mark is off; null where there is no mark. */
  readonly error: number | null;
  /** 1 for each point that the product and people decide otherwise, 0 for each they decide alike. */
  readonly pointErrors: readonly number[];
}

/** What was sent to a person and why; how far marks are off and how many points are right in what was sent and kept. */
export interface ReviewReport {
  readonly share: number;
  readonly sent: Outcome;
  readonly kept: Outcome;
  readonly reasons: Readonly<Partial<Record<ReviewReason, number>>>;
}

/** NaN where there is nothing of the kind. */
export interface Outcome {
  readonly error: number;
  readonly pointAccuracy: number;
}

export function reviewReportOf(answers: readonly CheckedAnswer[]): ReviewReport {
  const isSent = ({ reviewReasons }: CheckedAnswer): boolean => reviewReasons.length > 0;
  const sent = answers.filter(isSent);
  const reasons = Map.groupBy(
    sent.flatMap(({ reviewReasons }) => reviewReasons),
    (reason) => reason,
  );
  return {
    share: sent.length / answers.length,
    sent: outcomeOf(sent),
    kept: outcomeOf(answers.filter((answer) => !isSent(answer))),
    reasons: Object.fromEntries([...reasons].map(([reason, all]) => [reason, all.length])),
  };
}

function outcomeOf(answers: readonly CheckedAnswer[]): Outcome {
  return {
    error: mean(answers.flatMap(({ error }) => error ?? [])),
    pointAccuracy: 1 - mean(answers.flatMap(({ pointErrors }) => pointErrors)),
  };
}
