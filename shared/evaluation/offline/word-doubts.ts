import type { Flag, PointVerdict, ReviewReason } from '../../domain/evaluation.ts';
import { doubtsAbout } from '../flag-doubts.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { countedPoints, weightedMean } from '../scoring.ts';
import { isDenial } from '../text/denial.ts';
import { contentTokens, numbersIn } from '../text/tokens.ts';
import type { AnswerReader } from './answer-reader.ts';
import { saysTheOpposite } from './opposites.ts';
import { swapsSides } from './opposition.ts';
import { bestMatch } from './point-verdicts.ts';

const attemptWordsMin = 5;
const coveredShareMin = 0.5;
const deniedPointsMin = 2;
const wholePointMin = 0.7;

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
  const turns = scheme.points.map((point) => point.turns);
  if (deniesWhatItSays(points, scheme, reader) || saysTheOpposite(points, turns)) flags.push('negation_mismatch');
  if (mixesUp(scheme, reader)) flags.push('swapped_sides');
  const doubts = doubtsAbout(flags);
  return { flags, doubts: isUnsure(points, reader) ? [...doubts, 'judge-unsure'] : doubts };
}

/*
 * The answer gives a figure that nobody named where the point has another one, and otherwise talks about the same thing.
 * Beside the right one a further figure tells nothing: 71 of 3,286 real answers have one (2026-11-28).
 */
function hasOtherNumber(points: readonly PointVerdict[], scheme: PreparedScheme): boolean {
  return points.some((point, index) => {
    const wanted = scheme.points[index]?.numbers;
    if (point.verdict === 'missing' || wanted === undefined || wanted.size === 0) return false;
    const given = numbersIn(quotedIn(point));
    return given.isDisjointFrom(wanted) && !given.isSubsetOf(scheme.numbers);
  });
}

/*
 * All that is credited is credited from sentences that deny something, while the points deny nothing. In two places at
 * least that hardly ever means anything else. One such sentence proves little ("not only fast, but ..."), so it must say
 * the whole point in its own words: eight of 3,286 real answers are flagged for that and good (2026-11-28).
 */
function deniesWhatItSays(points: readonly PointVerdict[], scheme: PreparedScheme, reader: AnswerReader): boolean {
  const affirmed = points.filter(
    ({ verdict }, index) =>
      (verdict === 'covered' || verdict === 'partial') && scheme.points[index]?.isDenial === false,
  );
  if (affirmed.length === 0 || !affirmed.every(({ evidence }) => evidence.every(({ text }) => isDenial(text))))
    return false;
  const places = new Set(affirmed.flatMap(({ evidence }) => evidence.map(({ start }) => start)));
  if (affirmed.length >= deniedPointsMin && places.size >= deniedPointsMin) return true;
  if (!scheme.isAuthored && isDenial(scheme.question.reference)) return false;
  return affirmed.every(({ keyPointId }) => {
    const point = scheme.points.find(({ keyPoint }) => keyPoint.id === keyPointId);
    const best = point === undefined ? null : bestMatch(point, reader);
    return best !== null && best.counted >= wholePointMin && !isDenial(best.wording.text);
  });
}

// The answer says of each of two things what is true of the other.
function mixesUp({ opposition, termsFor }: PreparedScheme, { intake }: AnswerReader): boolean {
  return opposition !== null && swapsSides(opposition, intake.normalized.text, intake.tokens, termsFor);
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

function quotedIn({ evidence }: PointVerdict): string {
  return evidence.map(({ text }) => text).join('\n');
}
