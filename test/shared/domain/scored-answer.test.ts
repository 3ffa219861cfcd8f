import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingResultColumn, parseScoredAnswer } from '../../../shared/domain/scored-answer.ts';

const graded = { status: 'graded', score: 72.5, question_id: 'crud', candidate: 'Ada' };

describe('a row of results', () => {
  it('says who answered which question how well', () => {
    expect(parseScoredAnswer(graded)).toEqual({ person: 'Ada', questionId: 'crud', score: 72.5, points: [] });
    const csv = { Status: 'graded', Score: '72.5', 'Question ID': 'crud', Candidate: ' Ada ' };
    expect(parseScoredAnswer(csv)).toEqual(parseScoredAnswer(graded));
  });

  it('brings its key points with their ids from JSON Lines, and numbered from CSV', () => {
    const verdicts = [
      { keyPointId: 'a', verdict: 'covered', coverage: 0.9 },
      { keyPointId: 'b', verdict: 'unjudged', coverage: null },
    ];
    expect(parseScoredAnswer({ ...graded, verdicts })).toMatchObject({
      points: [
        { keyPointId: 'a', coverage: 0.9 },
        { keyPointId: 'b', coverage: null },
      ],
    });
    const points =
      'covered 90 %: First: one\nof two lines <- "it is"\nunjudged: Second\nmissing 0 %: Third (0 of 2 words)';
    expect(parseScoredAnswer({ ...graded, points })).toMatchObject({
      points: [
        { keyPointId: '1', coverage: 0.9 },
        { keyPointId: '2', coverage: null },
        { keyPointId: '3', coverage: 0 },
      ],
    });
  });

  it.each(['', null, undefined])('has no score where the cell holds %j, which is not nought', (score) => {
    expect(parseScoredAnswer({ ...graded, score })).toMatchObject({ score: null });
  });

  it('is none where the grading failed, and named where it can not be read', () => {
    expect(parseScoredAnswer({ ...graded, status: 'failed', score: '' })).toBeNull();
    expect(parseScoredAnswer({ ...graded, question_id: ' ' })).toEqual({
      problem: 'there is neither a question_id nor a question',
    });
    for (const score of ['good', '101', -1, true]) {
      expect(parseScoredAnswer({ ...graded, score })).toEqual({ problem: 'the score is not a number from 0 to 100' });
    }
  });

  it('names nobody and goes by the question itself where that is all there is', () => {
    expect(parseScoredAnswer({ score: 5, question: 'Why?', candidate: '' })).toMatchObject({
      person: null,
      questionId: 'Why?',
    });
  });

  it('never throws', () => {
    const names = fc.constantFrom('status', 'score', 'question_id', 'question', 'candidate', 'points', 'verdicts');
    fc.assert(
      fc.property(fc.dictionary(names, fc.anything()), (fields) => {
        expect(() => parseScoredAnswer(fields)).not.toThrow();
      }),
    );
  });
});

describe('the columns of results', () => {
  it.each([
    [['Score', 'Question ID'], null],
    [['score', 'question'], null],
    [['answer', 'question_id'], 'There is no column "score": this is no results file of grade.'],
    [['score', 'answer'], 'There is neither a column "question_id" nor a column "question".'],
  ])('%j: what they lack is %j', (headings, missing) => {
    const told = missing === null ? null : `${missing} The columns are: ${headings.join(', ')}.`;
    expect(missingResultColumn(headings)).toBe(told);
  });
});
