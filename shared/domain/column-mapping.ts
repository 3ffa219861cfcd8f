import * as z from 'zod';
import { missingColumn } from './answer-row.ts';
import { type ColumnMeaning, columnMeanings, headingsFor } from './column-meanings.ts';
import { columnName } from './column-name.ts';
import { headingList } from './heading-list.ts';
import { QuestionId } from './ids.ts';
import { limits } from './limits.ts';
import { type NamedQuestion, type QuestionColumn, questionColumnsIn } from './question-columns.ts';

const Heading = z.string().min(1).max(limits.headingCharsMax);

/**
 * What a person says about the columns of a sheet; what they leave out is guessed from the headings.
 *
 * `columns` names the heading of a meaning, or null where no column has it. `layout` is `wide` for one column a question
 * and one row a candidate; null leaves it to the headings. `questionColumns` gives the question of a heading that is neither
 * its id nor its prompt. A blank cell of a wide sheet is an answer left empty (`grade`), which costs nothing, or no answer
 * at all (`skip`).
 */
export const ColumnMapping = z
  .strictObject({
    columns: z.partialRecord(z.enum(columnMeanings), Heading.nullable()).default({}),
    layout: z.enum(['long', 'wide']).nullable().default(null),
    questionColumns: z
      .record(Heading, QuestionId)
      .refine((columns) => Object.keys(columns).length <= limits.sheetColumnsMax, 'has too many columns')
      .default({}),
    blanks: z.enum(['grade', 'skip']).default('grade'),
  })
  .meta({ id: 'ColumnMapping' });
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** Leaves everything to the headings. */
export const guessedMapping: ColumnMapping = ColumnMapping.parse({});

type Headings = ReadonlyMap<ColumnMeaning, readonly string[]>;

/** The columns of a sheet by what they mean. */
export interface MappedColumns {
  /** Several of one meaning only where no two of them are columns of one row. */
  readonly headings: Headings;
  /** One column a question; empty for a long sheet, with one row an answer. */
  readonly questions: readonly QuestionColumn[];
  readonly blanks: ColumnMapping['blanks'];
  /** The headings say what they mean themselves, and mean nothing else. */
  readonly isPlain: boolean;
  /** Columns that mean nothing here and are carried through. */
  readonly carried: readonly string[];
  /** What the headings don't say themselves, a line each: `answer <- Response`. */
  readonly explained: readonly string[];
}

/** Why columns can't be mapped, and the meaning that is in doubt; null where it is the layout. */
export interface MappingProblem {
  readonly problem: string;
  readonly meaning: ColumnMeaning | null;
}

/**
 * Maps the headings of a sheet: as told, else by their own names, else by synonyms, the best first. Two headings that are
 * equally good are a problem that names them, never a guess. The order of the headings does not matter.
 *
 * A sheet without a column of answers whose headings are ids or prompts of `questions` is a wide one. Where answers are to
 * questions of a bank by their id, columns that merely sound like a reference are carried through.
 *
 * @param isRagged each row has columns of its own, as in JSON Lines: a meaning may then be spelt differently in each
 */
export function mapColumns(
  headings: readonly string[],
  wanted: ColumnMapping,
  questions: readonly NamedQuestion[],
  isRagged = false,
): MappedColumns | MappingProblem {
  const told = toldColumns(headings, wanted);
  if ('problem' in told) return told;
  const isLong = wanted.layout === 'long';
  const columns = isLong ? [] : questionColumnsIn(headings, wanted.questionColumns, questions);
  if ('problem' in columns) return { ...columns, meaning: null };
  const isTold = wanted.layout === 'wide' || Object.keys(wanted.questionColumns).length > 0;
  if (isTold && columns.length === 0) {
    return { problem: `No column is a question, by its id or its prompt. ${headingList(headings)}`, meaning: null };
  }
  const [answers = []] = told.has('answer') ? [] : headingsFor('answer', headings);
  const ownAnswer = told.get('answer') ?? answers.find((heading) => columnName(heading) === 'answer') ?? null;
  const isWide = isTold || (columns.length > 0 && ownAnswer === null);
  const idle = isWide ? [...told].find(([meaning, heading]) => heading !== null && meaning !== 'candidate') : undefined;
  if (idle !== undefined) return { problem: `A wide sheet has no column "${idle[0]}".`, meaning: null };
  const [rival] = answers;
  if (isWide && !isTold && rival !== undefined) {
    const both = `The answers could be in the column ${named(rival)}, or in the columns of questions`;
    return { problem: `${both} (${columns.map(({ heading }) => named(heading)).join(', ')}).`, meaning: 'answer' };
  }
  const taken = new Set([...told.values(), ...(isWide ? columns.map(({ heading }) => heading) : [])]);
  const free = headings.filter((heading) => !taken.has(heading));
  const mapped = guessedColumns(free, told, isWide ? ['candidate'] : columnMeanings, isRagged);
  if ('problem' in mapped) return mapped;
  const lack = isWide ? null : lackOf(mapped, headings);
  if (lack !== null) return lack;
  const shown = isWide ? columns : [];
  const used = new Set([...[...mapped.values()].flat(), ...shown.map(({ heading }) => heading)]);
  return {
    headings: mapped,
    carried: headings.filter((heading) => !used.has(heading)),
    questions: shown,
    blanks: wanted.blanks,
    isPlain: columnMeanings.every((meaning) => {
      const [own, ...others] = headings.filter((heading) => columnName(heading) === meaning);
      return others.length === 0 && mapped.get(meaning)?.[0] === own;
    }),
    explained: explained(mapped, shown),
  };
}

