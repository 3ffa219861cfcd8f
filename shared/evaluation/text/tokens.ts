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
    for (const { start, end, surface, stem, kind, isStopWord } of wordsOf(match[0])) {
      tokens.push({ start: match.index + start, end: match.index + end, surface, stem, kind, isStopWord });
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

/** A token with its place in what `tokenPattern` matched. */
type Word = Omit<Token, 'writtenAs'>;

// Answers have most of their words in common, with each other and with key points.
const rememberedMax = 50_000;
const rememberedCharsMax = 40;
const remembered = new Map<string, readonly Word[]>();

function wordsOf(surface: string): readonly Word[] {
  const known = remembered.get(surface);
  if (known !== undefined) return known;
  if (remembered.size >= rememberedMax || surface.length > rememberedCharsMax) return partsOf(surface);
  // A piece of a text holds all of it in memory; a copy doesn't.
  const copy = surface.split('').join('');
  const words = partsOf(copy);
  remembered.set(copy, words);
  return words;
}

function partsOf(surface: string): Word[] {
  if (/^\d[\d.,]*$/.test(surface)) return [makeNumber(surface, 0, surface.length)];
  if (!/^[\p{L}\p{N}]/u.test(surface)) {
    return [{ start: 0, end: surface.length, surface, stem: surface, kind: 'operator', isStopWord: false }];
  }
  if (!/^\p{Ll}+(?:\p{Lu}[\p{Ll}\d]+)+$/u.test(surface)) return [makeWord(surface, 0)];
  return [...surface.matchAll(/^\p{Ll}+|\p{Lu}[\p{Ll}\d]+/gu)].map((part) => makeWord(part[0], part.index));
}

function makeWord(surface: string, start: number): Word {
  const lower = withoutEndQuotes(surface.toLowerCase());
  const end = start + surface.length;
  if (negations.has(lower)) return { start, end, surface: lower, stem: 'not', kind: 'word', isStopWord: false };
  const word = lower.replace(/'(?:s|re|ve|ll|d|m)$/, '').replaceAll("'", '');
  const number = spelledNumbers.get(word);
  if (number !== undefined) return makeNumber(number, start, end);
  return { start, end, surface: word, stem: stemOf(word), kind: 'word', isStopWord: stopWords.has(word) };
}

// A regular expression anchored at the end would try every quote of a long run.
function withoutEndQuotes(word: string): string {
  let end = word.length;
  while (end > 0 && word[end - 1] === "'") end -= 1;
  return word.slice(0, end);
}

function makeNumber(surface: string, start: number, end: number): Word {
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
