import type { EvidenceSpan } from '../../domain/evaluation.ts';
import type { Intake } from '../intake.ts';
import { normalizeText, originalSpan } from '../text/normalized-text.ts';
import type { Stretch } from '../text/sentences.ts';
import { contentTokens, tokenize } from '../text/tokens.ts';

const wordShareMin = 0.8;

/**
 * Finds a quote in the answer and gives its place there, or null when it does not stand in it.
 *
 * Case, spacing, quote marks and Unicode form are forgiven, and an ellipsis joins two passages; otherwise the words must
 * stand there as quoted, at word boundaries, with at least one word of content. A passage of several words that breaks off
 * inside a word is completed to the word. A quote that was altered slightly is accepted as the sentence it cites when 80 % of its words stand in that sentence. What was blanked out as addressed to
 * the grader can't be found.
 *
 * @param sentence the number of the cited sentence, from 1; 0 when none was cited
 */
export function findQuote(quote: string, sentence: number, intake: Intake): EvidenceSpan[] | null {
  const parts = unwrapped(quote)
    .split(/\s*(?:\.\.\.|\[\.\.\.\])\s*/)
    .filter((part) => part !== '');
  if (parts.length === 0 || contentTokens(tokenize(quote)).length === 0) return null;
  const folded = fold(intake.normalized.text);
  const spans = parts.flatMap((part) => locate(part, folded) ?? []);
  // What surrounds a blanked order is not one passage, although it reads on as if it were.
  const isBlanked = (span: Stretch): boolean =>
    intake.blanked.some(({ start, end }) => start < span.end && end > span.start);
  if (spans.length === parts.length && !spans.some(isBlanked)) {
    return spans.map(({ start, end }) => originalSpan(intake.normalized, start, end));
  }
  return citedSentence(quote, sentence, intake);
}

interface FoldedText {
  readonly text: string;
  /** Where character i of the folded text stands in the text it was made from. */
  readonly positions: readonly number[];
}

function fold(text: string): FoldedText {
  let folded = '';
  const positions: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (/\s/.test(character)) {
      if (folded.endsWith(' ') || folded === '') continue;
      folded += ' ';
    } else {
      // A letter whose lower case is longer (İ) is left alone: positions must stay one to one.
      const lower = character.toLowerCase();
      folded += lower.length === 1 ? lower : character;
    }
    positions.push(i);
  }
  return { text: folded, positions };
}

function locate(part: string, folded: FoldedText): Stretch | null {
  const wanted = fold(part).text.trim();
  const candidates = [wanted, wanted.replaceAll('\\"', '"').replaceAll('\\n', ' ').replace(/\s+/g, ' ')];
  for (const candidate of candidates) {
    for (let at = folded.text.indexOf(candidate); at >= 0; at = folded.text.indexOf(candidate, at + 1)) {
      const [start, end] = wholeWords(folded.text, at, at + candidate.length);
      const first = folded.positions[start];
      const last = folded.positions[end - 1];
      const isWhole = end - start === candidate.length || candidate.includes(' ');
      if (isWhole && first !== undefined && last !== undefined) return { start: first, end: last + 1 };
    }
  }
  return null;
}

function wholeWords(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (!isWordBoundary(text, from)) from -= 1;
  while (!isWordBoundary(text, to)) to += 1;
  return [from, to];
}

function isWordBoundary(text: string, at: number): boolean {
  const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
  return !(isWord(text.charAt(at - 1)) && isWord(text.charAt(at)));
}

function citedSentence(quote: string, sentence: number, intake: Intake): EvidenceSpan[] | null {
  const stretch = intake.sentences[sentence - 1];
  if (stretch === undefined) return null;
  const said = new Set(tokenize(intake.normalized.text.slice(stretch.start, stretch.end)).map(({ stem }) => stem));
  const words = contentTokens(tokenize(normalizeText(quote).text));
  const found = words.filter(({ stem }) => said.has(stem)).length;
  return words.length > 2 && found / words.length >= wordShareMin
    ? [originalSpan(intake.normalized, stretch.start, stretch.end)]
    : null;
}

function unwrapped(quote: string): string {
  return normalizeText(quote)
    .text.trim()
    .replace(/^\[S\d+\]\s*/i, '')
    .replace(/^"(.*)"$/s, '$1')
    .trim();
}
