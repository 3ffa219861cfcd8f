import type { EvidenceSpan } from '../domain/evaluation.ts';
import { KeyPoint } from '../domain/mark-scheme.ts';
import { withNamedSubjects } from './extraction/named-subjects.ts';
import { ownWordings } from './extraction/own-wordings.ts';
import { type Statement, statementsOf } from './extraction/statements.ts';
import { stemsOf } from './offline/terms.ts';
import { normalizeText, originalSpan } from './text/normalized-text.ts';
import type { Stretch } from './text/sentences.ts';
import { contentTokens, tokenize } from './text/tokens.ts';

const minorWordsMax = 3;
const normalWordsMax = 7;
const pointCharsMax = KeyPoint.shape.text.maxLength ?? 600;

/** A key point and the passage of the reference that it was taken from. */
export interface ProposedPoint {
  readonly keyPoint: KeyPoint;
  readonly source: EvidenceSpan;
}

/**
 * Key points proposed from a reference answer without a model: its sentences, bullets, list items and long clauses, in
 * order, each essential, with the wordings that it offers itself as aliases. A statement of up to three content words
 * beyond the question's weighs 1, of up to seven 2, a longer one 3, because it says more. One that only repeats the
 * question, or another statement, is left out, unless nothing else is there. A reference without a word gives none.
 */
export function keyPointsFrom(reference: string, prompt: string): KeyPoint[] {
  return proposedPoints(reference, prompt).map(({ keyPoint }) => keyPoint);
}

/** The key points of `keyPointsFrom`, each with its place in the reference as it was written. */
export function proposedPoints(reference: string, prompt: string): ProposedPoint[] {
  const normalized = normalizeText(reference);
  const { text } = normalized;
  const questionStems = stemsOf(prompt);
  const drafts = statementsOf(text)
    .map((statement) => draftOf(text, statement, questionStems))
    .filter((draft) => KeyPoint.shape.text.safeParse(draft.text).success);
  const informative = drafts.filter(({ own }) => own > 0);
  const kept = withoutRepeats(informative.length > 0 ? informative : drafts);
  const texts = withNamedSubjects(
    kept.map((draft) => draft.text),
    prompt,
  );
  return kept.map(({ own, source, text: said, restated }, index) => ({
    keyPoint: KeyPoint.parse({
      id: `k${index + 1}`,
      text: (texts[index] ?? said).slice(0, pointCharsMax),
      weight: own <= minorWordsMax ? 1 : own <= normalWordsMax ? 2 : 3,
      aliases: [...ownWordings(said), ...restated.slice(0, restatedMax)],
    }),
    source: originalSpan(normalized, source.start, source.end),
  }));
}

const restatedMax = 4;

interface Draft {
  readonly text: string;
  readonly source: Stretch;
  /** How many content words it has beyond the question's. */
  readonly own: number;
  /** What says the same in other words: "In other words, ...". */
  readonly restated: readonly string[];
}

function draftOf(text: string, statement: Statement, questionStems: ReadonlySet<string>): Draft {
  const said = oneLine(text.slice(statement.start, statement.end));
  const own = [...stemsOf(said)].filter((stem) => !questionStems.has(stem)).length;
  const lead = statement.lead === '' ? '' : `${oneLine(statement.lead)}: `;
  return { text: `${lead}${said}`.slice(0, pointCharsMax).trim(), source: statement, own, restated: [] };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const restating = /^(?:in other words|put differently|that is|that is to say|i\.e\.),?\s+/i;

// What restates the statement before it is another wording of that; what repeats words of one in their order adds nothing.
function withoutRepeats(drafts: readonly Draft[]): Draft[] {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const previous = kept.at(-1);
    const again = draft.text.replace(restating, '');
    if (previous !== undefined && again !== draft.text && KeyPoint.shape.text.safeParse(again).success) {
      kept[kept.length - 1] = { ...previous, restated: [...previous.restated, again] };
    } else kept.push(draft);
  }
  const rows = kept.map(({ text }) => contentTokens(tokenize(text)).map(({ stem }) => stem));
  return kept.filter((_, index) => {
    const own = rows[index] ?? [];
    return !rows.some((other, at) => at !== index && isWithin(own, other) && (other.length > own.length || at < index));
  });
}

function isWithin(row: readonly string[], other: readonly string[]): boolean {
  let at = 0;
  for (const stem of other) if (stem === row[at]) at += 1;
  return at === row.length;
}
