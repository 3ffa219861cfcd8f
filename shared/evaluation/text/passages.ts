import type { Token } from './tokens.ts';

const passageTokens = 5;

/** Every five tokens in a row, as written: texts that share most of theirs were copied. Fewer than five give none. */
export function passagesOf(tokens: readonly Token[]): string[] {
  return tokens.slice(0, Math.max(0, tokens.length - passageTokens + 1)).map((_, index) =>
    tokens
      .slice(index, index + passageTokens)
      .map(({ surface }) => surface)
      .join(' '),
  );
}
