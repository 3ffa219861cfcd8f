import { expect, it } from 'vitest';
import { limits } from '../../../shared/domain/limits.ts';
import { feedbackFor } from '../../../shared/evaluation/feedback.ts';
import { keyPointsFrom } from '../../../shared/evaluation/key-points.ts';
import { aBehaviouralQuestion, aKnowledgeQuestion, gradeOffline } from '../../support/evaluation.ts';

/*
 * Text that makes a careless regular expression try every start of a long run. The bound is no speed to be proud of: what
 * takes quadratic time takes minutes here.
 */
const boundMs = 6_000;
const question = aKnowledgeQuestion();
const upTo = (pattern: string, tail = 'a'): string => pattern.repeat(limits.answerCharsMax / pattern.length - 1) + tail;

it.each([
  ...[
    '?',
    '.',
    '!',
    '=',
    "'",
    '"',
    ' ',
    '\n',
    '-',
    '*',
    '<',
    '{',
    '[',
    '(',
    ',',
    ';',
    ':',
    '\t',
    '`',
    '~',
    '_',
    '/',
  ].map((sign) => [sign]),
  ["a'"],
  ['="'],
  ['{"score":'],
  ['<p '],
  ['w and '],
  ['ignore '],
  ['pass '],
  ['A+/='],
  ['no idea '],
  ['x, '],
  ['<user>'],
  ['я'],
  ['1.'],
])(
  'grades 20,000 characters of %j in linear time',
  (pattern) => {
    expect(gradeOffline(question, upTo(pattern)).marks.scoreRange.max).toBeLessThanOrEqual(100);
    expect(gradeOffline(question, upTo(pattern, '')).marks.scoreRange.max).toBeLessThanOrEqual(100);
  },
  boundMs,
);

it.each([['w1 and w2 and '], ['but '], [' , '], ['because x so that y ']])(
  'takes key points from 20,000 characters of %j in linear time',
  (pattern) => {
    expect(keyPointsFrom(upTo(pattern), 'Why?').length).toBeLessThan(limits.referenceCharsMax);
  },
  boundMs,
);

it.each([['I go '], ['I '], ['I think '], ['a'], ['I a\n'], ['é'], ['1 '], ['because ']])(
  'gives feedback on 20,000 characters of %j in linear time',
  (pattern) => {
    for (const asked of [question, aBehaviouralQuestion()]) {
      for (const text of [upTo(pattern), `I ${upTo('a')}`, `I ${upTo(pattern)}`]) {
        expect(feedbackFor(asked, text, gradeOffline(asked, text).judgement).summary).not.toBe('');
      }
    }
  },
  boundMs,
);
