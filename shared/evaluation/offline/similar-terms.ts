import { synonymGroupsOf } from '../text/synonyms.ts';
import type { Token } from '../text/tokens.ts';
import { offlineSettings } from './settings.ts';
import { bigramsOf, stemSimilarity } from './similarity.ts';
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
  settings = offlineSettings,
): (word: Token) => readonly SimilarTerm[] {
  const exact = new Map(terms.map(({ stem }) => [stem, [{ stem, similarity: 1 }]]));
  const echoed = new Map(terms.map(({ stem }) => [stem, [{ stem, similarity: echoCredit }]]));
  const candidatesFor = candidateFinder(terms.filter(({ isNumber }) => !isNumber).map(({ stem }) => stem));
  const remembered = new Map<string, readonly SimilarTerm[]>();
  return ({ stem, isStopWord, writtenAs }) => {
    if (writtenAs?.every((written) => questionStems.has(written)) === true) return echoed.get(stem) ?? none;
    if (isStopWord || questionStems.has(stem)) return exact.get(stem) ?? none;
    const known = remembered.get(stem);
    if (known !== undefined) return known;
    const similar = [...candidatesFor(stem)]
      .map((term) => ({ stem: term, similarity: stemSimilarity(term, stem, settings) }))
      .filter(({ stem: term, similarity }) => similarity > 0 && term !== stem);
    const found = [...(exact.get(stem) ?? none), ...similar];
    if (remembered.size < rememberedMax) remembered.set(stem, found);
    return found;
  };
}

// The terms that can be similar to a word at all: synonyms, and words that have a pair of characters with it. To compare a
// word with every term would take seconds where somebody writes as many terms as there may be.
function candidateFinder(stems: readonly string[]): (stem: string) => ReadonlySet<string> {
  const byKey = new Map<string, Set<string>>();
  for (const stem of stems) {
    for (const key of keysOf(stem)) byKey.set(key, (byKey.get(key) ?? new Set()).add(stem));
  }
  return (stem) => new Set(keysOf(stem).flatMap((key) => [...(byKey.get(key) ?? [])]));
}

function keysOf(stem: string): string[] {
  return [
    ...synonymGroupsOf(stem).map((group) => `group ${group}`),
    ...[...bigramsOf(stem)].map((pair) => `pair ${pair}`),
  ];
}
