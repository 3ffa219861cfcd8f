/**
 * A text made comparable, with the way back: character i of `text` came from `original` between `starts[i]` and
 * `ends[i]`, so that any span found in the comparable text can be quoted word for word from the original.
 */
export interface NormalizedText {
  readonly original: string;
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Characters that no reader sees (zero-width, bidirectional controls, tags) stood in the original. */
  readonly hasHiddenCharacters: boolean;
  /** Letters of another alphabet stood inside Latin words, where they look the same. */
  readonly hasHomoglyphs: boolean;
}

/**
 * Unicode compatibility form (NFKC), plain quotes and dashes, no invisible characters, look-alike letters made Latin.
 * The case is kept. Never longer than needed and never throws; the empty string gives the empty text.
 */
export function normalizeText(original: string): NormalizedText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let hasHiddenCharacters = false;
  const append = (piece: string, start: number, end: number): void => {
    for (let i = 0; i < piece.length; i += 1) {
      starts.push(start);
      ends.push(end);
    }
    pieces.push(piece);
  };
  for (const match of original.matchAll(cluster)) {
    const [piece] = match;
    const start = match.index;
    const end = start + piece.length;
    if (piece.charCodeAt(0) < 128 && (piece.length === 1 || piece.charCodeAt(1) < 128)) {
      for (let at = start; at < end; at += 1) {
        starts.push(at);
        ends.push(at + 1);
      }
      pieces.push(piece.replace(/[^\n -\x7f]/g, ' '));
      continue;
    }
    const visible = withoutHidden(piece);
    if (visible !== piece && !emoji.test(piece)) hasHiddenCharacters = true;
    // Before and after: the compatibility form of a lone accent is a space and a mark, and no apostrophe any more.
    append(plain(compatible(plain(visible))), start, end);
  }
  const text = pieces.join('');
  const latin = latinizeMixedWords(text);
  return { original, text: latin, starts, ends, hasHiddenCharacters, hasHomoglyphs: latin !== text };
}

/** A text without the characters that nobody sees. */
export function withoutHidden(text: string): string {
  return text.replace(hidden, '');
}

function plain(piece: string): string {
  return piece.replace(singleQuotes, "'").replace(doubleQuotes, '"').replace(dashes, '-');
}

// Ten to the power of six is not one hundred and six.
function compatible(piece: string): string {
  return raised.test(piece) ? piece.normalize('NFC') : piece.normalize('NFKC');
}

const raised = /[\u00b2\u00b3\u00b9\u2070-\u209c]/;

/** The span of the original that characters `start` to `end` (exclusive) of the comparable text stand for. */
export function originalSpan(
  normalized: NormalizedText,
  start: number,
  end: number,
): { start: number; end: number; text: string } {
  const from = normalized.starts[start] ?? normalized.original.length;
  const to = normalized.ends[end - 1] ?? from;
  return { start: from, end: to, text: normalized.original.slice(from, to) };
}

/** Blanks out a stretch without moving anything else, so that offsets stay true. Line breaks stay. */
export function maskSpan(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
}

// A run of ASCII, or a base character with the marks and joiners that follow it, which must be composed together.
const cluster = /\p{ASCII}+(?![\p{M}\u200d])|\P{M}(?:\p{M}|\u200d)*|\p{M}+/gsu;
// Format characters, Hangul fillers, the grapheme joiner and variation selectors: all drawn as nothing.
const hidden = /\p{Cf}|\u115f|\u1160|\u034f|\p{Variation_Selector}/gu;
// Pictures and keycaps (1\ufe0f\u20e3) carry selectors by nature.
const emoji = /\p{Extended_Pictographic}|\u20e3/u;
const singleQuotes = /[\u2018\u2019\u201a\u201b\u2032\u00b4`]/g;
const doubleQuotes = /[\u201c-\u201f\u2033\u00ab\u00bb]/g;
const dashes = /[\u2010-\u2015\u2212]/g;

// Cyrillic and Greek letters that are drawn like Latin ones (a subset of Unicode's confusables, one to one).
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    һ: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    м: 'm',
    о: 'o',
    р: 'p',
    ѕ: 's',
    т: 't',
    у: 'y',
    х: 'x',
    А: 'A',
    В: 'B',
    С: 'C',
    Е: 'E',
    Н: 'H',
    І: 'I',
    Ј: 'J',
    К: 'K',
    М: 'M',
    О: 'O',
    Р: 'P',
    Ѕ: 'S',
    Т: 'T',
    У: 'Y',
    Х: 'X',
    α: 'a',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    Α: 'A',
    Β: 'B',
    Ε: 'E',
    Ζ: 'Z',
    Η: 'H',
    Ι: 'I',
    Κ: 'K',
    Μ: 'M',
    Ν: 'N',
    Ο: 'O',
    Ρ: 'P',
    Τ: 'T',
    Υ: 'Y',
    Χ: 'X',
  }),
);

// Only words that mix alphabets are touched: a Russian or Greek word stays what it is.
function latinizeMixedWords(text: string): string {
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return text;
  return text.replace(/\p{L}+/gu, (word) => {
    const latinLetters = word.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (latinLetters < 2 || latinLetters === word.length) return word;
    return word.replace(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu, (letter) => lookAlikes.get(letter) ?? letter);
  });
}
