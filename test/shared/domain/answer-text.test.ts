import { expect, test } from 'vitest';
import { AnswerText } from '../../../shared/domain/answer-text.ts';
import { limits } from '../../../shared/domain/limits.ts';

test.each([
  ['nothing', ''],
  ['blanks', ' as it came \n'],
  ['whole characters', '😀 \ufffd \u202e'],
  ['as much as is graded', 'a'.repeat(limits.answerCharsMax)],
  ['as much, of characters of two UTF-16 code units each', '😀'.repeat(limits.answerCharsMax)],
])('takes %s unchanged', (_name, text) => {
  expect(AnswerText.parse(text)).toBe(text);
});

test.each([
  ['NUL', 'a\0b', 'contains NUL characters'],
  ['the first half of a character', 'a\ud83d', 'has half of a surrogate pair'],
  ['the second half of a character', '\ude00b', 'has half of a surrogate pair'],
  ['too much', 'a'.repeat(limits.answerCharsMax + 1), 'has 20001 characters; at most 20000 are graded'],
  ['one such character more', '😀'.repeat(limits.answerCharsMax + 1), 'has 20001 characters; at most 20000 are graded'],
])('refuses %s and says so', (_name, text, message) => {
  expect(AnswerText.safeParse(text).error?.issues).toMatchObject([{ message }]);
});
