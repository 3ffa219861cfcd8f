import type { ScoreAgreement } from '../../domain/agreement.ts';
import { bandFloors } from '../scoring.ts';
import { bootstrapIntervals } from '../statistics/bootstrap.ts';
import { pearson, spearman } from '../statistics/correlation.ts';
import {
  biasOf,
  limitsOfAgreement,
  meanAbsoluteError,
  rootMeanSquaredError,
  standardisedMeanDifference,
} from '../statistics/distance.ts';
import { intraclassCorrelation, krippendorffAlpha } from '../statistics/rater-agreement.ts';
import { bandedWeightedKappa, quadraticWeightedKappa } from '../statistics/weighted-kappa.ts';
import { marksHad } from './marks-had.ts';

/** How intervals are drawn. */
export interface Resampling {
  readonly seed: number;
  readonly resamples: number;
}

const resampled = ['qwk', 'pearson', 'bias'] as const;

/** How far two lists of marks, 0 to 100, agree. @param truth the marks of the side that is measured against */
export function scoreAgreement(
  said: readonly number[],
  truth: readonly number[],
  { seed, resamples }: Resampling,
): ScoreAgreement {
  const rows = said.map((mark, index): [number, number] => [mark, truth[index] ?? 0]);
  const intervals = bootstrapIntervals(
    marksHad(said.length).state === 'none' ? 0 : said.length,
    resampled,
    (indexes) => {
      const [first, second] = [pick(said, indexes), pick(truth, indexes)];
      return {
        qwk: quadraticWeightedKappa(first, second),
        pearson: pearson(first, second),
        bias: biasOf(first, second),
      };
    },
    seed,
    resamples,
  );
  return {
    qwk: quadraticWeightedKappa(said, truth),
    qwkInterval: intervals.get('qwk') ?? null,
    qwkBanded: bandedWeightedKappa(
      said,
      truth,
      bandFloors.map(([, floor]) => floor),
    ),
    pearson: pearson(said, truth),
    pearsonInterval: intervals.get('pearson') ?? null,
    spearman: spearman(said, truth),
    icc: intraclassCorrelation(rows),
    krippendorffAlpha: krippendorffAlpha(rows),
    meanAbsoluteError: meanAbsoluteError(said, truth),
    rootMeanSquaredError: rootMeanSquaredError(said, truth),
    bias: biasOf(said, truth),
    biasInterval: intervals.get('bias') ?? null,
    differenceLimits: limitsOfAgreement(said, truth),
    standardisedMeanDifference: standardisedMeanDifference(said, truth),
  };
}

function pick(marks: readonly number[], indexes: readonly number[]): number[] {
  return indexes.map((index) => marks[index] ?? 0);
}
