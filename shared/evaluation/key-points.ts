import { KeyPoint } from '../domain/mark-scheme.ts';
import { stemsOf } from './offline/terms.ts';
import { normalizeText } from './text/normalized-text.ts';
import { type Stretch, sentencesOf } from './text/sentences.ts';
import { tokenize } from './text/tokens.ts';

const clauseWordsMin = 14;
const newWordsMin = 3;
const pointCharsMax = KeyPoint.shape.text.maxLength ?? 600;

/**
 * Key points proposed from a reference answer without a model: its sentences, bullets and long clauses, in order, each
 * essential and of weight 1. A stretch that only repeats the question is left out, unless nothing else is there.
 * A reference without a word gives none.
 */
export function keyPointsFrom(reference: string, prompt: string): KeyPoint[] {
  const { text } = normalizeText(reference);
  const questionStems = stemsOf(prompt);
  const statements = sentencesOf(text)
    .flatMap((sentence) => longClauses(text, sentence))
    .map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').slice(0, pointCharsMax).trim())
    .filter((statement) => KeyPoint.shape.text.safeParse(statement).success);
  const informative = statements.filter((statement) =>
    [...stemsOf(statement)].some((stem) => !questionStems.has(stem)),
  );
  return (informative.length > 0 ? informative : statements).map((statement, index) =>
    KeyPoint.parse({ id: `k${index + 1}`, text: statement }),
  );
}

// Where a long sentence goes on to something new. Each side must bring at least three words of its own.
const joints = /,?\s+(?:and|but|which|because|so that|while|whereas)\s+/g;

function longClauses(text: string, sentence: Stretch): Stretch[] {
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
