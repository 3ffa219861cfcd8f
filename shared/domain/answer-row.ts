import * as z from 'zod';
import { AnswerText } from './answer-text.ts';
import { columnName } from './column-name.ts';
import { headingList } from './heading-list.ts';
import { QuestionId } from './ids.ts';
import { limits } from './limits.ts';
import { KeyPoint } from './mark-scheme.ts';

/** The question of a row: by id from the bank, or written out in the row. Key points are null where none were given. */
export type RowQuestion =
  | { readonly source: 'bank'; readonly id: QuestionId }
  | {
      readonly source: 'inline';
      readonly prompt: string;
      readonly reference: string;
      readonly alternatives: readonly string[];
      readonly keyPoints: readonly KeyPoint[] | null;
    };

/** A row that can be graded. */
export interface AnswerRow {
  readonly answer: string;
  readonly candidate: string | null;
  readonly question: RowQuestion;
}

/** Columns with a meaning; every other column is carried through. */
export const rowColumns = [
  'answer',
  'question_id',
  'question',
  'reference_answer',
  'reference_alternatives',
  'key_points',
  'candidate',
] as const;
export type RowColumn = (typeof rowColumns)[number];

/** The column that a heading means, whatever its case and spelling: `Question ID` and `questionId` are `question_id`. */
export function columnOf(heading: string): RowColumn | null {
  const name = columnName(heading);
  return rowColumns.find((column) => column === name) ?? null;
}

/**
 * Says which column no row can do without is missing under these headings; null when none is.
 *
 * @param shown the headings as they stand in the sheet, where they were mapped
 */
export function missingColumn(headings: readonly string[], shown: readonly string[] = headings): string | null {
  const known = new Set<RowColumn | null>(headings.map(columnOf));
  const found = headingList(shown);
  if (!known.has('answer')) return `There is no column "answer". ${found}`;
  if (known.has('question_id') || known.has('question')) return null;
  return `There is neither a column "question_id" nor a column "question". ${found}`;
}

/**
 * Reads a record as a row to be graded, or says in one sentence why it can't be.
 *
 * Lists (key points, alternatives) may be arrays, JSON text, or text with one entry a line.
 */
export function parseAnswerRow(fields: Readonly<Record<string, unknown>>): AnswerRow | { readonly problem: string } {
  const given = new Map<RowColumn, unknown>();
  for (const [heading, value] of Object.entries(fields)) {
    const column = columnOf(heading);
    if (column !== null && !given.has(column)) given.set(column, value);
  }
  const answer = given.get('answer');
  if (answer === undefined) return { problem: 'there is no answer column' };
  if (typeof answer !== 'string' && answer !== null) return { problem: 'the answer is not text' };
  const text = answer ?? '';
  const allowed = AnswerText.safeParse(text);
  if (!allowed.success) return { problem: `the answer ${allowed.error.issues[0]?.message ?? 'is not valid'}` };
  const question = parseRowQuestion(given);
  if ('problem' in question) return question;
  return { answer: text, candidate: textOf(given.get('candidate')), question };
}

/** Who answered a record, whether it can be graded or not; null where nobody is named. */
export function candidateOf(fields: Readonly<Record<string, unknown>>): string | null {
  const heading = Object.keys(fields).find((name) => columnOf(name) === 'candidate');
  return heading === undefined ? null : textOf(fields[heading]);
}

const ownMarking = ['reference_answer', 'reference_alternatives', 'key_points'] as const;

