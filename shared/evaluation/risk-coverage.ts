import { quantileOfBeta } from './statistics/quantiles.ts';

/** One graded thing with a person's mark: how sure the grader was, and how far it was off. Both from 0; most sure is 1. */
export interface CheckedItem {
  readonly confidence: number;
  /** 0 for right; 1 for wrong, or any loss in between, such as the distance of two marks. */
  readonly error: number;
}

/** What accepting the surest items without a person would have cost. */
export interface Accepted {
  readonly accepted: number;
  /** The share of all items that is accepted, 0 to 1. */
  readonly coverage: number;
  /** The mean error of what is accepted; where errors are 0 or 1, one minus its accuracy. */
  readonly risk: number;
}

/**
 * The risk-coverage curve: for every number of items from 1 on, the mean error of that many of the surest.
 *
 * Items of the same confidence can't be told apart, so each counts the mean error of them all: the curve does not depend
 * on the order of the items. Nothing gives an empty curve.
 *
 * @see the design notes on grading, section 3.3
 */
export function riskCoverage(items: readonly CheckedItem[]): Accepted[] {
  let sum = 0;
  return tiesFromSurest(items).flatMap(({ before, errors }) => {
    const mean = total(errors) / errors.length;
    return errors.map((_, index) => {
      sum += mean;
      const accepted = before + index + 1;
      return { accepted, coverage: accepted / items.length, risk: sum / accepted };
    });
  });
}

/**
 * The area under the risk-coverage curve: the mean risk over all coverages. 0 is best; a confidence that tells nothing has
 * the mean error of all items. Null for no items.
 */
export function areaUnderRiskCoverage(items: readonly CheckedItem[]): number | null {
  const curve = riskCoverage(items);
  return curve.length === 0 ? null : total(curve.map(({ risk }) => risk)) / curve.length;
}

/** The curve at a coverage from 0 to 1: the fewest of the surest items that are that share of all. Null for none. */
export function acceptedAt(items: readonly CheckedItem[], coverage: number): Accepted | null {
  // A share such as 0.7 of 10 items must not become 8 of them by the last digit of a product.
  return riskCoverage(items)[Math.ceil(coverage * items.length - 1e-9) - 1] ?? null;
}

/** What was certified: accepting from this confidence on is wrong in at most `riskMax` of the cases. */
export interface CertifiedThreshold {
  readonly confidenceMin: number;
  readonly accepted: number;
  readonly wrong: number;
  readonly coverage: number;
  /** The upper bound of the share that is wrong. */
  readonly riskMax: number;
}

/**
 * The lowest confidence from which on answers may be accepted without a person, such that with probability `1 - doubt` at
 * most `wrongMax` of those are wrong; null when no such confidence is certain enough.
 *
 * Walks down from the surest and stops at the first threshold that fails (fixed-sequence testing). It starts at the first
 * that has enough items to pass at all, which depends on no error. An item is wrong when its error is over one half.
 * The items must be a random sample of what will be accepted: those that were sent to review for a reason are none.
 *
 * @see "Trust or Escalate", https://arxiv.org/abs/2407.18370
 */
export function certifiedThreshold(
  items: readonly CheckedItem[],
  { wrongMax, doubt }: { readonly wrongMax: number; readonly doubt: number },
): CertifiedThreshold | null {
  const enough = itemsToCertify(wrongMax, doubt);
  let certified: CertifiedThreshold | null = null;
  let wrong = 0;
  for (const { confidence, before, errors } of tiesFromSurest(items)) {
    wrong += errors.filter((error) => error > 0.5).length;
    const accepted = before + errors.length;
    if (accepted < enough) continue;
    const riskMax = wrongShareMax(wrong, accepted, doubt);
    if (riskMax > wrongMax) break;
    certified = { confidenceMin: confidence, accepted, wrong, coverage: accepted / items.length, riskMax };
  }
  return certified;
}

/**
 * The upper bound of a share of which `wrong` of `checked` were seen, exceeded with a probability of `doubt` at most: the
 * quantile at 1 - doubt of Beta(wrong + 1, checked - wrong) (Clopper and Pearson). 1 when all were wrong or none checked.
 */
export function wrongShareMax(wrong: number, checked: number, doubt: number): number {
  return wrong >= checked ? 1 : quantileOfBeta(1 - doubt, wrong + 1, checked - wrong);
}

/** How many checked items without a single wrong one certify that at most `wrongMax` are wrong: ln doubt / ln(1 - wrongMax). */
export function itemsToCertify(wrongMax: number, doubt: number): number {
  return Math.ceil(Math.log(doubt) / Math.log(1 - wrongMax));
}

interface Tie {
  readonly confidence: number;
  /** How many items are surer. */
  readonly before: number;
  readonly errors: readonly number[];
}

function tiesFromSurest(items: readonly CheckedItem[]): Tie[] {
  const byConfidence = Map.groupBy(items, ({ confidence }) => confidence);
  let before = 0;
  return [...byConfidence]
    .sort(([one], [other]) => other - one)
    .map(([confidence, tied]) => {
      const tie = { confidence, before, errors: tied.map(({ error }) => error) };
      before += tied.length;
      return tie;
    });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
