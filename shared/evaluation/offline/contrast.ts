import { withAcronyms } from '../text/acronyms.ts';
import { clausesOf, type Stretch, sentencesOf } from '../text/sentences.ts';
import { type Token, tokenize } from '../text/tokens.ts';

/** The two things that a question asks to tell apart, as stems: PUT and PATCH, normalization and denormalization. */
export type Contrast = readonly [string, string];

/**
 * The contrast of a question, when its key points take sides: two words joined in a prompt that asks for a
 * difference, one of them named by a key point that does not name the other, and the other way round. Otherwise null.
 */
export function contrastOf(prompt: string, pointTexts: readonly string[]): Contrast | null {
  if (!contrasting.test(prompt)) return null;
  const points = pointTexts.map(stemsSaidIn);
  const onlyNaming = (a: string, b: string): number => points.filter((stems) => stems.has(a) && !stems.has(b)).length;
  let best: Contrast | null = null;
  let bestSupport = 0;
  for (const [a, b] of joinedPairs(tokenize(prompt))) {
    // Two sides are told apart by points that name one of them; a word that goes with both is no side.
    const namingBoth = points.filter((stems) => stems.has(a) && stems.has(b)).length;
    const apart = Math.min(onlyNaming(a, b), onlyNaming(b, a));
    const support = (apart * apart) / Math.max(1, apart + namingBoth);
    if (a !== b && support > bestSupport) {
      best = [a, b];
      bestSupport = support;
    }
  }
  return best;
}

/** The side that a key point is about: the stem it names when it names exactly one, otherwise null. */
export function sideOf(pointText: string, contrast: Contrast): string | null {
  const stems = stemsSaidIn(pointText);
  const named = contrast.filter((side) => stems.has(side));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** The clauses of a text that speak of one side, each clause without a name going on about the last one named. */
export function clausesAbout(text: string, side: string, contrast: Contrast): Stretch[] {
  const about: Stretch[] = [];
  let current: readonly string[] = [];
  for (const sentence of sentencesOf(text)) {
    for (const clause of clausesOf(text, sentence)) {
      const stems = stemsSaidIn(text.slice(clause.start, clause.end));
      const named = contrast.filter((name) => stems.has(name));
      if (named.length > 0) current = named;
      if (current.includes(side)) about.push(clause);
    }
  }
  return about;
}

// Short forms name a side too: "async" speaks of what is asynchronous.
function stemsSaidIn(text: string): Set<string> {
  return new Set(withAcronyms(tokenize(text)).map(({ stem }) => stem));
}

// A joiner alone proves nothing ("receiving a request and sending back the response").
const contrasting = /\b(?:differ|compar|separat|contrast|distin|versus|vs\b|each\b|over\b|instead\b|rather\b)/i;
const joiners = new Set(['and', 'or', 'vs', 'versus', 'from', 'over', 'than', 'with']);
const reach = 8;
const sideWordsMax = 2;

function joinedPairs(tokens: readonly Token[]): Contrast[] {
  return tokens.flatMap((token, index) => {
    if (!joiners.has(token.surface)) return [];
    const left = nearest(tokens.slice(Math.max(0, index - reach), index).toReversed());
    const right = nearest(tokens.slice(index + 1, index + 1 + reach));
    return left.flatMap((a) => right.map((b): Contrast => [a, b]));
  });
}

function nearest(tokens: readonly Token[]): string[] {
  return tokens
    .filter((token) => token.kind === 'word' && !token.isStopWord && !contrasting.test(token.surface))
    .slice(0, sideWordsMax)
    .map(({ stem }) => stem);
}
