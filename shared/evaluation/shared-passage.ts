import { excerpt } from './text/excerpt.ts';
import { normalizeText } from './text/normalized-text.ts';
import { shinglesOf, shingleTokens } from './text/shingles.ts';
import { tokenize } from './text/tokens.ts';

const passageCharsMax = 160;

/**
 * The longest passage of a text that stands in another as well, as the first has it, cut to 160 characters; the earliest of
 * several. Inflection and marks may differ. Empty where they have no three words in a row in common.
 */
export function sharedPassage(text: string, other: string): string {
  const { original, text: comparable, starts, ends } = normalizeText(text);
  const tokens = tokenize(comparable);
  const known = new Set(shinglesOf(tokenize(normalizeText(other).text)));
  let best = { from: 0, count: 0 };
  let count = 0;
  shinglesOf(tokens).forEach((shingle, at) => {
    count = known.has(shingle) ? count + 1 : 0;
    if (count > best.count) best = { from: at - count + 1, count };
  });
  if (best.count === 0) return '';
  const places = tokens
    .slice(best.from, best.from + best.count + shingleTokens - 1)
    .map((token) => ({ start: starts[token.start] ?? 0, end: ends[token.end - 1] ?? 0 }));
  const whole = { start: places[0]?.start ?? 0, end: places.at(-1)?.end ?? 0 };
  const { start, end } = excerpt(whole, places, passageCharsMax);
  return original.slice(start, end);
}
