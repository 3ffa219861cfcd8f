import type { PointVerdict } from '../../domain/evaluation.ts';
import type { KeyPoint } from '../../domain/mark-scheme.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import { countedPoints } from '../scoring.ts';
import type { Reading } from './interpret.ts';

const offlineBlind = 0.25;
const offlineSure = 0.8;
/** The most points of one answer that are asked about alone: each is a call. */
export const reasksMax = 4;

/**
 * Whether a model's verdict on a point and the words of the answer disagree so strongly that teachers side with the model
 * no more often than not: covered although hardly a word was found (0.27-0.46 right), missing although nearly all were
 * (0.42-0.65 right). @see the design notes on grading, section 3.1
 *
 * @param offline the offline judge's coverage of the point; null where it has none, and then nothing disagrees
 */
export function judgesDisagree(verdict: PointVerdict['verdict'], offline: number | null): boolean {
  if (offline === null) return false;
  return (verdict === 'covered' && offline < offlineBlind) || (verdict === 'missing' && offline > offlineSure);
}

/**
 * The points to ask about once more, each alone, because together they interfere: those that make the marks and on which
 * the judges disagree, the ones of most weight first and at most four.
 */
export function pointsToReask(
  question: GradableQuestion,
  reading: Reading,
  offline: readonly PointVerdict[],
): readonly KeyPoint[] {
  return countedPoints(question.markScheme.keyPoints)
    .filter(({ id }) => {
      const first = reading.points.get(id);
      if (first === undefined || first.evidence === null) return false;
      return judgesDisagree(first.entry.verdict, offlineCoverage(offline, id));
    })
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, reasksMax);
}

/** The question with one key point and nothing else to report on. */
export function aloneIn(question: GradableQuestion, keyPoint: KeyPoint): GradableQuestion {
  const markScheme = { ...question.markScheme, keyPoints: [keyPoint], misconceptions: [], dimensions: [] };
  return { ...question, markScheme };
}

/**
 * The first reading with the verdict on one point taken from a second one that was about this point alone. A second
 * reading with any defect, a quote that is not in the answer among them, changes nothing: a re-ask can take marks away and
 * give them, but gives them only for words that stand in the answer.
 */
export function withSecondVerdict(first: Reading, { id }: KeyPoint, second: Reading): Reading {
  const entry = second.points.get(id);
  if (second.defects.length > 0 || entry === undefined || entry.evidence === null) return first;
  const isCredited = entry.entry.verdict !== 'missing';
  return {
    ...first,
    points: new Map(first.points).set(id, entry),
    suspectsManipulation: first.suspectsManipulation || second.suspectsManipulation,
    // An answer may be no attempt at this one point; credit for what is called none is another matter.
    isAttempt: first.isAttempt && (second.isAttempt || !isCredited),
  };
}

/** The offline judge's coverage of a point, 0 to 1; null where it has none. */
export function offlineCoverage(offline: readonly PointVerdict[], id: string): number | null {
  return offline.find(({ keyPointId }) => keyPointId === id)?.coverage ?? null;
}
