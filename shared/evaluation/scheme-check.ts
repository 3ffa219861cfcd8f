import type { KeyPoint } from '../domain/mark-scheme.ts';
import type { AuthoredQuestion, GradableQuestion } from '../domain/question.ts';
import { termsInHint } from './hint-terms.ts';
import { allDefences, takeIn } from './intake.ts';
import { readerOf } from './offline/answer-reader.ts';
import { judgeOffline } from './offline/offline-judge.ts';
import { judgePoints } from './offline/point-verdicts.ts';
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
  /** The points that the reference does not make. */
  readonly notCovered: readonly string[];
  readonly others: readonly { readonly questionId: string; readonly coverage: number }[];
  readonly problems: readonly string[];
}

/**
 * Tries a bank of questions on itself, at no cost: each reference against its own mark scheme, the bare prompt, the hints
 * read as an answer, and the reference of every other question. Behavioural questions have nothing to try and are left out.
 */
export function checkSchemes(questions: readonly AuthoredQuestion[]): SchemeCheck[] {
  const tried = questions.filter(({ kind }) => kind === 'knowledge');
  return tried.map((question) => checkScheme(question.id, prepareScheme(question), tried));
}

/** Tries one scheme on itself and on the references of the other questions among those given. */
export function checkScheme(
  questionId: string,
  scheme: PreparedScheme,
  questions: readonly Pick<AuthoredQuestion, 'id' | 'reference'>[],
): SchemeCheck {
  const { prompt, reference, markScheme } = scheme.question;
  const others = questions
    .filter((other) => other.id !== questionId && other.reference !== '')
    .map((other) => ({ questionId: other.id, coverage: coverageBy(scheme, other.reference) }))
    .sort((a, b) => b.coverage - a.coverage);
  const hints = markScheme.keyPoints.map(({ hint }) => hint ?? '').join('\n');
  const check = {
    questionId,
    reference: coverageBy(scheme, reference),
    prompt: coverageBy(scheme, prompt),
    hints: coverageBy(scheme, hints),
    notCovered: judgeOffline(scheme, reference)
      .points.filter(({ verdict }) => verdict !== 'covered')
      .map(({ keyPointId }) => keyPointId),
    others,
  };
  return { ...check, problems: problemsOf(scheme.question, check) };
}

function coverageBy(scheme: PreparedScheme, text: string): number {
  // Past the gates, which would settle a copied prompt before its words are looked at.
  const intake = takeIn(text, scheme, { ...allDefences, closesGates: false });
  return coverageShare(judgePoints(scheme, readerOf(scheme, intake)));
}

function problemsOf(question: GradableQuestion, check: Omit<SchemeCheck, 'problems'>): string[] {
  const problems: string[] = [];
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  if (check.reference < schemeBounds.referenceMin)
    problems.push(`the reference covers only ${percent(check.reference)}`);
  for (const keyPointId of check.notCovered) problems.push(`the reference does not cover ${keyPointId}`);
  if (check.prompt > schemeBounds.promptMax) problems.push(`the prompt alone covers ${percent(check.prompt)}`);
  if (check.hints > schemeBounds.hintsMax) problems.push(`the hints alone cover ${percent(check.hints)}`);
  for (const { questionId, coverage } of check.others) {
    if (coverage > schemeBounds.otherReferenceMax)
      problems.push(`the reference of ${questionId} covers ${percent(coverage)}`);
  }
  return [...problems, ...leakingHints(question)];
}

/** Hints that contain a term which would give their point away, in words. */
export function leakingHints({ markScheme }: Pick<GradableQuestion, 'markScheme'>): string[] {
  return hintLeaks(markScheme.keyPoints).map(
    ({ keyPointId, term }) => `the hint of ${keyPointId} contains its term "${term}"`,
  );
}

/** A term that stands in the hint of its own point, in any form of the word. */
export interface HintLeak {
  readonly keyPointId: string;
  readonly term: string;
}

/** The terms that stand in the hint of their own point. */
export function hintLeaks(keyPoints: readonly KeyPoint[]): HintLeak[] {
  return keyPoints.flatMap((point) => termsInHint(point).map((term) => ({ keyPointId: point.id, term })));
}
