import { clausesOf, type Stretch, sentencesOf } from '../text/sentences.ts';
import { type Token, tokenize } from '../text/tokens.ts';

/** The two things that a question asks to tell apart, as stems: PUT and PATCH, normalization and denormalization. */
export type Contrast = readonly [string, string];

/**
 * The contrast of a question, when its key points take sides: two words joined in the prompt by "and", "or", "versus",
 * "from" ..., one of them named by a key point that does not name the other, and the other way round. Otherwise null.
 */
export function contrastOf(prompt: string, pointTexts: readonly string[]): Contrast | null {
  const points = pointTexts.map((text) => new Set(tokenize(text).map(({ stem }) => stem)));
  const takesSide = (a: string, b: string): boolean => points.some((stems) => stems.has(a) && !stems.has(b));
  const tokens = tokenize(prompt);
  for (const [index, token] of tokens.entries()) {
    if (!joiners.has(token.surface)) continue;
    const left = nearest(tokens.slice(Math.max(0, index - reach), index).toReversed());
    const right = nearest(tokens.slice(index + 1, index + 1 + reach));
    for (const a of left) {
      for (const b of right) {
        if (a !== b && takesSide(a, b) && takesSide(b, a)) return [a, b];
      }
    }
  }
  return null;
}

/** The side that a key point is about: the stem it names when it names exactly one, otherwise null. */
export function sideOf(pointText: string, contrast: Contrast): string | null {
  const stems = new Set(tokenize(pointText).map(({ stem }) => stem));
  const named = contrast.filter((side) => stems.has(side));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** The clauses of a text that speak of one side, each clause without a name going on about the last one named. */
export function clausesAbout(text: string, side: string, contrast: Contrast): Stretch[] {
  const about: Stretch[] = [];
  let current: readonly string[] = [];
  for (const sentence of sentencesOf(text)) {
    for (const clause of clausesOf(text, sentence)) {
      const stems = new Set(tokenize(text.slice(clause.start, clause.end)).map(({ stem }) => stem));
      const named = contrast.filter((name) => stems.has(name));
      if (named.length > 0) current = named;
      if (current.includes(side)) about.push(clause);
    }
  }
  return about;
}

const joiners = new Set(['and', 'or', 'vs', 'versus', 'from', 'than', 'between', 'to', 'with']);
const reach = 5;

function nearest(tokens: readonly Token[]): string[] {
  return tokens.filter((token) => token.kind === 'word' && !token.isStopWord).map(({ stem }) => stem);
}
