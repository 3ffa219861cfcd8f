import type { CopyFinding, SimilarGroup } from '../domain/similar-answers.ts';
import { overlappingSets, sharedElements } from './overlapping-sets.ts';
import { sharedPassage } from './shared-passage.ts';
import { normalizeText } from './text/normalized-text.ts';
import { shinglesOf } from './text/shingles.ts';
import { type Token, tokenize, wordRow } from './text/tokens.ts';

/** An answer as it is compared; `person` is null where nobody is named. */
export interface ComparedAnswer {
  readonly person: string | null;
  readonly answer: string;
}

/**
 * From which share of the shorter answer's own shingles on two answers are near-duplicates, and how many it must have. That
 * finds copies in which every sixth word was changed and none with every fifth. Of eight sets of real answers it groups 2.1 %
 * of 3,046, some of them outputs of one program, and most summaries of one article (`bench:similar`, 2026-11-28).
 */
export const groupingSettings = { shareMin: 0.5, ownShinglesMin: 12 } as const;

/**
 * The groups of answers to one question that are alike, the largest first; most answers are in none.
 *
 * Answers are compared by their shingles, three words in a row by their stems. Those that stand in `questionTexts` (prompt,
 * reference, key points) are nobody's own and don't count, so whoever learnt the same definition is no copyist. Identical
 * answers are always a group; answers with fewer own shingles than `ownShinglesMin` are in no other. Answers without a word
 * are in none. The order of the answers changes nothing but the order in which equals are told.
 *
 * Text in a script without spaces has hardly a shingle: only its identical answers are found.
 */
export function groupSimilarAnswers<Answer extends ComparedAnswer>(
  answers: readonly Answer[],
  questionTexts: readonly string[],
  { shareMin, ownShinglesMin }: { readonly shareMin: number; readonly ownShinglesMin: number } = groupingSettings,
): SimilarGroup<Answer>[] {
  const texts = distinctTexts(answers, questionTexts);
  const compared = texts.map(({ own }) => (own.length < ownShinglesMin ? new Uint32Array() : own));
  const parts = overlappingSets(compared, shareMin);
  const together = Map.groupBy(texts, (_, index) => parts[index] ?? index);
  return [...together.values()]
    .filter((group) => group.reduce((sum, { answers: had }) => sum + had.length, 0) > 1)
    .map((group) => similarGroup(group, ownShinglesMin))
    .toSorted((one, other) => other.members.length - one.members.length);
}

/** One text, whoever gave it. */
interface DistinctText<Answer> {
  readonly row: string;
  /** Its own shingles, as numbers in rising order. */
  readonly own: Uint32Array;
  readonly answers: readonly Answer[];
}

function distinctTexts<Answer extends ComparedAnswer>(
  answers: readonly Answer[],
  questionTexts: readonly string[],
): DistinctText<Answer>[] {
  const common = new Set(questionTexts.flatMap((text) => shinglesOf(tokensOf(text))));
  const numbers = new Map<string, number>();
  const byRow = new Map<string, { own: Uint32Array; answers: Answer[] }>();
  for (const answer of answers) {
    const tokens = tokensOf(answer.answer);
    const row = wordRow(tokens);
    const known = byRow.get(row);
    if (known !== undefined) known.answers.push(answer);
    else if (row !== '') byRow.set(row, { own: ownShingles(tokens, common, numbers), answers: [answer] });
  }
  return [...byRow].map(([row, text]) => ({ row, ...text }));
}

function ownShingles(tokens: readonly Token[], common: ReadonlySet<string>, numbers: Map<string, number>): Uint32Array {
  const own = new Set<number>();
  for (const shingle of shinglesOf(tokens)) {
    if (common.has(shingle)) continue;
    const number = numbers.get(shingle) ?? numbers.size;
    numbers.set(shingle, number);
    own.add(number);
  }
  return Uint32Array.from(own).sort();
}

function tokensOf(text: string): Token[] {
  return tokenize(normalizeText(text).text);
}

function similarGroup<Answer extends ComparedAnswer>(
  group: readonly DistinctText<Answer>[],
  ownShinglesMin: number,
): SimilarGroup<Answer> {
  const ordered = group.toSorted((a, b) => b.own.length - a.own.length || (a.row < b.row ? -1 : 1));
  const [first] = ordered;
  const own = first?.own ?? new Uint32Array();
  const measured = ordered
    .map((text) => ({ text, similarity: text === first ? 1 : similarityOf(own, text.own) }))
    // Stable, and the representative is at 1 and first: so it stays.
    .toSorted((a, b) => b.similarity - a.similarity);
  const members = measured.flatMap(({ text, similarity }) => text.answers.map((member) => ({ member, similarity })));
  const [representative, second] = members;
  return {
    level: group.length === 1 ? 'identical' : 'near-duplicate',
    finding: findingOf(
      members.map(({ member }) => member.person),
      own.length >= ownShinglesMin,
    ),
    excerpt: sharedPassage(representative?.member.answer ?? '', second?.member.answer ?? ''),
    members,
  };
}

function similarityOf(one: Uint32Array, other: Uint32Array): number {
  const smaller = Math.min(one.length, other.length);
  return smaller === 0 ? 0 : Math.round((1000 * sharedElements(one, other)) / smaller) / 1000;
}

function findingOf(people: readonly (string | null)[], isOwn: boolean): CopyFinding {
  if (!isOwn) return 'too-little-own';
  const named = new Set(people.filter((person) => person !== null));
  if (named.size > 1) return 'copies';
  return people.includes(null) ? 'unnamed-candidates' : 'one-candidate';
}
