import { calibratedScore, fitCalibration } from '../../shared/evaluation/calibration/fit-calibration.ts';
import { type Folds, heldOut } from './folds.ts';
import { decisions, mean, pearson, quadraticWeightedKappa, rootMeanSquaredError, spearman } from './statistics.ts';

/** One answer as a grader measured it, 0 to 1, and as people marked it, 0 to 1. `isRight`: null where nobody said. */
export interface Marked {
  readonly questionId: string;
  readonly said: number;
  readonly human: number;
  readonly isRight: boolean | null;
}

/** How far measures agree with marks; NaN where a figure can't be had. */
export interface Agreement {
  readonly n: number;
  readonly r: number;
  readonly rho: number;
  /** The mean of Pearson's r within each question of at least five answers. */
  readonly rWithin: number;
  /** Of marks calibrated on other questions. */
  readonly rmse: number;
  readonly qwk: number;
  /** Of marks calibrated on other answers, four fifths of those to the same question among them. */
  readonly rmseOwn: number;
  readonly qwkOwn: number;
  /** Macro-F1 of right or wrong, told by a threshold learnt on other questions. */
  readonly rightF1: number;
}

const answersMin = 5;

/**
 * Agreement over a set. RMSE and QWK are those of calibrated marks, because no map from coverage to marks holds
 * everywhere; whatever is learnt is learnt on other answers than it is measured on.
 * @see the design notes on grading, section 3.4
 */
export function agreementOf(marked: readonly Marked[]): Agreement {
  const human = marked.map((answer) => answer.human);
  const ofNew = calibratedMarks(marked, 'whole questions');
  const ofKnown = calibratedMarks(marked, 'answers of each question');
  return {
    n: marked.length,
    r: rOf(marked),
    rho: spearman(
      marked.map(({ said }) => said),
      human,
    ),
    rWithin: rWithin(marked),
    rmse: rootMeanSquaredError(ofNew, human),
    qwk: quadraticWeightedKappa(ofNew, human),
    rmseOwn: rootMeanSquaredError(ofKnown, human),
    qwkOwn: quadraticWeightedKappa(ofKnown, human),
    rightF1: rightF1(marked),
  };
}

/** Pearson's r of what was measured with what people gave. */
export function rOf(marked: readonly Marked[]): number {
  return pearson(
    marked.map(({ said }) => said),
    marked.map(({ human }) => human),
  );
}

/** The marks, 0 to 1, that the product's calibration, learnt on other answers, makes of what a grader measured. */
export function calibratedMarks(marked: readonly Marked[], by: Folds): number[] {
  return heldOut(marked, by, (training) => {
    const calibration = fitCalibration(training.map(({ said, ...answer }) => ({ ...answer, coverage: said })));
    return ({ questionId, said }) => calibratedScore(calibration, questionId, said);
  });
}

/**
 * The threshold that tells yes from no best on the training, by macro-F1; fifty candidates at most. Where nothing is
 * given, everything is told yes.
 */
export function thresholdFrom(training: readonly { readonly said: number; readonly isYes: boolean }[]): number {
  const truth = training.map(({ isYes }) => isYes);
  const candidates = [...new Set(training.map(({ said }) => said))].sort((a, b) => a - b);
  const step = Math.max(1, Math.floor(candidates.length / 50));
  let best = { threshold: 0, macroF1: -1 };
  for (const threshold of candidates.filter((_, index) => index % step === 0)) {
    const { macroF1 } = decisions(
      training.map(({ said }) => said >= threshold),
      truth,
    );
    if (macroF1 > best.macroF1) best = { threshold, macroF1 };
  }
  return best.threshold;
}

function rWithin(marked: readonly Marked[]): number {
  const groups = [...Map.groupBy(marked, ({ questionId }) => questionId).values()];
  const figures = groups.filter(({ length }) => length >= answersMin).map(rOf);
  return mean(figures.filter((r) => !Number.isNaN(r)));
}

function rightF1(marked: readonly Marked[]): number {
  const told = marked.flatMap(({ questionId, said, isRight }) =>
    isRight === null ? [] : [{ questionId, said, isYes: isRight }],
  );
  if (told.length === 0) return Number.NaN;
  const decided = heldOut(told, 'whole questions', (training) => {
    const threshold = thresholdFrom(training);
    return ({ said }) => said >= threshold;
  });
  return decisions(
    decided,
    told.map(({ isYes }) => isYes),
  ).macroF1;
}
