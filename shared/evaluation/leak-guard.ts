import type { GradableQuestion } from '../domain/question.ts';
import { stemsOf } from './offline/terms.ts';
import { normalizeText } from './text/normalized-text.ts';
import { fiveInARow } from './text/passages.ts';
import { contentTokens, tokenize } from './text/tokens.ts';

/** Tells what a candidate must not read before the reference is revealed. */
export interface LeakGuard {
  /**
   * Whether five words in a row, or five words of content whatever stands between them and in whatever form, come from
   * the right answer although neither the candidate wrote them nor the question says them.
   */
  readonly leaks: (text: string) => boolean;
  /** Whether a text leaks, or holds a whole wording of a point that is too short for that. */
  readonly givesAway: (text: string) => boolean;
  /** The terms of any key point that a text names although neither the candidate nor the question does. */
  readonly termsNamed: (text: string) => string[];
}

/**
 * Guards the reference, its alternatives, the key points with their aliases, and the corrections of misconceptions.
 * Capitals, marks and Unicode forms make no difference. Where words are not parted by spaces, every character counts as a
 * word, and so does what stands between two spaces. What is read once per question is kept as long as the question is.
 */
export function leakGuard(question: GradableQuestion, answer: string): LeakGuard {
  const kept = keptBackOf(question);
  const plainAnswer = onDemand(() => plain(answer));
  const said = readings.map((reading) => onDemand(() => new Set(fiveInARow(reading(plainAnswer())))));
  const known = onDemand(() => stemsOf(`${question.prompt}\n${answer}`));
  const answerRow = onDemand(() => row(plainAnswer()));
  const leaks = (text: string): boolean =>
    kept.foundIn(text).passages.some((passages, index) => passages.some((passage) => !said[index]?.().has(passage)));
  return {
    leaks,
    givesAway: (text) => leaks(text) || kept.foundIn(text).shortWordings.some((short) => !answerRow().includes(short)),
    termsNamed(text) {
      const named = stemsOf(text);
      return question.markScheme.keyPoints
        .flatMap(({ terms }) => terms)
        .filter((term) => {
          const stems = stemsOf(term);
          return stems.size > 0 && stems.isSubsetOf(named) && !stems.isSubsetOf(known());
        });
    },
  };
}

/** What a text holds of what a question keeps back: passages by reading, and wordings too short to have any. */
interface Found {
  readonly passages: readonly (readonly string[])[];
  readonly shortWordings: readonly string[];
}

/** Finds what a question keeps back, whoever answered. */
interface KeptBack {
  readonly foundIn: (text: string) => Found;
}

const keptBack = new WeakMap<GradableQuestion, KeptBack>();
// Hints and fixed sentences come again with every answer.
const foundMax = 500;

function keptBackOf(question: GradableQuestion): KeptBack {
  const known = keptBack.get(question);
  if (known !== undefined) return known;
  const texts = rightTextsOf(question).map(plain);
  const prompt = plain(question.prompt);
  const passages = readings.map((reading) => {
    const offered = new Set(fiveInARow(reading(prompt)));
    return new Set(texts.flatMap((text) => fiveInARow(reading(text))).filter((passage) => !offered.has(passage)));
  });
  const promptRow = row(prompt);
  const shortWordings = texts
    .filter((text) => wordsOf(text).length > 0 && fiveInARow(wordsOf(text)).length === 0)
    .map(row)
    .filter((short) => !promptRow.includes(short));
  const found = new Map<string, Found>();
  const made: KeptBack = {
    foundIn(text) {
      const earlier = found.get(text);
      if (earlier !== undefined) return earlier;
      const plainText = plain(text);
      const textRow = row(plainText);
      const now: Found = {
        passages: readings.map((reading, index) =>
          fiveInARow(reading(plainText)).filter((passage) => passages[index]?.has(passage)),
        ),
        shortWordings: shortWordings.filter((short) => textRow.includes(short)),
      };
      if (found.size < foundMax) found.set(text, now);
      return now;
    },
  };
  keptBack.set(question, made);
  return made;
}

function rightTextsOf({ reference, referenceAlternatives, markScheme }: GradableQuestion): string[] {
  return [
    reference,
    ...referenceAlternatives,
    ...markScheme.keyPoints.flatMap(({ text, aliases }) => [text, ...aliases]),
    ...markScheme.misconceptions.map(({ correction }) => correction),
  ];
}

function plain(text: string): string {
  return normalizeText(text).text;
}

/** The words of a plain text, in order. */
type Reading = (text: string) => string[];

// Read by characters alone, five words could be pieced together from shorter stretches of the answer.
const readings: readonly Reading[] = [
  wordsOf,
  signsOf,
  (text) => contentTokens(tokenize(text)).map(({ stem }) => stem),
];

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

// Where words are not parted by spaces, every character stands for itself.
const sign =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+/gu;

function signsOf(text: string): string[] {
  return text.toLowerCase().match(sign) ?? [];
}

function row(text: string): string {
  return ` ${signsOf(text).join(' ')} `;
}

function onDemand<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
