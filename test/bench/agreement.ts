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
  readonly rmse: number;
  readonly qwk: number;
  readonly rightF1: number;
}

const answersMin = 5;
const folds = 5;
const slopeCaution = 0.05;

/**
 * Agreement over a set. RMSE and QWK are those of marks calibrated by a straight line, and macro-F1 of right or wrong that
 * of a threshold, each learnt on the other questions (five folds by question), because no map from coverage to marks holds
 * everywhere. @see design notes on grading, section 3.4
 */
export function agreementOf(marked: readonly Marked[]): Agreement {
  const said = marked.map((answer) => answer.said);
  const human = marked.map((answer) => answer.human);
  const within = [...Map.groupBy(marked, ({ questionId }) => questionId).values()]
    .filter((group) => group.length >= answersMin)
    .map((group) =>
      pearson(
        group.map((answer) => answer.said),
        group.map((answer) => answer.human),
      ),
    )
    .filter((r) => !Number.isNaN(r));
  const calibrated = calibratedMarks(marked);
  const judged = marked.filter(({ isRight }) => isRight !== null);
  const decided = heldOut(judged, thresholdFrom);
  return {
    n: marked.length,
    r: pearson(said, human),
    rho: spearman(said, human),
    rWithin: mean(within),
    rmse: rootMeanSquaredError(calibrated, human),
    qwk: quadraticWeightedKappa(calibrated, human),
    rightF1:
      judged.length === 0
        ? Number.NaN
        : decisions(
            decided.map((value) => value > 0),
            judged.map(({ isRight }) => isRight === true),
          ).macroF1,
  };
}

/** The marks, 0 to 1, that a straight line learnt on the other questions makes of what a grader measured. */
export function calibratedMarks(marked: readonly Marked[]): number[] {
  return heldOut(marked, lineFrom);
}

// What a rule learnt on the other folds says of each answer.
function heldOut(
  marked: readonly Marked[],
  learn: (training: readonly Marked[]) => (said: number) => number,
): number[] {
  const questions = [...new Set(marked.map(({ questionId }) => questionId))];
  const foldOf = ({ questionId }: Marked): number => questions.indexOf(questionId) % folds;
  const rules = Array.from({ length: folds }, (_, fold) =>
    learn(marked.filter((answer) => questions.length === 1 || foldOf(answer) !== fold)),
  );
  return marked.map((answer) => rules[foldOf(answer)]?.(answer.said) ?? 0);
}

function lineFrom(training: readonly Marked[]): (said: number) => number {
  const meanSaid = mean(training.map(({ said }) => said));
  const meanHuman = mean(training.map(({ human }) => human));
  const covariance = mean(training.map(({ said, human }) => (said - meanSaid) * (human - meanHuman)));
  const variance = mean(training.map(({ said }) => (said - meanSaid) ** 2));
  const slope = covariance / (variance + slopeCaution / training.length);
  return (said) => Math.min(1, Math.max(0, meanHuman + slope * (said - meanSaid)));
}

function thresholdFrom(training: readonly Marked[]): (said: number) => number {
  const truth = training.map(({ isRight }) => isRight === true);
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
  return (said) => (said >= best.threshold ? 1 : 0);
}