type Told = ReadonlyMap<ColumnMeaning, string | null>;

function toldColumns(headings: readonly string[], { columns, questionColumns }: ColumnMapping): Told | MappingProblem {
  const told = new Map<ColumnMeaning, string | null>();
  for (const meaning of columnMeanings) {
    const wanted = columns[meaning];
    if (wanted === undefined) continue;
    const heading = wanted === null ? null : (headingNamed(wanted, headings) ?? undefined);
    if (heading === undefined)
      return { problem: `There is no column ${named(wanted ?? '')}. ${headingList(headings)}`, meaning };
    const twin = [...told].find(([, other]) => other !== null && other === heading);
    if (twin !== undefined)
      return { problem: `${named(heading ?? '')} can't be both ${twin[0]} and ${meaning}.`, meaning };
    told.set(meaning, heading);
  }
  const absent = Object.keys(questionColumns).find((heading) => headingNamed(heading, headings) === null);
  return absent === undefined
    ? told
    : { problem: `There is no column ${named(absent)}. ${headingList(headings)}`, meaning: null };
}

// As it is written, else the only one that differs in case and spelling alone.
function headingNamed(wanted: string, headings: readonly string[]): string | null {
  if (headings.includes(wanted)) return wanted;
  const [alike, other] = headings.filter((heading) => columnName(heading) === columnName(wanted));
  return other === undefined ? (alike ?? null) : null;
}

const ownMarking: readonly ColumnMeaning[] = ['reference_answer', 'reference_alternatives', 'key_points'];

function guessedColumns(
  headings: readonly string[],
  told: Told,
  meanings: readonly ColumnMeaning[],
  isRagged: boolean,
): Headings | MappingProblem {
  const mapped = new Map<ColumnMeaning, readonly string[]>();
  for (const meaning of meanings) {
    const wanted = told.get(meaning);
    if (typeof wanted === 'string') mapped.set(meaning, [wanted]);
    if (wanted !== undefined) continue;
    const [best = []] = headingsFor(meaning, headings);
    const [heading, rival] = best;
    if (heading === undefined) continue;
    const isOwn = columnName(heading) === meaning;
    const isOfBank = ownMarking.includes(meaning) && mapped.has('question_id') && !mapped.has('question');
    if (isOfBank && !isOwn) continue;
    if (rival !== undefined && !(isOwn && isRagged)) {
      return {
        problem: `The columns ${best.map(named).join(' and ')} could each be the column "${meaning}".`,
        meaning,
      };
    }
    mapped.set(meaning, best);
  }
  return mapped;
}

function lackOf(mapped: Headings, headings: readonly string[]): MappingProblem | null {
  const problem = missingColumn([...mapped.keys()], headings);
  return problem === null ? null : { problem, meaning: mapped.has('answer') ? 'question_id' : 'answer' };
}

function explained(mapped: Headings, questions: readonly QuestionColumn[]): string[] {
  const columns = [...mapped].flatMap(([meaning, headings]) => headings.map((heading) => ({ meaning, heading })));
  // Where one has to be told, so are those that differ in spelling alone: one that is not named might not be understood.
  const isTold = columns.some(({ meaning, heading }) => columnName(heading) !== meaning);
  const others = columns.filter(({ meaning, heading }) => isTold && heading !== meaning);
  return [
    ...others.map(({ meaning, heading }) => `${meaning} <- ${heading}`),
    ...questions.map(({ heading, questionId }) => `answers to ${questionId} <- ${heading}`),
  ];
}

function named(heading: string): string {
  return JSON.stringify(heading);
}
