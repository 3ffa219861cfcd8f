import type { Flag, PointVerdict, ReviewReason } from '../../domain/evaluation.ts';
import { doubtsAbout } from '../flag-doubts.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { countedPoints, weightedMean } from '../scoring.ts';
import { isDenial } from '../text/denial.ts';
import { contentTokens, numbersIn } from '../text/tokens.ts';
import type { AnswerReader } from './answer-reader.ts';
import { coverageOf } from './coverage.ts';
import { bestMatch, partialMin } from './point-verdicts.ts';

const attemptWordsMin = 5;
const coveredShareMin = 0.5;
const deniedPointsMin = 2;
const swappedPointsMin = 2;
const swappedLeadMin = 0.25;

/**
 * Where the words of an answer alone can't be trusted. Nothing of this changes a mark: negation and numbers were measured
 * to say too little about a single point for that. It decides who should look.
 */
export function wordDoubts(
  points: readonly PointVerdict[],
  scheme: PreparedScheme,
  reader: AnswerReader,
): { flags: Flag[]; doubts: ReviewReason[] } {
  const flags: Flag[] = [];
  if (hasOtherNumber(points, scheme)) flags.push('number_mismatch');
  if (deniesWhatItSays(points)) flags.push('negation_mismatch');
  if (swapsSides(scheme, reader)) flags.push('swapped_sides');
  const doubts = doubtsAbout(flags);
  return { flags, doubts: isUnsure(points, reader) ? [...doubts, 'judge-unsure'] : doubts };
}

// The answer gives a figure where the point has another one, and otherwise talks about the same thing.
function hasOtherNumber(points: readonly PointVerdict[], scheme: PreparedScheme): boolean {
  return points.some((point) => {
    if (point.verdict === 'missing' || numbersIn(point.text).size === 0) return false;
    const given = numbersIn(quotedIn(point));
    return given.size > 0 && given.isDisjointFrom(scheme.numbers);
  });
}

/*
 * Everything that is credited, in at least two places, is credited from sentences that deny something, while the points
 * deny nothing. One such sentence proves little ("not only fast, but ..."); of 3,286 real answers three have nothing else
 * (bench:accuracy).
 */
function deniesWhatItSays(points: readonly PointVerdict[]): boolean {
  const affirmed = points.filter(({ verdict, text }) => isCredited(verdict) && !isDenial(text));
  const places = new Set(affirmed.flatMap(({ evidence }) => evidence.map(({ start }) => start)));
  return (
    affirmed.length >= deniedPointsMin &&
    places.size >= deniedPointsMin &&
    affirmed.every(({ evidence }) => evidence.every(({ text }) => isDenial(text)))
  );
}

// Points about one side of a contrast are found, and better where the answer speaks of the other side.
function swapsSides(scheme: PreparedScheme, reader: AnswerReader): boolean {
  const { contrast } = scheme;
  if (contrast === null) return false;
  const swapped = scheme.points.filter((point) => {
    const { side } = point;
    const best = side === null ? null : bestMatch(point, reader);
    if (side === null || best === null || best.anywhere < partialMin) return false;
    const other = side === contrast[0] ? contrast[1] : contrast[0];
    const lead =
      coverageOf(best.wording.terms, reader.about(other)) - coverageOf(best.wording.terms, reader.about(side));
    return lead >= swappedLeadMin;
  });
  return swapped.length >= swappedPointsMin;
}

/*
 * An attempt whose words cover less than half of what is essential: it may say the rest in other words. Measured on the
 * human-graded sets, marks of such answers are further off than those of the others.
 */
function isUnsure(points: readonly PointVerdict[], { intake }: AnswerReader): boolean {
  const counted = countedPoints(points);
  if (counted.length === 0 || contentTokens(intake.tokens).length < attemptWordsMin) return false;
  return weightedMean(counted, ({ verdict }) => (verdict === 'covered' ? 1 : 0)) < coveredShareMin;
}

function isCredited(verdict: PointVerdict['verdict']): boolean {
  return verdict === 'covered' || verdict === 'partial';
}

function quotedIn({ evidence }: PointVerdict): string {
  return evidence.map(({ text }) => text).join('\n');
}
