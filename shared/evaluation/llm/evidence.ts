import type { EvidenceSpan } from '../../domain/evaluation.ts';
import type { Intake } from '../intake.ts';
import { isDenial } from '../text/denial.ts';
import { excerpt } from '../text/excerpt.ts';
import { normalizeText, originalSpan } from '../text/normalized-text.ts';
import type { Stretch } from '../text/sentences.ts';
import { contentTokens, tokenize } from '../text/tokens.ts';

const wordShareMin = 0.8;
const gapCharsMax = 200;
const quoteCharsMax = 600;

/**
 * Finds a quote in the answer and gives its place there, or null when it does not stand in it.
 *
 * Case, spacing, quote marks and Unicode form are forgiven; otherwise the words must stand there as quoted, at word
 * boundaries, with at least one word of content. A passage of several words that breaks off inside a word is completed to
 * the word. An ellipsis may leave out at most 200 characters, in order and without a denial among them, and the evidence
 * then is the whole passage, so that nobody can make an answer say what it doesn't. A quote that was altered slightly is
 * accepted as the sentence it cites when 80 % of its words stand in that sentence. What was blanked out as addressed to the
 * grader can't be found. Long evidence is cut to 600 characters.
 *
 * @param sentence the number of the cited sentence, from 1; 0 when none was cited
 */
export function findQuote(quote: string, sentence: number, intake: Intake): EvidenceSpan[] | null {
  const passage = passageIn(intake, quote) ?? citedSentence(quote, sentence, intake);
  // What surrounds a blanked order is not one passage, although it reads on as if it were.
  if (passage === null || intake.blanked.some(({ start, end }) => start < passage.end && end > passage.start))
    return null;
  const { start, end } = excerpt(passage, [], quoteCharsMax);
  return [originalSpan(intake.normalized, start, end)];
}

/** Whether evidence found by `findQuote` stands in the answer as it was quoted, not only the sentence that it cites. */
export function isVerbatim(quote: string, intake: Intake): boolean {
  return passageIn(intake, quote) !== null;
}

interface ReadAnswer {
  readonly folded: FoldedText;
  readonly passages: Map<string, Stretch | null>;
}

// A reply quotes an answer a dozen times, and each quote is looked for twice.
const readAnswers = new WeakMap<Intake, ReadAnswer>();

function passageIn(intake: Intake, quote: string): Stretch | null {
  const answer = readAnswers.get(intake) ?? { folded: fold(intake.normalized.text), passages: new Map() };
  readAnswers.set(intake, answer);
  const known = answer.passages.get(quote);
  if (known !== undefined) return known;
  const passage = findPassage(quote, answer.folded);
  answer.passages.set(quote, passage);
  return passage;
}

function findPassage(quote: string, folded: FoldedText): Stretch | null {
  const parts = unwrapped(quote)
    .split(/\s*(?:\.\.\.|\[\.\.\.\])\s*/)
    .filter((part) => part !== '');
  if (parts.length === 0 || contentTokens(tokenize(quote)).length === 0) return null;
  const spans: Stretch[] = [];
  for (const part of parts) {
    const span = locate(part, folded, spans.at(-1)?.end ?? 0);
    if (span === null) return null;
    spans.push(span);
  }
  const gaps = spans.slice(1).map(({ start }, index) => folded.text.slice(spans[index]?.end ?? start, start));
  if (gaps.some((gap) => gap.length > gapCharsMax || isDenial(gap))) return null;
  const first = folded.positions[spans[0]?.start ?? 0];
  const last = folded.positions[(spans.at(-1)?.end ?? 0) - 1];
  return first === undefined || last === undefined ? null : { start: first, end: last + 1 };
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

// Where the part stands in the folded text, from a place on.
function locate(part: string, { text }: FoldedText, from: number): Stretch | null {
  const wanted = fold(part).text.trim();
  const plain = wanted.replaceAll('\\"', '"').replaceAll('\\n', ' ').replace(/\s+/g, ' ').trim();
  for (const candidate of new Set([wanted, plain])) {
    if (candidate === '') continue;
    for (let at = text.indexOf(candidate, from); at >= 0; at = text.indexOf(candidate, at + 1)) {
      const [start, end] = wholeWords(text, at, at + candidate.length);
      if (start >= from && (end - start === candidate.length || candidate.includes(' '))) return { start, end };
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

function citedSentence(quote: string, sentence: number, intake: Intake): Stretch | null {
  const stretch = intake.sentences[sentence - 1];
  if (stretch === undefined) return null;
  const said = new Set(tokenize(intake.normalized.text.slice(stretch.start, stretch.end)).map(({ stem }) => stem));
  const words = contentTokens(tokenize(normalizeText(quote).text));
  const found = words.filter(({ stem }) => said.has(stem)).length;
  return words.length > 2 && found / words.length >= wordShareMin ? stretch : null;
}

function unwrapped(quote: string): string {
  return normalizeText(quote)
    .text.trim()
    .replace(/^\[S\d+\]\s*/i, '')
    .replace(/^"(.*)"$/s, '$1')
    .trim();
}
