import { withAcronyms } from '../text/acronyms.ts';
import { clausesOf, type Stretch, sentencesOf } from '../text/sentences.ts';
import { contentTokens, type Token, tokenize } from '../text/tokens.ts';
import { AnswerIndex } from './answer-index.ts';
import { coverageOf } from './coverage.ts';
import type { SimilarTerm } from './similar-terms.ts';
import type { Term } from './terms.ts';

/** One of two things that a question tells apart: every stem that names it ("virtual", "machin", "vm"). */
type Side = ReadonlySet<string>;

/** What the key points claim of one side, in each of their wordings, without its name. */
interface Claim {
  readonly side: Side;
  readonly wordings: readonly (readonly Term[])[];
}

/** The two things that a question tells apart, and what is claimed of each. */
export interface Opposition {
  readonly sides: readonly [Side, Side];
  readonly claims: readonly Claim[];
}

const claimsMin = 2;
const foundMin = 0.4;
const leadMin = 0.25;
const rightTimes = 2;

/**
 * The two things that a question tells apart: the two words of its prompt that the clauses of its points are about, one or
 * the other, joined in the prompt by "and", "from" and the like. Where the prompt asks for no difference, an author's points
 * must make two claims of each. Null where no two words divide the points.
 *
 * It is wider than the contrast that marks are made of (`contrastOf`): the names may stand apart in the prompt, a name has
 * its short form, its long form and what stands for it in brackets, and each clause of a point takes the side that it names
 * first, so that "A does this, whereas B does that" claims something of both. It decides who should look, never a mark.
 *
 * @param points the wordings of each point
 * @param isAuthored false where the points were cut from the reference
 * @param termsOf the weighted terms of a text
 */
export function oppositionOf(
  prompt: string,
  points: readonly (readonly string[])[],
  isAuthored: boolean,
  termsOf: (text: string) => readonly Term[],
): Opposition | null {
  const apartMin = contrasting.test(prompt) ? 1 : isAuthored ? 2 : Number.POSITIVE_INFINITY;
  if (apartMin === Number.POSITIVE_INFINITY) return null;
  const clauses = points.flatMap(([text = '']) => partsOf(text).map((part) => said(text, part)));
  const known = new Set(clauses.flat().map(({ stem }) => stem));
  const namesOf = namesIn(prompt);
  let best: Opposition['sides'] | null = null;
  let bestSupport = 0;
  for (const [a, b] of joinedPairs(tokenize(prompt), known).slice(0, pairsMax)) {
    const sides = [namesOf(a), namesOf(b)] as const;
    if (!sides[0].isDisjointFrom(sides[1])) continue;
    const subjects = clauses.map((clause) => subjectsOf(clause, sides));
    const apart = sides.map((side) => subjects.filter((about) => about.length === 1 && about[0] === side).length);
    // How many claims the poorer side has decides, then how many both have.
    const support = Math.min(...apart) * points.length * 10 + Math.max(...apart);
    if (Math.min(...apart) >= apartMin && support > bestSupport) {
      best = sides;
      bestSupport = support;
    }
  }
  return best === null ? null : { sides: best, claims: claimsOn(best, points, termsOf) };
}

/**
 * Whether an answer says of each side what is true of the other: at least two claims are found in it clearly better among
 * the clauses about the other side than among those about their own, and more than twice as many as the other way
 * round, because an answer that names its subject now and then only seems to speak of the wrong one here and there.
 *
 * @param text the normalized text of the answer, `tokens` its tokens
 */
export function swapsSides(
  { sides, claims }: Opposition,
  text: string,
  tokens: readonly Token[],
  termsFor: (word: Token) => readonly SimilarTerm[],
): boolean {
  const about = partsBySide(text, sides);
  const [first, second] = sides.map((side) => new AnswerIndex(tokens, about.get(side) ?? [], termsFor));
  if (first === undefined || second === undefined) return false;
  const leads = claims.map(({ side, wordings }) => {
    const best = (index: AnswerIndex): number => Math.max(0, ...wordings.map((terms) => coverageOf(terms, index)));
    const [own, other] = side === sides[0] ? [best(first), best(second)] : [best(second), best(first)];
    return Math.max(own, other) < foundMin ? 0 : other - own;
  });
  const swapped = leads.filter((lead) => lead >= leadMin).length;
  const right = leads.filter((lead) => lead <= -leadMin).length;
  return swapped >= claimsMin && swapped > rightTimes * right;
}

const contrasting = /\b(?:differ|compar|contrast|distin|versus\b|vs\b)|\bseparates?\b.{1,80}\bfrom\b/i;
const joiners = new Set(['and', 'or', 'vs', 'versus', 'from', 'over', 'than', 'with', 'to']);
const reach = 12;
// A prompt of a few sentences has fewer; to try all of a very long one would take seconds.
const pairsMax = 300;

