import type { AuthoredQuestion, GradableQuestion } from '../domain/question.ts';
import { takeIn } from './intake.ts';
import { readerOf } from './offline/answer-reader.ts';
import { judgeOffline } from './offline/offline-judge.ts';
import { judgePoints } from './offline/point-verdicts.ts';
import { stemsOf } from './offline/terms.ts';
import { type PreparedScheme, prepareScheme } from './prepared-scheme.ts';
import { coverageShare } from './scoring.ts';

/**
 * Bounds that a mark scheme should keep, as shares of full coverage by its words alone, whatever the gates would say.
 */
export const schemeBounds = {
  referenceMin: 0.9,
  promptMax: 0.1,
  hintsMax: 0.25,
  otherReferenceMax: 0.35,
} as const;

/** What the offline judge makes of texts that should earn everything or nothing. `others` is in falling order. */
export interface SchemeCheck {
  readonly questionId: string;
  readonly reference: number;
  readonly prompt: number;
  readonly hints: number;
  readonly others: readonly { readonly questionId: string; readonly coverage: number }[];
  readonly problems: readonly string[];
}

/**
 * Tries a bank of questions on itself, at no cost: each reference against its own mark scheme, the bare prompt, the hints
 * read as an answer, and the reference of every other question. Behavioural questions have nothing to try and are left out.
 */
export function checkSchemes(questions: readonly AuthoredQuestion[]): SchemeCheck[] {
  const prepared = questions
    .filter(({ kind }) => kind === 'knowledge')
    .map((question) => ({ question, scheme: prepareScheme(question) }));
  return prepared.map(({ question, scheme }) => {
    const others = prepared
      .filter((other) => other.question.id !== question.id)
      .map((other) => ({ questionId: other.question.id, coverage: coverageBy(scheme, other.question.reference) }))
      .sort((a, b) => b.coverage - a.coverage);
    const hints = question.markScheme.keyPoints.map(({ hint }) => hint ?? '').join('\n');
    const check = {
      questionId: question.id,
      reference: coverageBy(scheme, question.reference),
      prompt: coverageBy(scheme, question.prompt),
      hints: coverageBy(scheme, hints),
      others,
    };
    return { ...check, problems: problemsOf(question, scheme, check) };
  });
}

function coverageBy(scheme: PreparedScheme, text: string): number {
  // Past the gates, which would settle a copied prompt before its words are looked at.
  return coverageShare(judgePoints(scheme, readerOf(scheme, takeIn(text, scheme))));
}

function problemsOf(
  question: AuthoredQuestion,
  scheme: PreparedScheme,
  check: Omit<SchemeCheck, 'problems'>,
): string[] {
  const problems: string[] = [];
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  if (check.reference < schemeBounds.referenceMin)
    problems.push(`the reference covers only ${percent(check.reference)}`);
  for (const point of judgeOffline(scheme, question.reference).points) {
    if (point.verdict !== 'covered') problems.push(`the reference does not cover ${point.keyPointId}`);
  }
  if (check.prompt > schemeBounds.promptMax) problems.push(`the prompt alone covers ${percent(check.prompt)}`);
  if (check.hints > schemeBounds.hintsMax) problems.push(`the hints alone cover ${percent(check.hints)}`);
  for (const { questionId, coverage } of check.others) {
    if (coverage > schemeBounds.otherReferenceMax)
      problems.push(`the reference of ${questionId} covers ${percent(coverage)}`);
  }
  return [...problems, ...leakingHints(question)];
}

/** Hints that contain a term which would give their point away. */
export function leakingHints(question: Pick<GradableQuestion, 'markScheme'>): string[] {
  return question.markScheme.keyPoints.flatMap(({ id, hint, terms }) => {
    const said = stemsOf(hint ?? '');
    return terms
      .filter((term) => [...stemsOf(term)].some((stem) => said.has(stem)))
      .map((term) => `the hint of ${id} contains its term "${term}"`);
  });
}
