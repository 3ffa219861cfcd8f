import { stemOf } from './stems.ts';
import { stopWords } from './stop-words.ts';

/** A word, number or operator of a text, with its place in it. `stem` is what is compared. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly stem: string;
  readonly kind: 'word' | 'number' | 'operator';
  readonly isStopWord: boolean;
  /** The stems that were written, where the token is a short form of them or a word of what they are short for. */
  readonly writtenAs?: readonly string[];
}

/**
 * The tokens of a normalized text, in order. Hyphens, underscores and slashes part words; `getUserName` gives three
 * tokens while `PostgreSQL` gives one; `don't` gives `not`; `two` gives the number 2.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    const [surface] = match;
    const start = match.index;
    const first = surface.charCodeAt(0);
    if (isDigit(first) && /^[\d.,]+$/.test(surface)) {
      tokens.push(makeNumber(surface, start, start + surface.length));
    } else if (/^[\p{L}\p{N}]/u.test(surface)) {
      pushWords(tokens, surface, start);
    } else {
      tokens.push({ start, end: start + surface.length, surface, stem: surface, kind: 'operator', isStopWord: false });
    }
  }
  return tokens;
}

/** Tokens that carry content: no stop words, no operators. */
export function contentTokens(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => !token.isStopWord && token.kind !== 'operator');
}

/** The words as they stand in a row, in lower case with one space between, for telling word-for-word copies. */
export function wordRow(tokens: readonly Token[]): string {
  return tokens.map(({ surface }) => surface.toLowerCase()).join(' ');
}

/** The numbers of a text, in digits. */
export function numbersIn(text: string): Set<string> {
  return new Set(
    tokenize(text)
      .filter((token) => token.kind === 'number')
      .map(({ stem }) => stem),
  );
}

const tokenPattern =
  /\d+(?:[.,]\d+)*(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}']*|==|!=|<=|>=|=>|&&|\|\||\+\+|[+*%=<>]/gu;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function pushWords(tokens: Token[], surface: string, start: number): void {
  if (/^\p{Ll}+(?:\p{Lu}[\p{Ll}\d]+)+$/u.test(surface)) {
    for (const part of surface.matchAll(/^\p{Ll}+|\p{Lu}[\p{Ll}\d]+/gu)) pushWord(tokens, part[0], start + part.index);
  } else {
    pushWord(tokens, surface, start);
  }
}

function pushWord(tokens: Token[], surface: string, start: number): void {
  const lower = withoutEndQuotes(surface.toLowerCase());
  const end = start + surface.length;
  if (negations.has(lower)) {
    tokens.push({ start, end, surface: lower, stem: 'not', kind: 'word', isStopWord: false });
    return;
  }
  const word = lower.replace(/'(?:s|re|ve|ll|d|m)$/, '').replaceAll("'", '');
  const number = spelledNumbers.get(word);
  if (number !== undefined) tokens.push(makeNumber(number, start, end));
  else tokens.push({ start, end, surface: word, stem: stemOf(word), kind: 'word', isStopWord: stopWords.has(word) });
}

// A regular expression anchored at the end would try every quote of a long run.
function withoutEndQuotes(word: string): string {
  let end = word.length;
  while (end > 0 && word[end - 1] === "'") end -= 1;
  return word.slice(0, end);
}

function makeNumber(surface: string, start: number, end: number): Token {
  const stem = surface.replace(/[.,]+$/, '').replace(/,(?=\d{3}\b)/g, '');
  return { start, end, surface, stem, kind: 'number', isStopWord: false };
}

const negations: ReadonlySet<string> = new Set(
  `don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't wasnt weren't werent can't cant cannot couldn't
  couldnt won't wont wouldn't wouldnt shouldn't shouldnt hasn't hasnt haven't havent hadn't needn't mustn't not`.split(
    /\s+/,
  ),
);

const spelledNumbers: ReadonlyMap<string, string> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);
