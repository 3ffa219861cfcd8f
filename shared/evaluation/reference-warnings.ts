import type { SchemeWarning, SchemeWarningCode } from '../domain/scheme-warning.ts';
import { stemsOf } from './offline/terms.ts';
import { isDenial } from './text/denial.ts';
import { isFunctionWord, languageOf } from './text/language.ts';
import { normalizeText } from './text/normalized-text.ts';
import { sentencesOf } from './text/sentences.ts';
import { contentTokens, tokenize } from './text/tokens.ts';
import { isCommonWord } from './text/word-frequency.ts';

const ownWordsMin = 3;
const wordsForGibberish = 6;
const unknownShareMax = 0.7;
const sentencesCompared = 60;
const sameWordsMin = 0.8;
const comparedWordsMin = 3;

/**
 * What makes a reference answer poor to grade against: too little in it, nothing but the question, questions instead of
 * answers, two sentences of which one denies the other, another language than the question's, no words. Cues for a person,
 * not proofs; a sound reference gives none.
 */
export function referenceWarnings(reference: string, prompt: string): SchemeWarning[] {
  const { text } = normalizeText(reference);
  const sentences = sentencesOf(text).map(({ start, end }) => text.slice(start, end));
  if (isNotWords(text, prompt)) {
    return [
      warning('reference-not-made-of-words', 'Most of the reference answer is not made of words that are known.'),
    ];
  }
  const own = [...stemsOf(text)].filter((stem) => !stemsOf(prompt).has(stem));
  const denied = contradictionIn(sentences);
  const asking = sentences.filter((sentence) => sentence.endsWith('?')).length;
  return [
    ...(own.length === 0
      ? [warning('reference-restates-question', 'The reference answer says nothing that the question does not say.')]
      : own.length < ownWordsMin
        ? [warning('reference-too-short', 'The reference answer is so short that hardly anything can be graded by it.')]
        : []),
    ...(asking > 0 && asking * 2 >= sentences.length
      ? [
          warning(
            'reference-asks-questions',
            'The reference answer consists of questions; write down what a good answer says.',
          ),
        ]
      : []),
    ...(denied === null
      ? []
      : [
          warning(
            'reference-contradicts-itself',
            `"${denied[0]}" and "${denied[1]}" seem to say the opposite; keep what is right.`,
          ),
        ]),
    ...(isInAnotherLanguage(text, prompt)
      ? [
          warning(
            'reference-in-another-language',
            'The reference answer is in another language than the question; answers in either are then hard to grade.',
          ),
        ]
      : []),
  ];
}

function warning(code: SchemeWarningCode, detail: string): SchemeWarning {
  return { code, keyPointId: null, detail };
}

function isNotWords(text: string, prompt: string): boolean {
  const asked = stemsOf(prompt);
  const words = tokenize(text).filter(({ kind }) => kind === 'word');
  const unknown = words.filter(
    ({ stem, surface }) => !isCommonWord(stem) && !isFunctionWord(surface) && !asked.has(stem),
  );
  return (
    words.length >= wordsForGibberish &&
    languageOf(words) !== 'other' &&
    unknown.length / words.length > unknownShareMax
  );
}

// Two sentences of the same words, one of which denies.
function contradictionIn(sentences: readonly string[]): readonly [string, string] | null {
  const compared = sentences.slice(0, sentencesCompared).map((sentence) => ({
    sentence,
    denies: isDenial(sentence),
    stems: new Set(
      contentTokens(tokenize(sentence))
        .filter(({ stem }) => stem !== 'not')
        .map(({ stem }) => stem),
    ),
  }));
  for (const [index, one] of compared.entries()) {
    for (const other of compared.slice(index + 1)) {
      const shared = one.stems.intersection(other.stems).size;
      const all = one.stems.union(other.stems).size;
      const isSame = shared >= comparedWordsMin && shared / all >= sameWordsMin;
      if (isSame && one.denies !== other.denies) return [one.sentence, other.sentence];
    }
  }
  return null;
}

function isInAnotherLanguage(reference: string, prompt: string): boolean {
  const written = languageOf(tokenize(reference));
  const asked =
    languageOf(tokenize(prompt)) ?? (/\b(?:what|how|why|which|when|does|the)\b/i.test(prompt) ? 'en' : null);
  return written !== null && asked !== null && written !== asked;
}
