import * as z from 'zod';
import { columnName } from './column-name.ts';
import { headingList } from './heading-list.ts';
import { PartId } from './ids.ts';

/** What a grading left of one answer: enough to analyse questions. */
export interface ScoredAnswer {
  /** Who answered; null where nobody is named. */
  readonly person: string | null;
  readonly questionId: string;
  /** 0 to 100; null where the answer has no score, which is not nought. */
  readonly score: number | null;
  /** The coverage of each key point, 0 to 1; null where it was not judged. */
  readonly points: readonly { readonly keyPointId: string; readonly coverage: number | null }[];
}

/** Says which column of results is missing under these headings; null when none is. */
export function missingResultColumn(headings: readonly string[]): string | null {
  const names = headings.map(columnName);
  const found = headingList(headings);
  if (!names.includes('score')) return `There is no column "score": this is no results file of grade. ${found}`;
  if (names.some((name) => questionColumns.some((column) => column === name))) return null;
  return `There is neither a column "question_id" nor a column "question". ${found}`;
}

/**
 * Reads a row of results, CSV or JSON Lines, or says in one sentence why it can't be used. Null for a row that failed when
 * it was graded: nobody judged it. Key points of CSV have no ids and are numbered in their order.
 */
export function parseScoredAnswer(
  fields: Readonly<Record<string, unknown>>,
): ScoredAnswer | null | { readonly problem: string } {
  const given = new Map(Object.entries(fields).map(([heading, value]) => [columnName(heading), value]));
  if (given.get('status') === 'failed') return null;
  const questionId = questionColumns.map((column) => textOf(given.get(column))).find((text) => text !== null);
  if (questionId === undefined || questionId === null)
    return { problem: 'there is neither a question_id nor a question' };
  const score = scoreOf(given.get('score'));
  if (score === undefined) return { problem: 'the score is not a number from 0 to 100' };
  const verdicts = Verdicts.safeParse(given.get('verdicts'));
  const points = verdicts.success ? verdicts.data : pointsIn(textOf(given.get('points')) ?? '');
  return { person: textOf(given.get('candidate')), questionId: questionId.slice(0, labelCharsMax), score, points };
}

const questionColumns = ['question_id', 'question'] as const;
const labelCharsMax = 80;

const Verdicts = z.array(z.object({ keyPointId: PartId, coverage: z.number().min(0).max(1).nullable() }));

// A line a point, as grade writes them: "covered 100 %: ...", "unjudged: ...". Texts may have lines of their own.
function pointsIn(cell: string): ScoredAnswer['points'] {
  const lines = cell.matchAll(/^(?:covered|partial|missing|contradicted|unjudged)(?: (\d{1,3}) %)?: /gm);
  return [...lines].map(([, percent], index) => ({
    keyPointId: String(index + 1),
    coverage: percent === undefined ? null : Math.min(100, Number(percent)) / 100,
  }));
}

// Undefined where something else than a score stands in the cell.
function scoreOf(value: unknown): number | null | undefined {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return null;
  const score = typeof value === 'string' ? Number(value) : value;
  return typeof score === 'number' && score >= 0 && score <= 100 ? score : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}
