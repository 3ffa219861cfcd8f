import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GradedAnswer } from '../bench/graded-answers.ts';
import { newFolder } from './process.ts';

/** A graded answer about caches; what a test speaks of is given. */
export function gradedAnswer(given: Partial<GradedAnswer> = {}): GradedAnswer {
  return {
    questionId: 'cache',
    question: 'What is a cache for, and what does it cost?',
    referenceAnswer: 'A cache keeps copies of slow data. Stale copies are its price.',
    referenceAlternatives: [],
    answer: 'It keeps copies of slow data close by.',
    humanScore: 0.5,
    ...given,
  };
}

const caches = [
  ['A cache keeps copies of slow data close by, and stale copies are its price.', true, true],
  ['It keeps copies of slow data so that reads are fast.', true, false],
  ['Stale copies may be read, that is the price of a cache.', false, true],
  ['A cache deletes what nobody reads any more.', false, false],
  ['Copies of slow data are kept in fast memory; copies may get stale, a price to pay.', true, true],
  ['It is a place for money.', false, false],
] as const;

const queues = [
  ['A queue holds work until a worker is free, and work may arrive twice.', true, true],
  ['Work is held in the queue until some worker is free to take it.', true, false],
  ['Work may arrive twice, so workers must be idempotent.', false, true],
  ['A queue is a line in front of a shop.', false, false],
  ['It holds work until a worker is free.', true, false],
  ['Messages are encrypted.', false, false],
] as const;

/** Twelve answers to two questions with two points each, marked by two people and labelled. */
export const ownSet: readonly GradedAnswer[] = [
  ...caches.map(([answer, ...met]) =>
    graded(
      'cache',
      'What is a cache for?',
      ['A cache keeps copies of slow data.', 'Stale copies are its price.'],
      answer,
      met,
    ),
  ),
  ...queues.map(([answer, ...met]) =>
    graded(
      'queue',
      'What is a queue for?',
      ['A queue holds work until a worker is free.', 'Work may arrive twice.'],
      answer,
      met,
    ),
  ),
];

/** Writes rows as JSON Lines into a folder of its own and returns the path of the file. */
export async function gradedFile(rows: readonly unknown[], name = 'own.jsonl'): Promise<string> {
  const file = join(await newFolder(), name);
  await writeFile(file, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));
  return file;
}

function graded(
  questionId: string,
  question: string,
  points: readonly string[],
  answer: string,
  met: readonly boolean[],
): GradedAnswer {
  const share = met.filter((isMet) => isMet).length / met.length;
  return {
    questionId,
    question,
    referenceAnswer: points.join(' '),
    referenceAlternatives: [],
    answer,
    humanScore: share,
    humanScore1: share,
    // The second person is a little milder.
    humanScore2: Math.min(1, share + 0.1),
    label: share === 1 ? 'correct' : 'incorrect',
    rubric: points.map((text, index) => ({ text, met: met[index] === true, met2: met[index] === true })),
  };
}
