import * as z from 'zod';
import { columnName } from './column-name.ts';
import { PartId } from './ids.ts';
import { limits } from './limits.ts';

const Score = z.number().min(0).max(100);

/** What a person gave one key point: 1 for met, 0 for not met, or a share in between. */
export const HumanPoint = z
  .strictObject({ keyPointId: PartId, credit: z.number().min(0).max(1) })
  .meta({ id: 'HumanPoint' });
export type HumanPoint = z.infer<typeof HumanPoint>;

/**
 * What people made of one answer: a mark of 0 to 100, that of a second person where two marked it without knowing of each
 * other, and the key points, of which there are none when only a total was marked.
 */
export const HumanMark = z
  .strictObject({
    score: Score,
    secondScore: Score.nullable(),
    points: z.array(HumanPoint).max(limits.keyPointsMax),
  })
  .superRefine(({ points }, context) => {
    const seen = new Set<string>();
    points.forEach(({ keyPointId }, index) => {
      if (seen.has(keyPointId)) {
        context.addIssue({ code: 'custom', path: ['points', index], message: `repeats the key point ${keyPointId}` });
      }
      seen.add(keyPointId);
    });
  })
  .meta({ id: 'HumanMark' });
export type HumanMark = z.infer<typeof HumanMark>;

/**
 * What several marks of one answer amount to: the first is the first person's, the mean of all others, seconds included, is
 * the second's, and the points are those of the first mark that has any. So an answer counts once, however many marked it.
 */
export function jointMark(first: HumanMark, others: readonly HumanMark[]): HumanMark {
  const more = [first, ...others].flatMap(({ score, secondScore }, index) => [
    ...(index === 0 ? [] : [score]),
    ...(secondScore === null ? [] : [secondScore]),
  ]);
  return {
    score: first.score,
    secondScore: more.length === 0 ? null : more.reduce((sum, score) => sum + score, 0) / more.length,
    points: [first, ...others].find(({ points }) => points.length > 0)?.points ?? [],
  };
}

/** Columns of a person's marks, beside those of the answer. */
export const humanColumns = ['human_score', 'human_score_2', 'human_score_max', 'human_points'] as const;
export type HumanColumn = (typeof humanColumns)[number];

/** The column of a person's marks that a heading means, whatever its case and spelling. */
export function humanColumnOf(heading: string): HumanColumn | null {
  const name = columnName(heading);
  return humanColumns.find((column) => column === name) ?? null;
}

/**
 * Reads the mark that a record holds: null when it holds none, or in one sentence why it can't be used.
 *
 * Marks are out of `human_score_max`, 100 unless given. Points are an object of id and credit, or an array of credits in the
 * order of the question's key points, as values or as JSON text; null leaves a point unmarked.
 *
 * @param keyPointIds the ids of the question's key points, in their order
 */
export function parseHumanMark(
  fields: Readonly<Record<string, unknown>>,
  keyPointIds: readonly string[],
): HumanMark | null | { readonly problem: string } {
  const given = givenIn(fields);
  if (!given.has('human_score')) {
    const alone = humanColumns.find((column) => column !== 'human_score_max' && given.has(column));
    return alone === undefined ? null : { problem: `there is ${alone} and no human_score` };
  }
  const scoreMax = numberIn(given.get('human_score_max') ?? 100);
  if (scoreMax === null || scoreMax <= 0) return { problem: 'human_score_max is not a number above 0' };
  const [score, secondScore] = (['human_score', 'human_score_2'] as const).map((column) =>
    given.has(column) ? scoreIn(given.get(column), column, scoreMax) : null,
  );
  if (score === undefined || score === null || secondScore === undefined) return null;
  if (typeof score === 'object') return score;
  if (typeof secondScore === 'object' && secondScore !== null) return secondScore;
  const points = pointsIn(given.get('human_points'), keyPointIds);
  return 'problem' in points ? points : { score, secondScore, points: [...points] };
}

// An empty cell is a mark that nobody gave.
function givenIn(fields: Readonly<Record<string, unknown>>): Map<HumanColumn, unknown> {
  const given = new Map<HumanColumn, unknown>();
  for (const [heading, value] of Object.entries(fields)) {
    const column = humanColumnOf(heading);
    const isEmpty = value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
    if (column !== null && !isEmpty && !given.has(column)) given.set(column, value);
  }
  return given;
}

function scoreIn(value: unknown, column: HumanColumn, scoreMax: number): number | { readonly problem: string } {
  const score = numberIn(value);
  if (score === null) return { problem: `${column} is not a number` };
  if (score < 0 || score > scoreMax) return { problem: `${column} is not from 0 to ${scoreMax}` };
  return Math.min(100, (100 * score) / scoreMax);
}

// Decimal digits only: "0x10", "1e3" and "3,5" are more likely slips than marks.
function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d+(?:\.\d+)?\s*$/.test(value)) return null;
  return Number(value);
}

const Credit = z.union([z.boolean().transform(Number), z.number().min(0).max(1), z.null()]);
const Credits = z.union([z.array(Credit), z.record(z.string(), Credit)]);

function pointsIn(
  value: unknown,
  keyPointIds: readonly string[],
): readonly HumanPoint[] | { readonly problem: string } {
  if (value === undefined) return [];
  const credits = Credits.safeParse(typeof value === 'string' ? jsonIn(value) : value);
  if (!credits.success) {
    return {
      problem: 'human_points is neither a JSON object of key point ids nor a JSON array of true, false or 0 to 1',
    };
  }
  const { data } = credits;
  if (Array.isArray(data) && data.length !== keyPointIds.length) {
    return {
      problem: `human_points has ${data.length} entries where the question has ${keyPointIds.length} key points`,
    };
  }
  const entries = Array.isArray(data)
    ? data.map((credit, index): [string, number | null] => [keyPointIds[index] ?? '', credit])
    : Object.entries(data);
  const unknown = entries.find(([id]) => !keyPointIds.includes(id));
  if (unknown !== undefined) {
    return { problem: `human_points names ${JSON.stringify(unknown[0])}, which is no key point of the question` };
  }
  return entries.flatMap(([keyPointId, credit]) => (credit === null ? [] : [{ keyPointId, credit }]));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
