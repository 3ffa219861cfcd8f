import { deu, eng, fra, ita, nld, pol, por, spa, swe } from 'stopword';
import type { Token } from './tokens.ts';

const profiles: readonly { readonly language: string; readonly words: ReadonlySet<string> }[] = [
  { language: 'en', words: new Set([...eng, 'does', 'so', 'than', 'then', 'their', 'its', 'can']) },
  { language: 'de', words: new Set(deu) },
  { language: 'es', words: new Set(spa) },
  { language: 'fr', words: new Set(fra) },
  { language: 'it', words: new Set(ita) },
  { language: 'nl', words: new Set(nld) },
  { language: 'pl', words: new Set(pol) },
  { language: 'pt', words: new Set(por) },
  { language: 'sv', words: new Set(swe) },
];
const languagesByWord = new Map<string, string[]>();
for (const { language, words } of profiles) {
  for (const word of words) languagesByWord.set(word, [...(languagesByWord.get(word) ?? []), language]);
}
const wordsMin = 10;
const shortWordsMin = 4;
const shortShareMin = 0.4;
const foreignLettersMin = 3;

/**
 * The language whose function words the text uses most, as an ISO 639-1 code; `other` for a text mostly in another
 * script, however short, because some scripts part no words; null when no language clearly leads English. From 10 words
 * on; from 4 where two in five are another language's function words and none is an English one.
 */
export function languageOf(tokens: readonly Token[]): string | null {
  if (isInOtherScript(tokens)) return 'other';
  // Formulas and code are full of single letters, which are words in many languages.
  const spoken = tokens.filter((token) => token.kind === 'word' && /^\p{L}{2,}$/u.test(token.surface));
  if (spoken.length < shortWordsMin) return null;
  const counts = new Map<string, number>();
  for (const { surface } of spoken) {
    for (const language of languagesByWord.get(surface) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const shares = profiles.map(({ language }) => ({ language, share: (counts.get(language) ?? 0) / spoken.length }));
  const english = shares.find(({ language }) => language === 'en')?.share ?? 0;
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a));
  if (spoken.length < wordsMin) return english === 0 && best.share >= shortShareMin ? best.language : null;
  if (best.language === 'en') return best.share >= 0.1 ? 'en' : null;
  // Short words are shared between languages ("in", "die", "on"), so another one must lead clearly.
  return best.share >= 0.2 && best.share > 2 * english ? best.language : null;
}

/**
 * How much of a text is written in another script than Latin, 0 to 1. A character that is a syllable or a word by itself
 * weighs as much as three letters. Single letters of an alphabet are symbols: a formula in Greek letters is no Greek.
 */
export function otherScriptShare(tokens: readonly Token[]): number {
  const { foreign, all } = lettersOf(tokens);
  return all === 0 ? 0 : foreign / all;
}

function isInOtherScript(tokens: readonly Token[]): boolean {
  const { foreign, all } = lettersOf(tokens);
  return foreign >= foreignLettersMin && foreign > all / 2;
}

const syllables = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const syllableLetters = 3;
const isLatin = /^[a-z\d]*$/;

function lettersOf(tokens: readonly Token[]): { foreign: number; all: number } {
  const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0;
  const written = tokens
    .filter(({ kind, surface }) => kind === 'word' && (surface.length > 1 || syllables.test(surface)))
    .map(({ surface }) => surface)
    .join('');
  if (isLatin.test(written)) return { foreign: 0, all: written.length };
  const latin = count(written, /\p{Script=Latin}/gu);
  const foreign =
    count(written, /\p{L}/gu) - latin + (syllableLetters - 1) * count(written, new RegExp(syllables, 'gu'));
  return { foreign, all: foreign + latin };
}

/** Whether a word is a function word of any language known here. */
export function isFunctionWord(word: string): boolean {
  return languagesByWord.has(word);
}
