/** A stretch of a text, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The sentences of a text: parted at full stops, question and exclamation marks, semicolons, bullets and line breaks,
 * without surrounding space. Points in numbers, versions and abbreviations part nothing, nor does the line break of a text
 * that was wrapped at some width. A text without letters or digits has none.
 */
export function sentencesOf(text: string): Stretch[] {
  const sentences: Stretch[] = [];
  const isWrapped = isWrappedText(text);
  let start = 0;
  for (const match of text.matchAll(breakPattern)) {
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    if (match[0].startsWith('.') && abbreviation.test(before)) continue;
    if (isWrapped && match[0].startsWith('\n') && isWrap(text, match.index, match.index + match[0].length)) continue;
    pushTrimmed(sentences, text, start, match.index + (match[0].startsWith('\n') ? 0 : 1));
    start = match.index + match[0].length;
  }
  pushTrimmed(sentences, text, start, text.length);
  return sentences;
}

/** The clauses of a stretch: parted at commas, colons, dashes with space around and brackets. */
export function clausesOf(text: string, stretch: Stretch): Stretch[] {
  const clauses: Stretch[] = [];
  let start = stretch.start;
  for (const match of text.slice(stretch.start, stretch.end).matchAll(/,\s+|:\s+|\s-+\s|[()]/g)) {
    pushTrimmed(clauses, text, start, stretch.start + match.index);
    start = stretch.start + match.index + match[0].length;
  }
  pushTrimmed(clauses, text, start, stretch.end);
  return clauses;
}

// Spaces are tried from their first one only: from every one of many, the search would be quadratic.
const breakPattern = /(?<![.!?])[.!?]+["')\]]*(?=\s|$)|;(?=\s|$)|\n[\s\n]*|(?<!\s)\s+[-*\u2022]\s+(?=[\p{Lu}\d])/gu;
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|fig|no|dr|mr|ms)|\b[A-Za-z]|^\s*\d{1,2}|\n\s*\d{1,2})$/i;

const wrappedCharsMin = 25;

// Where lines are broken for their length, most go on in lower case; where each says something of its own, most don't.
function isWrappedText(text: string): boolean {
  const breaks = text.match(/[^\n.!?:;]\n(?=[\p{L}\p{N}])/gu)?.length ?? 0;
  const goingOn = text.match(/[^\n.!?:;]\n(?=\p{Ll})/gu)?.length ?? 0;
  return goingOn > 0 && goingOn >= breaks / 2;
}

/*
 * Whether a line only goes on: one line break, after which no bullet, number or heading stands, behind a line so long that
 * it may have been broken for its length.
 */
function isWrap(text: string, lineEnd: number, nextLine: number): boolean {
  if (text.slice(lineEnd + 1, nextLine).includes('\n')) return false;
  if (/^(?:[-*\u2022#>]|(?:\d{1,2}|[a-z])[.)]\s)/i.test(text.slice(nextLine, nextLine + 8))) return false;
  return lineEnd - text.lastIndexOf('\n', lineEnd - 1) > wrappedCharsMin;
}

function pushTrimmed(stretches: Stretch[], text: string, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  // A bullet has a space behind it; a sign, a pointer or a comment has none.
  for (let mark = bulletAt(text, from, to); mark > 0; mark = bulletAt(text, from, to)) from += mark;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  if (/[\p{L}\p{N}]/u.test(text.slice(from, to))) stretches.push({ start: from, end: to });
}

// How many characters a bullet and the space behind it take; 0 where none stands.
function bulletAt(text: string, from: number, to: number): number {
  const [bullet = ''] = /^[-*\u2022>#]{1,6}\s{1,20}/.exec(text.slice(from, Math.min(to, from + 26))) ?? [];
  return bullet.length;
}
