import type { PointVerdict } from '../../domain/evaluation.ts';
import { takeIn } from '../intake.ts';
import { readerOf } from '../offline/answer-reader.ts';
import { judgeOffline } from '../offline/offline-judge.ts';
import { judgePoints } from '../offline/point-verdicts.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { coverageShare } from '../scoring.ts';
import { isTooLongToCut, pointCutter } from './cut-point.ts';
import type { Figure, LeftOut, SelfTestFigures } from './figures.ts';
import { leftOutOf } from './left-out.ts';
import { firstHalf, padded } from './probe-texts.ts';
import type { WordFigures } from './word-figures.ts';

/**
 * Tries a mark scheme with the offline judge, past the gates, which would settle some of the answers before their words
 * are looked at. `byWords` is what `wordFigures` found of the same scheme. Costs nothing.
 */
export function offlineFigures(scheme: PreparedScheme, byWords: WordFigures): SelfTestFigures {
  const { reference, prompt } = scheme.question;
  const verdictsOn = (text: string): PointVerdict[] => judgePoints(scheme, readerOf(scheme, takeIn(text, scheme)));
  const whole = verdictsOn(reference);
  const half = firstHalf(reference);
  return {
    reference: { value: byWords.reference },
    notCovered: { value: byWords.notCovered },
    prompt: { value: byWords.prompt },
    empty: { value: coverageShare(judgeOffline(scheme, '').points) },
    hints: { value: byWords.hints },
    others: byWords.others.length > 0 ? { value: byWords.others } : { notTried: 'There is no other question to try.' },
    leftOut: leftOutFigure(scheme, whole, verdictsOn),
    padding: {
      value: { plain: coverageShare(verdictsOn(half)), padded: coverageShare(verdictsOn(padded(half, prompt))) },
    },
    denied: {
      notTried:
        'The offline judge compares words and can\'t see a denial: "it is not true that ..." may earn what the claim earns. A model can be tried on it.',
    },
  };
}

function leftOutFigure(
  scheme: PreparedScheme,
  whole: readonly PointVerdict[],
  verdictsOn: (text: string) => readonly PointVerdict[],
): Figure<readonly LeftOut[]> {
  if (isTooLongToCut(scheme)) return { notTried: 'The reference is too long to be tried without each of its points.' };
  const cutter = pointCutter(scheme);
  const leftOut = scheme.points.flatMap(({ keyPoint }): LeftOut[] => {
    const rest = cutter.without(keyPoint.id);
    return rest === null ? [] : [leftOutOf(keyPoint.id, whole, verdictsOn(rest))];
  });
  return leftOut.length > 0
    ? { value: leftOut }
    : { notTried: 'The reference is too short to leave a part of it out, or makes none of the points.' };
}
