import type { Evaluation } from '../domain/evaluation.ts';
import type { ScoringPolicy } from '../domain/mark-scheme.ts';
import type { DecidedParts, DecidedVerdict, ShownMarks } from '../domain/review.ts';
import { type Calibrating, calibratedScoreOf } from './calibration/calibrated-score.ts';
import { bandOf, scoreRangeOf, type Verdicts } from './scoring.ts';

/** The judge's part of an evaluation, as far as marks are made of it. */
export type Judged = Pick<
  Evaluation,
  'judge' | 'score' | 'scoreRange' | 'calibrated' | 'verdicts' | 'misconceptions' | 'dimensions'
>;

/** The judge's marks as they are used before anybody decides: the calibrated ones where there are. */
export function machineMarks({ score, scoreRange, calibrated, band }: Judged & Pick<Evaluation, 'band'>): ShownMarks {
  if (calibrated === null) return { score, scoreRange, band };
  return { ...wholeMarks(calibrated.score), band };
}

/** The marks of a person who gave no verdicts but a score. */
export function wholeMarks(score: number): ShownMarks {
  return { score, scoreRange: { min: score, max: score }, band: bandOf(score) };
}

/**
 * The judge's marks that somebody stands for: they have a band, also those of the offline judge, which is no grader without
 * them.
 */
export function confirmedMarks(judged: Judged & Pick<Evaluation, 'band'>): ShownMarks {
  const marks = machineMarks(judged);
  return { ...marks, band: marks.score === null ? null : bandOf(marks.score) };
}

/**
 * The marks that follow when a person decides on parts of an evaluation and the judge's verdicts stand for the rest, by the
 * same scoring. Parts that the evaluation does not have count nothing; without any that it has they are the judge's marks.
 *
 * A verdict of a person is worth 1, a half or 0 whichever the judge: it is no share of words, so `wordCredit` is for those of
 * the offline judge alone. A misconception counts where somebody judged it.
 *
 * @param calibrating goes on calibrating a score that was, so that one verdict more never means marks on another scale
 */
export function reviewedMarks(
  policy: ScoringPolicy,
  judged: Judged & Pick<Evaluation, 'band'>,
  parts: DecidedParts,
  calibrating: Calibrating | null,
): ShownMarks {
  const isFromWords = judged.judge === 'offline';
  const curve = isFromWords && policy.wordCredit === 'diminishing' ? Math.sqrt : (share: number) => share;
  const points = judged.verdicts.map(({ keyPointId, role, weight, verdict, coverage }) => {
    const decided = parts.points.find((point) => point.keyPointId === keyPointId);
    return decided === undefined
      ? { role, weight, verdict, coverage: coverage === null ? null : curve(coverage) }
      : { role, weight, verdict: decided.verdict, coverage: creditFor[decided.verdict] };
  });
  const misconceptions = judged.misconceptions.flatMap(({ misconceptionId, asserted }) => {
    const decided = parts.misconceptions.find((finding) => finding.misconceptionId === misconceptionId);
    if (decided !== undefined) return [{ asserted: decided.asserted }];
    return isFromWords ? [] : [{ asserted }];
  });
  const dimensions = judged.dimensions.map(({ dimensionId, weight, level }) => {
    const decided = parts.dimensions.find((dimension) => dimension.dimensionId === dimensionId);
    return { weight, level: decided?.level ?? level };
  });
  if (!isTouched(judged, parts)) return confirmedMarks(judged);
  const verdicts: Verdicts = { points, misconceptions, dimensions };
  // The curve of words is in the coverages already.
  const scoreRange = scoreRangeOf(verdicts, { ...policy, wordCredit: 'proportional' });
  const isClosed = scoreRange.min === scoreRange.max;
  if (!isClosed) return { score: null, scoreRange, band: null };
  // Whatever gate had closed, a person took it for an attempt.
  const calibrated = calibrating === null ? null : calibratedScoreOf(scoreRange.min, null, calibrating);
  return wholeMarks(calibrated?.score ?? scoreRange.min);
}

/** Whether two marks are the same. */
export function areSameMarks(one: ShownMarks, other: ShownMarks): boolean {
  const { score, scoreRange, band } = one;
  const isSameRange = scoreRange.min === other.scoreRange.min && scoreRange.max === other.scoreRange.max;
  return score === other.score && isSameRange && band === other.band;
}

const creditFor: Readonly<Record<DecidedVerdict, number>> = { covered: 1, partial: 0.5, missing: 0, contradicted: 0 };

function isTouched({ verdicts, misconceptions, dimensions }: Judged, parts: DecidedParts): boolean {
  return (
    parts.points.some(({ keyPointId: id }) => verdicts.some(({ keyPointId }) => keyPointId === id)) ||
    parts.misconceptions.some(({ misconceptionId: id }) =>
      misconceptions.some(({ misconceptionId }) => misconceptionId === id),
    ) ||
    parts.dimensions.some(({ dimensionId: id }) => dimensions.some(({ dimensionId }) => dimensionId === id))
  );
}