// A row that brings a whole question means that one; its id is then the sheet's own and carried through. An id with a
// prompt names a question of the bank. An id with a reference and no prompt could mean either, so it means neither.
function parseRowQuestion(given: ReadonlyMap<RowColumn, unknown>): RowQuestion | { readonly problem: string } {
  const id = textOf(given.get('question_id'));
  const isGiven = (column: RowColumn): boolean =>
    column === 'reference_answer' ? textOf(given.get(column)) !== null : listOf(given.get(column))?.length !== 0;
  const own = ownMarking.find(isGiven);
  const isWhole = textOf(given.get('question')) !== null && (isGiven('reference_answer') || isGiven('key_points'));
  if (id !== null && !isWhole) {
    if (own !== undefined) {
      return { problem: `question_id and ${own} are both given, and no question; give either, or the question too` };
    }
    const parsed = QuestionId.safeParse(id.toLowerCase());
    return parsed.success
      ? { source: 'bank', id: parsed.data }
      : { problem: `the question_id ${JSON.stringify(id)} is not an id: ${parsed.error.issues[0]?.message ?? ''}` };
  }
  const prompt = textOf(given.get('question'));
  const reference = textOf(given.get('reference_answer')) ?? '';
  if (prompt === null) return { problem: 'there is neither a question_id nor a question' };
  if (prompt.length < 3) return { problem: 'the question is shorter than 3 characters' };
  const pointList = listOf(given.get('key_points'));
  if (pointList === null) return { problem: 'key_points is not valid JSON' };
  const keyPoints = parseKeyPoints(pointList);
  if (keyPoints !== null && 'problem' in keyPoints) return keyPoints;
  if (reference === '' && keyPoints === null) return { problem: 'there is neither a reference_answer nor key_points' };
  if (prompt.length > limits.promptCharsMax)
    return { problem: `the question is longer than ${limits.promptCharsMax} characters` };
  if (reference.length > limits.referenceCharsMax) {
    return { problem: `the reference_answer is longer than ${limits.referenceCharsMax} characters` };
  }
  const alternativeList = listOf(given.get('reference_alternatives'));
  if (alternativeList === null) return { problem: 'reference_alternatives is not valid JSON' };
  const alternatives = z.array(z.string().trim().min(1)).safeParse(alternativeList);
  if (!alternatives.success) return { problem: 'reference_alternatives is not a list of texts' };
  if (alternatives.data.length > limits.referenceAlternativesMax) {
    return { problem: `there are more than ${limits.referenceAlternativesMax} reference_alternatives` };
  }
  if (alternatives.data.some((text) => text.length > limits.referenceCharsMax)) {
    return { problem: `one of the reference_alternatives is longer than ${limits.referenceCharsMax} characters` };
  }
  return { source: 'inline', prompt, reference, alternatives: alternatives.data, keyPoints };
}

const keyPointFields = Object.keys(KeyPoint.shape);

function parseKeyPoints(list: readonly unknown[]): KeyPoint[] | null | { readonly problem: string } {
  if (list.length === 0) return null;
  if (list.length > limits.keyPointsMax) return { problem: `there are more than ${limits.keyPointsMax} key_points` };
  const points: KeyPoint[] = [];
  for (const [index, entry] of list.entries()) {
    const given = keyPointIn(entry);
    const parsed = KeyPoint.safeParse({ id: `k${index + 1}`, ...given });
    if (!parsed.success) return { problem: `key point ${index + 1}${keyPointProblem(given, parsed.error.issues)}` };
    if (points.some((point) => point.id === parsed.data.id)) {
      return { problem: `key point ${index + 1} repeats the id ${parsed.data.id}` };
    }
    points.push(parsed.data);
  }
  return points;
}

// Written by hand or by another program: ids may be numbers, weights may be text, empty cells may be null, and there may be
// fields that mean nothing here. Only what looks like a known field misspelt is kept, for the schema to refuse.
function keyPointIn(entry: unknown): Readonly<Record<string, unknown>> {
  if (typeof entry === 'string') return { text: entry };
  const fields = z.record(z.string(), z.unknown()).safeParse(entry).data ?? {};
  const written = Object.entries(fields).filter(
    ([name, value]) => value !== null && (keyPointFields.includes(name) || keyPointFields.some(resembles(name))),
  );
  return Object.fromEntries(
    written.map(([name, value]): [string, unknown] => {
      if (name === 'id' && typeof value === 'number') return [name, String(value)];
      return [name, name === 'weight' && typeof value === 'string' ? Number(value) : value];
    }),
  );
}

// The same letters in another order, the plural, or another case: wieght, weights, Text.
function resembles(name: string): (field: string) => boolean {
  const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const sorted = (text: string): string => [...text].sort().join('');
  const given = lettersOf(name);
  return (field) => sorted(given) === sorted(field) || given === `${field}s` || field === `${given}s`;
}

// An unknown field comes first: it is likely the misspelling of the one that is missed.
function keyPointProblem(given: Readonly<Record<string, unknown>>, issues: readonly z.core.$ZodIssue[]): string {
  const [unknown] = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  if (unknown !== undefined)
    return ` has an unknown field ${JSON.stringify(unknown)}; the known ones: ${keyPointFields.join(', ')}`;
  if (typeof given['text'] !== 'string') return ' is neither a text nor an object with a text';
  return `: ${issues[0]?.path.join('.') ?? ''} ${issues[0]?.message ?? ''}`;
}

// Null for text that is meant as JSON and is none: read as lines it would be graded as something nobody wrote.
function listOf(value: unknown): unknown[] | null {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') return [value];
  const text = value.trim();
  if (/^[[{]/.test(text)) {
    try {
      const parsed: unknown = JSON.parse(text);
      return Array.isArray(parsed) ? parsed : [parsed];
    } catch {
      if (/^(?:\{|\[\s*["{])/.test(text)) return null;
      // Text that merely starts with a bracket, such as "[1] see above", is read as lines.
    }
  }
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}
