import { KeyPoint } from '../domain/mark-scheme.ts';
import { stemsOf } from './offline/terms.ts';
import { normalizeText } from './text/normalized-text.ts';
import { type Stretch, sentencesOf } from './text/sentences.ts';
import { tokenize } from './text/tokens.ts';

const clauseWordsMin = 14;
const newWordsMin = 3;
// A sentence of this length is no sentence; looking for its joints would take quadratic time.
const clauseCharsMax = 2_000;
const minorWordsMax = 3;
const normalWordsMax = 7;
const pointCharsMax = KeyPoint.shape.text.maxLength ?? 600;

/**
 * Key points proposed from a reference answer without a model: its sentences, bullets and long clauses, in order, each
 * essential. A statement of up to three content words beyond the question's weighs 1, of up to seven 2, a longer one 3,
 * because it says more. One that only repeats the question is left out, unless nothing else is there. A reference
 * without a word gives none.
 */
export function keyPointsFrom(reference: string, prompt: string): KeyPoint[] {
  const { text } = normalizeText(reference);
  const questionStems = stemsOf(prompt);
  const statements = sentencesOf(text)
    .flatMap((sentence) => longClauses(text, sentence))
    .map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').slice(0, pointCharsMax).trim())
    .filter((statement) => KeyPoint.shape.text.safeParse(statement).success);
  const weighed = statements.map((statement) => ({ statement, own: ownWords(statement, questionStems) }));
  const informative = weighed.filter(({ own }) => own > 0);
  return (informative.length > 0 ? informative : weighed).map(({ statement, own }, index) =>
    KeyPoint.parse({
      id: `k${index + 1}`,
      text: statement,
      weight: own <= minorWordsMax ? 1 : own <= normalWordsMax ? 2 : 3,
    }),
  );
}

function ownWords(statement: string, questionStems: ReadonlySet<string>): number {
  return [...stemsOf(statement)].filter((stem) => !questionStems.has(stem)).length;
}

// Where a long sentence goes on to something new. Each side must bring at least three words of its own.
const joints = /(?<!\s),?\s+(?:and|but|which|because|so that|while|whereas)\s+/g;

function longClauses(text: string, sentence: Stretch): Stretch[] {
  if (sentence.end - sentence.start > clauseCharsMax) return [sentence];
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
  return new Set(
    tokenize(text.slice(start, end))
      .filter((token) => !token.isStopWord && token.kind !== 'operator')
      .map(({ stem }) => stem),
  );
}
