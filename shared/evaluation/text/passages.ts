import type { Token } from './tokens.ts';

const passageTokens = 5;

/** Every five tokens in a row, as written: texts that share most of theirs were copied. Fewer than five give none. */
export function passagesOf(tokens: readonly Token[]): string[] {
  return fiveInARow(tokens.map(({ surface }) => surface));
}

/** Every five words in a row, with one space between. Fewer than five give none. */
export function fiveInARow(words: readonly string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - passageTokens + 1))
    .map((_, index) => words.slice(index, index + passageTokens).join(' '));
}
