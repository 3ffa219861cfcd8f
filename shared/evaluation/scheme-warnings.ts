import type { EvidenceSpan } from '../domain/evaluation.ts';
import type { KeyPoint } from '../domain/mark-scheme.ts';
import type { GradableQuestion } from '../domain/question.ts';
import type { SchemeWarning, SchemeWarningCode } from '../domain/scheme-warning.ts';
import { hintLeaks } from './hint-terms.ts';
import { takeIn } from './intake.ts';
import { type AnswerReader, readerOf } from './offline/answer-reader.ts';
import { bestMatch, partialMin } from './offline/point-verdicts.ts';
import type { PreparedPoint, PreparedScheme } from './prepared-scheme.ts';
import { referenceWarnings } from './reference-warnings.ts';
import { normalizeText, originalSpan } from './text/normalized-text.ts';
import { sentencesOf } from './text/sentences.ts';

/** What a mark scheme should keep to, by the design notes on grading, section 6.1. */
export const schemeAdvice = {
  pointsMin: 3,
  pointsMax: 8,
  pointWordsMax: 20,
  overlapMax: 0.8,
  sourceMin: 0.3,
} as const;

/** What may be wrong with a mark scheme, and the sentences of its reference that no key point covers. */
export interface SchemeWarnings {
  readonly warnings: readonly SchemeWarning[];
  readonly unusedSentences: readonly EvidenceSpan[];
}

/**
 * Warnings about a mark scheme by its words alone, whoever wrote it: a poor reference, too few, too many or too long points,
 * points that say the same, hints that give their point away, sentences of the reference that no point covers. Costs
 * nothing. Without key points only the reference is looked at.
 */
export function schemeWarnings(scheme: PreparedScheme): SchemeWarnings {
  const { question, points } = scheme;
  const reference = referenceWarnings(question.reference, question.prompt);
  if (points.length === 0) return { warnings: reference, unusedSentences: [] };
  const unusedSentences = unusedIn(scheme);
  return {
    warnings: [
      ...reference,
      ...countWarnings(question),
      ...longPoints(question),
      ...overlaps(scheme),
      ...hintLeaks(question.markScheme.keyPoints).map(({ keyPointId, term }) => ({
        code: 'hint-gives-away' as const,
        keyPointId,
        detail: `The hint contains "${term}", which gives the point away; ask for it in other words.`,
      })),
      ...unusedWarning(unusedSentences),
    ],
    unusedSentences,
  };
}

/** How much of a key point a text says, by words alone, 0 to 1. */
export function saidOf(point: PreparedPoint, reader: AnswerReader): number {
  return bestMatch(point, reader)?.anywhere ?? 0;
}

/** Points of which hardly a word stands in the passage that they are said to come from. */
export function strayWarnings(
  scheme: PreparedScheme,
  proposed: readonly { readonly keyPoint: KeyPoint; readonly source: EvidenceSpan }[],
): SchemeWarning[] {
  return scheme.points.flatMap((point) => {
    const { id } = point.keyPoint;
    const source = proposed.find(({ keyPoint }) => keyPoint.id === id)?.source;
    if (source === undefined) return [];
    const reader = readerOf(scheme, takeIn(source.text, scheme));
    if (saidOf(point, reader) >= schemeAdvice.sourceMin) return [];
    const detail = `Hardly a word of this key point stands in its source "${source.text}"; check that the reference says it.`;
    return [{ code: 'point-strays-from-source' as const, keyPointId: id, detail }];
  });
}

function countWarnings({ markScheme: { keyPoints } }: GradableQuestion): SchemeWarning[] {
  const { length } = keyPoints;
  const essential = keyPoints.filter(({ role }) => role === 'essential').length;
  const advised = `${schemeAdvice.pointsMin} to ${schemeAdvice.pointsMax} are easy to grade and to explain`;
  const warnings: SchemeWarning[] = [];
  const warn = (code: SchemeWarningCode, detail: string): number => warnings.push({ code, keyPointId: null, detail });
  if (essential === 0) {
    warn('no-essential-point', 'Every key point is a bonus; mark those that a good answer must have as essential.');
  }
  if (length < schemeAdvice.pointsMin) {
    warn('too-few-points', `There ${length === 1 ? 'is 1 key point' : `are ${length} key points`}; ${advised}.`);
  }
  if (essential > schemeAdvice.pointsMax) {
    warn('too-many-points', `There are ${essential} essential key points; ${advised}.`);
  }
  return warnings;
}

function longPoints({ markScheme: { keyPoints } }: GradableQuestion): SchemeWarning[] {
  return keyPoints.flatMap(({ id, text }) => {
    const words = text.split(/\s+/).length;
    if (words < schemeAdvice.pointWordsMax) return [];
    const detail = `This key point has ${words} words and may make several claims; split it, so that each can be earned by itself.`;
    return [{ code: 'point-too-long' as const, keyPointId: id, detail }];
  });
}

function overlaps(scheme: PreparedScheme): SchemeWarning[] {
  const { points } = scheme;
  const readers = points.map(({ keyPoint }) => readerOf(scheme, takeIn(keyPoint.text, scheme)));
  const said = (point: number, reader: number): number => {
    const [one, other] = [points[point], readers[reader]];
    return one === undefined || other === undefined ? 0 : saidOf(one, other);
  };
  return points.flatMap(({ keyPoint }, index) => {
    const within = points.findIndex((_, at) => at !== index && said(index, at) >= schemeAdvice.overlapMax);
    const other = points[within]?.keyPoint;
    // Of two that say the same, the later one is named.
    if (other === undefined || (index < within && said(within, index) >= schemeAdvice.overlapMax)) return [];
    const detail = `Whoever makes the point ${other.id} has nearly made this one as well; part them or drop one.`;
    return [{ code: 'points-overlap' as const, keyPointId: keyPoint.id, detail }];
  });
}

function unusedWarning(unused: readonly EvidenceSpan[]): SchemeWarning[] {
  if (unused.length === 0) return [];
  const [first] = unused;
  const more = unused.length === 1 ? '' : ` and ${unused.length - 1} more sentence${unused.length === 2 ? '' : 's'}`;
  const detail = `No key point covers "${first?.text ?? ''}"${more} of the reference: whoever says it earns nothing for it.`;
  return [{ code: 'sentence-unused', keyPointId: null, detail }];
}

function unusedIn(scheme: PreparedScheme): EvidenceSpan[] {
  const normalized = normalizeText(scheme.question.reference);
  return sentencesOf(normalized.text)
    .filter(({ start, end }) => {
      const reader = readerOf(scheme, takeIn(normalized.text.slice(start, end), scheme));
      return scheme.points.every((point) => saidOf(point, reader) < partialMin);
    })
    .map(({ start, end }) => originalSpan(normalized, start, end));
}
