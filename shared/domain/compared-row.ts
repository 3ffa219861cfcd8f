import * as z from 'zod';
import { columnOf, type RowColumn } from './answer-row.ts';
import { columnName } from './column-name.ts';
import { limits } from './limits.ts';
import { meantBy, type SheetRecord } from './sheet-record.ts';

/**
 * A row as its answer is compared with others: with what `question` it names (an id, else the prompt itself) and with the
 * texts of the question that it brings, which are nobody's own words.
 */
export interface ComparedRow {
  readonly answer: string;
  readonly candidate: string | null;
  readonly question: string;
  readonly rightTexts: readonly string[];
}

/**
 * Reads a row of answers or of results, CSV or JSON Lines, or says in one sentence why it can't be compared. A row that could
 * not be graded can still be compared.
 */
export function parseComparedRow(record: SheetRecord): ComparedRow | { readonly problem: string } {
  const given = new Map<RowColumn, unknown>();
  for (const [heading, value] of Object.entries(meantBy(record))) {
    const column = columnOf(heading);
    if (column !== null && !given.has(column)) given.set(column, value);
  }
  const answer = given.get('answer') ?? '';
  if (typeof answer !== 'string') return { problem: 'the answer is not text' };
  if (answer.length > 2 * limits.answerCharsMax) return { problem: 'the answer is too long' };
  const question = textOf(given.get('question_id'))?.toLowerCase() ?? textOf(given.get('question'));
  if (question === null) return { problem: 'there is neither a question_id nor a question' };
  const own = ownTexts.flatMap((column) => textsIn(given.get(column)));
  const rightTexts = [...own, ...judgedTexts(record.fields)];
  return { answer, candidate: textOf(given.get('candidate')), question, rightTexts };
}

const ownTexts = ['question', 'reference_answer', 'reference_alternatives', 'key_points'] as const;

// Lists may be JSON text: the words in it are the same.
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

// Results in JSON Lines tell the key points with their verdicts.
const Verdicts = z.array(z.object({ text: z.string() }));

function judgedTexts(fields: Readonly<Record<string, unknown>>): string[] {
  const column = Object.keys(fields).find((heading) => columnName(heading) === 'verdicts');
  const verdicts = Verdicts.safeParse(column === undefined ? null : fields[column]);
  return verdicts.success ? verdicts.data.map(({ text }) => text) : [];
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}
