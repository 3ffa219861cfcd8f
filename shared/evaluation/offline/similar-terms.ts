import type { Token } from '../text/tokens.ts';
import { stemSimilarity } from './similarity.ts';
import type { Term } from './terms.ts';

/** A term of a mark scheme that a word of an answer stands for, and how well: over 0, up to 1. */
export interface SimilarTerm {
  readonly stem: string;
  readonly similarity: number;
}

const rememberedMax = 1_000;
/** What a short form that the question itself has is worth for the words that it stands for. */
const echoCredit = 0.3;
const none: readonly SimilarTerm[] = [];

/**
 * Finds the terms that a word stands for.
 *
 * A number, a stop word (a key point may consist of nothing else: "Yes.") and a word of the question stand for themselves
 * only: what merely repeats the question must not pass for what the question does not say. For the same reason a short form
 * or long form that the question has ("CI") stands for its counterpart in a small part only. Answers to one question have
 * most of their words in common, so what was found is remembered.
 */
export function termFinder(
  terms: readonly Term[],
  questionStems: ReadonlySet<string>,
): (word: Token) => readonly SimilarTerm[] {
  const exact = new Map(terms.map(({ stem }) => [stem, [{ stem, similarity: 1 }]]));
  const echoed = new Map(terms.map(({ stem }) => [stem, [{ stem, similarity: echoCredit }]]));
  const fuzzy = [...new Set(terms.filter(({ isNumber }) => !isNumber).map(({ stem }) => stem))];
  const remembered = new Map<string, readonly SimilarTerm[]>();
  return ({ stem, isStopWord, writtenAs }) => {
    if (writtenAs?.every((written) => questionStems.has(written)) === true) return echoed.get(stem) ?? none;
    if (isStopWord || questionStems.has(stem)) return exact.get(stem) ?? none;
    const known = remembered.get(stem);
    if (known !== undefined) return known;
    const similar = fuzzy
      .map((term) => ({ stem: term, similarity: stemSimilarity(term, stem) }))
      .filter(({ stem: term, similarity }) => similarity > 0 && term !== stem);
    const found = [...(exact.get(stem) ?? none), ...similar];
    if (remembered.size < rememberedMax) remembered.set(stem, found);
    return found;
  };
}
