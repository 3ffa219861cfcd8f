import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { competitionRanks } from '../../../../shared/evaluation/regrade/competition-ranks.ts';
import { answerShifts, type Regraded, summaryOf } from '../../../../shared/evaluation/regrade/regrade-diff.ts';
import { aKnowledgeQuestion } from '../../../support/evaluation.ts';
import { anEvaluation, aPointVerdict } from '../../../support/fixtures.ts';

const noUsage = { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 };

function graded(score: number | null, changes: Partial<Parameters<typeof anEvaluation>[0]> = {}) {
  return anEvaluation({
    tenantId: 'tenant',
    score,
    scoreRange: { min: score ?? 0, max: score ?? 100 },
    status: score === null ? 'needs-review' : 'graded',
    ...changes,
  });
}

function moved(before: number | null, after: number | null): Regraded {
  return { before: graded(before), after: graded(after), notes: [] };
}

function withPassMark(passMark: number | undefined) {
  const question = aKnowledgeQuestion();
  const scoring = { ...question.markScheme.scoring, passMark };
  return { ...question, markScheme: { ...question.markScheme, scoring } };
}

describe('ranks', () => {
  it('are shared by equals, and the next one is as much further down', () => {
    expect(competitionRanks([50, 80, 80, null, 20, 90, 80])).toEqual([5, 2, 2, null, 6, 1, 2]);
  });

  it('count how many are better, whatever the order', () => {
    const anyScores = fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 12 });
    fc.assert(
      fc.property(anyScores, (scores) => {
        for (const [index, rank] of competitionRanks(scores).entries()) {
          const score = scores[index] ?? null;
          const better = scores.filter((other) => other !== null && score !== null && other > score).length;
          expect(rank).toBe(score === null ? null : better + 1);
        }
      }),
    );
  });
});

describe('the difference that a regrade makes', () => {
  it('says who moved by how much, and whose rank changed without a move of their own', () => {
    const shifts = answerShifts([moved(60, 60), moved(50, 70.5), moved(40, 30), moved(null, 80), moved(20, null)]);
    expect(shifts.map(({ movedBy, before, after }) => [movedBy, before.rank, after.rank])).toEqual([
      [0, 1, 3],
      [20.5, 2, 2],
      [-10, 3, 4],
      [null, null, 1],
      [null, 4, null],
    ]);
    expect(summaryOf(shifts, withPassMark(undefined), withPassMark(55), noUsage)).toEqual({
      answers: 5,
      movedUp: 1,
      movedDown: 1,
      unmoved: 1,
      unscored: 2,
      notJudged: 0,
      meanShift: 3.5,
      rankChanged: 4,
      newlyPassed: null,
      newlyFailed: null,
      usage: noUsage,
    });
  });

  it('counts who crosses the pass mark, each score held against the mark of its time', () => {
    const shifts = answerShifts([moved(40, 60), moved(60, 40), moved(50, 50), moved(55, 58), moved(null, 90)]);
    const crossing = (then: number, now: number) => {
      const { newlyPassed, newlyFailed } = summaryOf(shifts, withPassMark(then), withPassMark(now), noUsage);
      return [newlyPassed, newlyFailed];
    };
    expect(crossing(50, 50)).toEqual([1, 1]);
    expect(crossing(50, 57)).toEqual([1, 2]);
    expect(crossing(70, 50)).toEqual([3, 0]);
  });

  it('goes by the calibrated score where there is one', () => {
    const calibrated = { score: 70, range: { min: 60, max: 80 }, state: 'usable', marks: 60, band: 'good' } as const;
    const [shift] = answerShifts([{ before: graded(50), after: graded(50, { calibrated }), notes: [] }]);
    expect(shift).toMatchObject({ movedBy: 20, before: { score: 50 }, after: { score: 70 } });
  });

  it('shows the verdicts that are other ones, new or gone, and no others', () => {
    const one = aPointVerdict({ keyPointId: 'one', text: 'One.' });
    const two = aPointVerdict({ keyPointId: 'two', text: 'Two.', verdict: 'missing', coverage: 0 });
    const gone = aPointVerdict({ keyPointId: 'gone', text: 'Gone.' });
    const before = graded(50, { verdicts: [one, gone, two] });
    const after = graded(100, {
      verdicts: [
        { ...one, weight: 3, role: 'bonus' },
        { ...two, text: 'Two, reworded.', verdict: 'covered', coverage: 1 },
        aPointVerdict({ keyPointId: 'new', text: 'New.' }),
      ],
    });
    const [shift] = answerShifts([{ before, after, notes: [] }]);
    expect(
      shift?.points.map(({ keyPointId, text, before: was, after: is }) => [
        keyPointId,
        text,
        was?.verdict,
        is?.verdict,
      ]),
    ).toEqual([
      ['two', 'Two, reworded.', 'missing', 'covered'],
      ['new', 'New.', undefined, 'covered'],
      ['gone', 'Gone.', 'covered', undefined],
    ]);
  });

  it('leaves an answer that could not be judged where it is, and ranks the others round it', () => {
    const shifts = answerShifts([moved(40, 60), { before: graded(50), after: null, notes: ['not-judged'] }]);
    expect(shifts.map(({ after, movedBy }) => [after.score, after.rank, movedBy])).toEqual([
      [60, 1, 20],
      [50, 2, 0],
    ]);
    expect(summaryOf(shifts, withPassMark(1), withPassMark(1), noUsage)).toMatchObject({ notJudged: 1, unmoved: 1 });
  });
});
