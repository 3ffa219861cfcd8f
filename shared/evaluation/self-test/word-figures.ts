import type { AuthoredQuestion } from '../../domain/question.ts';
import { allDefences, takeIn } from '../intake.ts';
import { readerOf } from '../offline/answer-reader.ts';
import { judgeOffline } from '../offline/offline-judge.ts';
import { judgePoints } from '../offline/point-verdicts.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { coverageShare } from '../scoring.ts';

/** What texts that should earn everything or nothing earn by their words: shares of full coverage, 0 to 1. */
export interface WordFigures {
  readonly questionId: string;
  readonly reference: number;
  readonly prompt: number;
  readonly hints: number;
  /** The points that the reference does not make. */
  readonly notCovered: readonly string[];
  /** The references of other questions, in falling order. */
  readonly others: readonly { readonly questionId: string; readonly coverage: number }[];
}

/**
 * Tries one scheme on its own reference, the bare prompt, the hints read as an answer, and the references of the other
 * questions among those given, by their words alone, whatever the gates would say. Costs nothing.
 */
export function wordFigures(
  questionId: string,
  scheme: PreparedScheme,
  questions: readonly Pick<AuthoredQuestion, 'id' | 'reference'>[],
): WordFigures {
  const { prompt, reference, markScheme } = scheme.question;
  const others = questions
    .filter((other) => other.id !== questionId && other.reference !== '')
    .map((other) => ({ questionId: other.id, coverage: coverageBy(scheme, other.reference) }))
    .sort((a, b) => b.coverage - a.coverage);
  const hints = markScheme.keyPoints.map(({ hint }) => hint ?? '').join('\n');
  return {
    questionId,
    reference: coverageBy(scheme, reference),
    prompt: coverageBy(scheme, prompt),
    hints: coverageBy(scheme, hints),
    notCovered: judgeOffline(scheme, reference)
      .points.filter(({ verdict }) => verdict !== 'covered')
      .map(({ keyPointId }) => keyPointId),
    others,
  };
}

function coverageBy(scheme: PreparedScheme, text: string): number {
  // Past the gates, which would settle a copied prompt before its words are looked at.
  const intake = takeIn(text, scheme, { ...allDefences, closesGates: false });
  return coverageShare(judgePoints(scheme, readerOf(scheme, intake)));
}
