import type { KeyPoint } from '../../domain/mark-scheme.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import { keyPointsFrom } from '../key-points.ts';
import { type Contrast, contrastOf, sideOf } from './contrast.ts';
import { stemsOf, type Term, termsOf } from './terms.ts';

/** A key point with its wordings cut into weighted terms. */
export interface PreparedPoint {
  readonly keyPoint: KeyPoint;
  readonly wordings: readonly (readonly Term[])[];
  /** What the point is about, when the question contrasts two things; its words then only count near that name. */
  readonly side: string | null;
}

/** A question made ready for many answers. `alternatives` are further right answers, each cut into points of its own. */
export interface PreparedScheme {
  readonly question: GradableQuestion;
  readonly questionStems: ReadonlySet<string>;
  readonly vocabulary: ReadonlySet<string>;
  readonly referenceStems: ReadonlySet<string>;
  readonly contrast: Contrast | null;
  /** Some point has at least as many words of the question as others. */
  readonly isAnswerableInQuestionWords: boolean;
  readonly points: readonly PreparedPoint[];
  readonly alternatives: readonly (readonly PreparedPoint[])[];
}

/** Does once per question what would otherwise be done for every answer. */
export function prepareScheme(question: GradableQuestion): PreparedScheme {
  const questionStems = stemsOf(question.prompt);
  const { keyPoints } = question.markScheme;
  const contrast = contrastOf(
    question.prompt,
    keyPoints.map(({ text }) => text),
  );
  const prepare = (keyPoint: KeyPoint): PreparedPoint => ({
    keyPoint,
    wordings: [keyPoint.text, ...keyPoint.aliases].map((wording) => termsOf(wording, questionStems)),
    side: contrast === null ? null : sideOf(keyPoint.text, contrast),
  });
  const texts = [
    question.reference,
    ...question.referenceAlternatives,
    ...keyPoints.flatMap(({ text, aliases }) => [text, ...aliases]),
  ];
  const points = keyPoints.map(prepare);
  return {
    question,
    questionStems,
    vocabulary: stemsOf([question.prompt, ...texts].join('\n')),
    referenceStems: stemsOf(texts.join('\n')),
    contrast,
    isAnswerableInQuestionWords: points.some(({ keyPoint }) => {
      const stems = [...stemsOf(keyPoint.text)];
      return stems.filter((stem) => questionStems.has(stem)).length * 2 >= stems.length;
    }),
    points,
    alternatives: question.referenceAlternatives.map((text) => keyPointsFrom(text, question.prompt).map(prepare)),
  };
}
