import type { Token } from './tokens.ts';

/** How many words in a row are compared. */
export const shingleTokens = 3;

/**
 * Every three words in a row, by their stems, in order and as often as they occur: texts that share most of theirs say the
 * same in the same words, whatever their inflection. A text of fewer words gives none.
 */
export function shinglesOf(tokens: readonly Token[]): string[] {
  const shingles: string[] = [];
  for (let at = 0; at + shingleTokens <= tokens.length; at += 1) {
    shingles.push(`${tokens[at]?.stem} ${tokens[at + 1]?.stem} ${tokens[at + 2]?.stem}`);
  }
  return shingles;
}
