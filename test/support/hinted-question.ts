import type { Evaluation, PointVerdict } from '../../shared/domain/evaluation.ts';
import type { GradableQuestion } from '../../shared/domain/question.ts';
import { aKnowledgeQuestion } from './evaluation.ts';
import type { Judged } from './feedback.ts';

/** A knowledge question whose key points have these hints in order; terms and aliases are those of the first point. */
export function withHints(
  hints: readonly (string | undefined)[],
  first: { terms?: readonly string[]; aliases?: readonly string[] } = {},
): GradableQuestion {
  const plain = aKnowledgeQuestion();
  const keyPoints = plain.markScheme.keyPoints.map((point, index) => {
    const hint = hints[index];
    const terms = index === 0 ? [...(first.terms ?? [])] : [];
    const aliases = index === 0 ? [...(first.aliases ?? [])] : point.aliases;
    return { ...point, terms, aliases, ...(hint === undefined ? {} : { hint }) };
  });
  return { ...plain, markScheme: { ...plain.markScheme, keyPoints } };
}

/** A question with a hint on each of its four points. */
export const hintedQuestion: GradableQuestion = withHints([
  'What does it do to calls?',
  'What does a caller notice?',
  'How does it end?',
  'Who is spared?',
]);

/** The answer that the quotes of `judged` stand in. */
export const judgedAnswer = 'It stops calls when many failed. It retries them at once, I think.';

/** Verdicts on the points of a hinted question in order, each with a quote of the judged answer. */
export function judged(
  verdicts: readonly PointVerdict['verdict'][],
  { asserted = null, weights = [3, 2, 2, 1] }: { asserted?: boolean | null; weights?: readonly number[] } = {},
): Judged {
  const span = (text: string): Evaluation['verdicts'][number]['evidence'][number] => {
    const start = judgedAnswer.indexOf(text);
    return { start, end: start + text.length, text };
  };
  const points = aKnowledgeQuestion().markScheme.keyPoints.slice(0, verdicts.length);
  return {
    gate: null,
    points: points.map(({ id, text, role }, index) => ({
      ...{ keyPointId: id, text, role, weight: weights[index] ?? 1, verdict: verdicts[index] ?? 'missing' },
      ...{
        coverage: 0.5,
        evidence: [span('It stops calls when many failed.')],
        reason: 'because of x',
        confidence: 1,
        doubtful: false,
      },
    })),
    misconceptions: [
      { misconceptionId: 'retries', claim: 'It retries.', asserted, evidence: [span('It retries them at once')] },
    ],
  };
}
