import type { Seeded } from './seeded.ts';

/** A line of the file that the chaos test grades. */
export interface ChaosRow {
  readonly row: number;
  /** Names its answer; null where the row can't be graded. */
  readonly answer: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

const question = 'What does a cache do?';
const reference_answer = 'A cache keeps copies of slow data close by. Stale copies are its price.';
const key_points = ['It keeps copies of slow data close by.', 'Stale copies are its price.'];
const phrases = [
  'It keeps copies of slow data close by, and stale copies are its price.',
  'It keeps copies of slow data close by.',
  'It keeps copies of data somewhere, and they may be stale.',
];

/** Rows of which every fifth or so repeats an earlier answer, every fiftieth or so asks for a
 * question that nobody has. Answers carry their names. */
export function chaosRows(count: number, chance: Seeded): ChaosRow[] {
  return Array.from({ length: count }, (_, index): ChaosRow => {
    const row = index + 1;
    const candidate = `candidate-${row}`;
    if (chance.happens(0.02))
      return { row, answer: null, fields: { question_id: 'no-such-question', candidate, answer: 'Whatever.' } };
    const of = chance.happens(0.2) ? chance.between(1, row) : row;
    const text = `${phrases[of % phrases.length]} So says answer-${of}.`;
    return { row, answer: `answer-${of}`, fields: { question, reference_answer, key_points, candidate, answer: text } };
  });
}
