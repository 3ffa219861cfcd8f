import { type Stretch, sentencesOf } from '../text/sentences.ts';
import { contentTokens, tokenize } from '../text/tokens.ts';

/** A statement cut out of a text. `lead` is what introduces it together with others ("Two costs"); "" for most. */
export interface Statement extends Stretch {
  readonly lead: string;
}

const clauseWordsMin = 14;
const newWordsMin = 3;
const itemWordsMin = 2;
const itemsMin = 2;
const leadCharsMax = 120;
// A sentence of this length is no sentence; looking for its joints would take quadratic time.
const sentenceCharsMax = 2_000;

/**
 * The statements that a text makes, in order: its sentences and bullets without their numbers ("2.", "b)", "Second,"),
 * the items of a list behind a colon or between inline numbers, and the clauses of a long sentence. A statement that
 * is nothing but a number in front of an item is left out. Stretches never overlap and lie in the text.
 */
export function statementsOf(text: string): Statement[] {
  return sentencesOf(text)
    .flatMap((sentence) => numberedItems(text, sentence))
    .flatMap(({ lead, ...item }) => {
      const plain = withoutMark(text, item);
      if (plain === null) return [];
      const listed = lead === '' ? listedItems(text, plain) : null;
      return listed ?? longClauses(text, plain).map((part) => ({ ...part, lead }));
    })
    .filter(({ start, end }) => start < end);
}

// An initial ("A. Turing") is no item's letter.
const itemMark = /^(?:\(?(?:\d{1,2}|[a-hA-H]|[ivx]{1,4})\)|(?:\d{1,2}|[a-h])\.)\s+/;
const ordinalMark =
  /^(?:and\s+)?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|finally|lastly|moreover|furthermore|additionally|in addition|also),\s+/i;
const goingOnMark = /^(?:and|or)\s+(?=\S)/;

// The stretch behind its number or ordinal; null where nothing else stands there.
function withoutMark(text: string, { start, end }: Stretch): Stretch | null {
  let from = start;
  for (const mark of [itemMark, ordinalMark, goingOnMark]) {
    const [found = ''] = mark.exec(text.slice(from, Math.min(end, from + 40))) ?? [];
    from += found.length;
  }
  return /^\(?\d{1,2}[.)]?$/.test(text.slice(from, end)) && from === start && text.trim().length > end - start
    ? null
    : { start: from, end };
}

// "Two costs: 1) one thing, 2) another": parted in front of each number, as long as they count up from 1.
function numberedItems(text: string, { start, end }: Stretch): Statement[] {
  const items: Statement[] = [];
  let lead = '';
  let from = start;
  let next = 1;
  for (const match of text.slice(start, end).matchAll(/(?<=^|[\s,;:])\(?(\d)[.)]\s+/g)) {
    if (Number(match[1]) !== next) continue;
    const at = start + match.index;
    const before = text.slice(from, at).trim();
    if (next === 1 && before.endsWith(':') && before.length <= leadCharsMax) lead = before.slice(0, -1);
    else pushItem(items, text, from, at, lead);
    next += 1;
    from = at + match[0].length;
  }
  if (next <= itemsMin) return [{ start, end, lead: '' }];
  pushItem(items, text, from, end, lead);
  return items;
}

function pushItem(items: Statement[], text: string, start: number, end: number, lead: string): void {
  const [tail = ''] = /(?:[\s,;:]|\b(?:and|or)(?=\s*$)){1,12}$/.exec(text.slice(Math.max(start, end - 12), end)) ?? [];
  const item = { start, end: end - tail.length, lead };
  if (/\p{L}/u.test(text.slice(item.start, item.end))) items.push(item);
}

/*
 * "It has two costs: writes get slower, and disk space is used." Only where each item says something by itself: single words
 * in a row are one statement.
 */
function listedItems(text: string, { start, end }: Stretch): Statement[] | null {
  if (end - start > sentenceCharsMax) return null;
  const colon = /:\s+/.exec(text.slice(start, end));
  if (colon === null || colon.index > leadCharsMax) return null;
  const lead = text.slice(start, start + colon.index);
  let from = start + colon.index + colon[0].length;
  const items: Statement[] = [];
  for (const match of text.slice(from, end).matchAll(/,\s+(?:and|or)\s+|,\s+|(?<=\S)\s+(?:and|or)\s+/g)) {
    const at = start + colon.index + colon[0].length + match.index;
    items.push({ start: from, end: at, lead });
    from = at + match[0].length;
  }
  items.push({ start: from, end, lead });
  const says = (item: Stretch): boolean => contentStems(text, item).size >= itemWordsMin;
  return items.length >= itemsMin && says({ start, end: start + colon.index }) && items.every(says) ? items : null;
}

// Where a long sentence goes on to something new. Each side must bring at least three words of its own.
const joints = /(?<!\s),?\s+(?:and|but|which|because|so that|while|whereas)\s+/g;

function longClauses(text: string, sentence: Stretch): Stretch[] {
  if (sentence.end - sentence.start > sentenceCharsMax) return [sentence];
  if (contentStems(text, sentence).size <= clauseWordsMin) return [sentence];
  const parts: Stretch[] = [];
  let start = sentence.start;
  for (const match of text.slice(sentence.start, sentence.end).matchAll(joints)) {
    const end = sentence.start + match.index;
    const next = end + match[0].length;
    const head = contentStems(text, { start, end });
    const tail = contentStems(text, { start: next, end: sentence.end });
    const brings = (own: Set<string>, other: Set<string>): boolean =>
      [...own].filter((stem) => !other.has(stem)).length >= newWordsMin;
    if (brings(head, tail) && brings(tail, head)) {
      parts.push({ start, end });
      start = next;
    }
  }
  return [...parts, { start, end: sentence.end }];
}

function contentStems(text: string, { start, end }: Stretch): Set<string> {
  return new Set(contentTokens(tokenize(text.slice(start, end))).map(({ stem }) => stem));
}
