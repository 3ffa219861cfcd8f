import {
  acceptedAt,
  areaUnderRiskCoverage,
  type CertifiedThreshold,
  type CheckedItem,
  certifiedThreshold,
} from '../../shared/evaluation/risk-coverage.ts';
import { mean } from './statistics.ts';

/** What accepting the surest without a person would have cost. The error is a share: how far marks are off, or points wrong. */
export interface RiskReport {
  readonly n: number;
  readonly accepted: readonly { readonly coverage: number; readonly error: number }[];
  /** The area under the risk-coverage curve: the mean error over all coverages. */
  readonly area: number;
  /** Its area in no order at all, and in the order of the errors themselves, which no confidence can beat. */
  readonly areaOfRandom: number;
  readonly areaOfOracle: number;
  /** From which confidence on at most a tenth is wrong, nine times in ten; null where that can't be promised. */
  readonly certified: CertifiedThreshold | null;
}

/** What is promised of what is accepted. */
export const promised = { wrongMax: 0.1, doubt: 0.1 } as const;

/** The shares accepted that are printed. */
export const coverages = [1, 0.9, 0.8, 0.7, 0.5] as const;

/** By the confidence of the product; of things of equal confidence each counts the mean error of them all. */
export function riskReportOf(items: readonly CheckedItem[]): RiskReport {
  const areaBy = (confidenceOf: (item: CheckedItem) => number): number =>
    areaUnderRiskCoverage(items.map((item) => ({ error: item.error, confidence: confidenceOf(item) }))) ?? Number.NaN;
  return {
    n: items.length,
    accepted: coverages.map((coverage) => ({ coverage, error: acceptedAt(items, coverage)?.risk ?? Number.NaN })),
    area: areaBy(({ confidence }) => confidence),
    areaOfRandom: mean(items.map(({ error }) => error)),
    areaOfOracle: areaBy(({ error }) => 1 - error),
    certified: certifiedThreshold(items, promised),
  };
}
