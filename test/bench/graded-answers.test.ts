import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gradedAnswer, gradedFile } from '../support/graded-answers.ts';
import { readSets } from './graded-answers.ts';

describe('a file of graded answers', () => {
  it('is read with its name as the set, alone or with its folder', async () => {
    const file = await gradedFile([gradedAnswer(), '', gradedAnswer({ answer: 'Another one.' })], 'mine.half.jsonl');
    const [set] = readSets([file]);
    expect(set).toMatchObject({ file, dataset: 'mine', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(set?.answers.map(({ answer }) => answer)).toEqual([gradedAnswer().answer, 'Another one.']);
    expect(readSets([dirname(file)])).toEqual([set]);
  });

  it.each([
    ['no JSON', '{"questionId": ', /own\.jsonl, line 2: no JSON\./],
    ['a mark above full marks', gradedAnswer({ humanScore: 5 }), /own\.jsonl, line 2: humanScore: .*<=1/],
    ['a missing column', { ...gradedAnswer(), answer: undefined }, /own\.jsonl, line 2: answer: /],
    [
      'votes in words',
      gradedAnswer({ rubric: [{ text: 'A point.', met: true, votes: 'all' }] }),
      /line 2: rubric.0.votes: .*2\/3/,
    ],
    [
      'a reference without words',
      gradedAnswer({ referenceAnswer: '...' }),
      /line 2: .*no words to take key points from/,
    ],
  ])('is refused for %s, with its name and the line', async (_, row, message) => {
    const file = await gradedFile([gradedAnswer(), row]);
    expect(() => readSets([file])).toThrow(message);
  });

  it('is refused when it is empty or not there, and a folder without any', async () => {
    const file = await gradedFile([]);
    expect(() => readSets([file])).toThrow(`${file} holds no graded answers.`);
    expect(() => readSets([`${file}.gone`])).toThrow(`${file}.gone: no such file or directory. Name files or folders`);
    const other = await gradedFile([gradedAnswer()], 'own.csv');
    expect(() => readSets([dirname(other)])).toThrow('holds no .jsonl file of graded answers');
  });
});