// Words with a joiner between them; what is said twice belongs to both things.
function joinedPairs(tokens: readonly Token[], known: ReadonlySet<string>): [string, string][] {
  const times = Map.groupBy(tokens, ({ stem }) => stem);
  const isName = ({ kind, isStopWord, surface, stem }: Token): boolean =>
    kind === 'word' && !isStopWord && times.get(stem)?.length === 1 && known.has(stem) && !contrasting.test(surface);
  return tokens.flatMap((left, index) => {
    if (!isName(left)) return [];
    const after = tokens.slice(index + 1, index + 1 + reach);
    const joiner = after.findIndex(({ surface }) => joiners.has(surface));
    if (joiner < 0) return [];
    return after
      .slice(joiner + 1)
      .filter(isName)
      .map((right): [string, string] => [left.stem, right.stem]);
  });
}

function claimsOn(
  sides: Opposition['sides'],
  points: readonly (readonly string[])[],
  termsOf: (text: string) => readonly Term[],
): Claim[] {
  const names = new Set(sides.flatMap((side) => [...side]));
  return points.flatMap((wordings) => {
    const worded = wordings.map((text) => ({ text, about: partsBySide(text, sides) }));
    return sides.flatMap((side) => {
      const claimed = worded.map(({ text, about }) => {
        const parts = (about.get(side) ?? []).map(({ start, end }) => text.slice(start, end));
        return termsOf(parts.join('\n')).filter(({ stem }) => !names.has(stem));
      });
      const told = claimed.filter((terms) => terms.length > 1);
      return told.length === 0 ? [] : [{ side, wordings: told }];
    });
  });
}

// The parts of a text that speak of each side; a part without a name goes on about the last one named.
function partsBySide(text: string, sides: Opposition['sides']): Map<Side, Stretch[]> {
  const about = new Map<Side, Stretch[]>(sides.map((side) => [side, []]));
  let current: readonly Side[] = [];
  for (const part of partsOf(text)) {
    const subjects = subjectsOf(said(text, part), sides);
    if (subjects.length > 0) current = subjects;
    for (const side of current) about.get(side)?.push(part);
  }
  return about;
}

// Clauses, parted once more where another subject may follow.
function partsOf(text: string): Stretch[] {
  return sentencesOf(text)
    .flatMap((sentence) => clausesOf(text, sentence))
    .flatMap(({ start, end }) => {
      const cuts = [...text.slice(start, end).matchAll(/\s(?=(?:whereas|while|but|however)\s)/gi)];
      const starts = [start, ...cuts.map(({ index }) => start + index)];
      return starts.map((from, position) => ({ start: from, end: starts[position + 1] ?? end }));
    });
}

function said(text: string, { start, end }: Stretch): Token[] {
  return withAcronyms(tokenize(text.slice(start, end)));
}

const joining = 3;

// A clause is about the side it names first, and about both where they are joined: "PUT and PATCH", "neither A nor B".
function subjectsOf(tokens: readonly Token[], sides: Opposition['sides']): Side[] {
  const sideAt = (token: Token | undefined): Side | undefined =>
    token === undefined ? undefined : sides.find((side) => side.has(token.stem));
  const first = tokens.findIndex((token) => sideAt(token) !== undefined);
  const subject = sideAt(tokens[first]);
  if (subject === undefined) return [];
  const next = tokens.slice(first + 1, first + 1 + joining);
  const other = next.findIndex((token) => sideAt(token) !== undefined && sideAt(token) !== subject);
  const isJoined = other > 0 && next.slice(0, other).some(({ surface }) => /^(?:and|or|nor)$/.test(surface));
  return isJoined ? [...sides] : [subject];
}

// "VM" names what "virtual" and "machine" name, and "relational (SQL)" is one thing.
function namesIn(prompt: string): (stem: string) => Side {
  const spelledOut = withAcronyms(tokenize(prompt)).flatMap(({ stem, writtenAs = [] }) =>
    writtenAs.length > 1 ? [[stem, ...writtenAs]] : [],
  );
  const glossed = [...prompt.matchAll(/(?<!\p{L})(\p{L}{1,40})\s{1,5}\((\p{L}{1,40})\)/gu)]
    .map(([gloss]) => contentTokens(tokenize(gloss)).map(({ stem }) => stem))
    .filter((stems) => stems.length === 2);
  const together = [...spelledOut, ...glossed];
  return (stem) => new Set([stem, ...together.filter((stems) => stems.includes(stem)).flat()]);
}
