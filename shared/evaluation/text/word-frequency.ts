import lexicon from './english-words.lexicon.json' with { type: 'json' };
import { stemOf } from './stems.ts';

const words = lexicon.words.split(' ');
const rankByStem = new Map<string, number>();
words.forEach((word, index) => {
  const stem = stemOf(word);
  if (!rankByStem.has(stem)) rankByStem.set(stem, index + 1);
});
/** The information content of the most common words. */
export const informationMin = 0.1;

const rankLog = Math.log(words.length);

/**
 * How much a word tells, from 0.1 (the most common words) to 1 (not among the 10,000 most common).
 *
 * Information content of a Zipf-distributed vocabulary: the frequency of the word of rank r is proportional to 1/r, so
 * -log of it grows with log r. @see data/SOURCES.md for the word list.
 */
export function informationContent(stem: string): number {
  const rank = rankByStem.get(stem);
  return rank === undefined ? 1 : Math.max(informationMin, Math.log(rank) / rankLog);
}

/** Whether the word is common English, in this or another form. */
export function isCommonWord(stem: string): boolean {
  return rankByStem.has(stem);
}
