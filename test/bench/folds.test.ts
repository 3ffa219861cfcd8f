import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type Folds, heldOut } from './folds.ts';

const questionIds = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 2, maxLength: 60 });
const eitherWay = fc.constantFrom<Folds>('whole questions', 'answers of each question');

test.prop([questionIds, eitherWay])('every answer is told once, by a rule that never saw it', (ids, by) => {
  const items = ids.map((questionId, index) => ({ questionId, index }));
  // A single answer to each question, or a single question, leaves no other to learn on.
  fc.pre(new Set(ids).size > 1 && (by === 'whole questions' || new Set(ids).size < ids.length));
  const told = heldOut(items, by, (training) => ({ questionId, index }) => ({
    index,
    sawIt: training.some((one) => one.index === index),
    sawItsQuestion: training.some((one) => one.questionId === questionId),
  }));
  expect(told.map(({ index }) => index)).toEqual(items.map(({ index }) => index));
  expect(told.some(({ sawIt }) => sawIt)).toBe(false);
  if (by === 'whole questions') expect(told.some(({ sawItsQuestion }) => sawItsQuestion)).toBe(false);
});

test('four fifths of the answers to a question are known to the fifth that is held out', () => {
  const items = Array.from({ length: 20 }, (_, index) => ({ questionId: index < 10 ? 'a' : 'b' }));
  const known = heldOut(
    items,
    'answers of each question',
    (training) =>
      ({ questionId }) =>
        training.filter((one) => one.questionId === questionId).length,
  );
  expect(new Set(known)).toEqual(new Set([8]));
});

test('a set of a single question learns on itself', () => {
  const items = [{ questionId: 'a' }, { questionId: 'a' }];
  expect(heldOut(items, 'whole questions', (training) => () => training.length)).toEqual([2, 2]);
});
