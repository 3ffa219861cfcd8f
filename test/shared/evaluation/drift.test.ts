import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GoldenRecording } from '../../../shared/domain/golden-set.ts';
import { QuestionId } from '../../../shared/domain/ids.ts';
import type { Verdict } from '../../../shared/domain/verdict.ts';
import { cusumPeak, driftOf, type RegradedCase } from '../../../shared/evaluation/drift.ts';
import { sha256 } from '../../support/fixtures.ts';

describe('drift', () => {
  it('is none where the judge says what it said', () => {
    const report = driftOf([
      aCase('a', 'dns', rec(70, ['covered', 'missing'])),
      aCase('b', 'dns', rec(0, ['missing', 'missing'])),
    ]);
    expect(report).toMatchObject({ compared: 2, bias: 0, kappa: 1, flipShare: 0, alarms: [], isSteady: true });
    expect(report.cases.map(({ state }) => state)).toEqual(['same', 'same']);
  });

  it('is told case by case: scores, verdicts that flipped, and who judged before and now', () => {
    const before = rec(70, ['covered', 'missing'], {
      judgeVersion: 'llm-3',
      model: 'm-1',
      promptFingerprint: sha256(1),
    });
    const now = rec(50, ['partial', 'missing'], { judgeVersion: 'llm-3', model: 'm-2', promptFingerprint: sha256(2) });
    const report = driftOf([aCase('a', 'dns', before, now)]);
    expect(report.cases[0]).toMatchObject({
      state: 'moved',
      scoreChange: -20,
      flips: [{ keyPointId: 'k0', from: 'covered', to: 'partial' }],
    });
    expect(report.provenance).toEqual({
      before: [{ judgeVersion: 'llm-3', model: 'm-1', promptFingerprint: sha256(1) }],
      now: [{ judgeVersion: 'llm-3', model: 'm-2', promptFingerprint: sha256(2) }],
    });
  });

  it('has the kappa of a table worked out by hand', () => {
    // Both covered 20, both missing 15, covered then missing 5, missing then covered 10: po .70, pe .50, kappa .40.
    const pairs: [Verdict, Verdict, number][] = [
      ['covered', 'covered', 20],
      ['missing', 'missing', 15],
      ['covered', 'missing', 5],
      ['missing', 'covered', 10],
    ];
    const all = pairs.flatMap(([from, to, count]) => Array.from({ length: count }, () => [from, to] as const));
    const report = driftOf([
      aCase(
        'a',
        'dns',
        rec(
          50,
          all.map(([from]) => from),
        ),
        rec(
          50,
          all.map(([, to]) => to),
        ),
      ),
    ]);
    expect(report.kappa).toBeCloseTo(0.4, 10);
    expect(report.flipShare).toBeCloseTo(0.3, 10);
    expect(report.isSteady).toBe(false);
  });

  it('sounds the alarm of a question when its changes add up, whichever way they go', () => {
    const moved = (id: string, question: string, to: number) =>
      aCase(id, question, rec(50, ['partial']), rec(to, ['partial']));
    const once = [moved('a', 'dns', 65), moved('b', 'dns', 35), moved('c', 'orm', 65), moved('d', 'orm', 50)];
    expect(driftOf(once).alarms).toEqual([]);
    const thrice = [...once, moved('e', 'dns', 65)];
    expect(driftOf(thrice).alarms).toEqual([{ questionId: 'dns', peak: expect.closeTo(0.3, 10) }]);
    expect(driftOf(thrice).isSteady).toBe(false);
  });

  it('counts a score that came or went as a change of everything', () => {
    const [gone] = driftOf([aCase('a', 'dns', rec(50, ['covered']), rec(null, ['covered']))]).alarms;
    expect(gone?.peak).toBeCloseTo(0.95, 10);
  });

  it('tolerates what a model does from run to run, and no more', () => {
    const cases = (flipped: number): RegradedCase[] =>
      Array.from({ length: 100 }, (_, index) =>
        aCase(`c${index}`, `q-${index}`, rec(50, ['covered']), rec(50, [index < flipped ? 'partial' : 'covered'])),
      );
    expect(driftOf(cases(2)).isSteady).toBe(true);
    expect(driftOf(cases(3)).isSteady).toBe(false);
    const lenient = Array.from({ length: 30 }, (_, index) =>
      aCase(`c${index}`, `q-${index}`, rec(50, ['covered']), rec(53, ['covered'])),
    );
    expect(driftOf(lenient)).toMatchObject({
      alarms: [],
      flipShare: 0,
      bias: expect.closeTo(0.03, 10),
      isSteady: false,
    });
  });

  it('tells an edited question, an unrecorded case and one without a verdict from a judge that moved', () => {
    const report = driftOf([
      aCase('edited', 'dns', rec(70, ['covered']), rec(0, ['missing'], { questionFingerprint: sha256(9) })),
      aCase('new', 'dns', null, rec(70, ['covered'])),
      { ...aCase('failed', 'dns', rec(70, ['covered'])), now: null, problem: 'no reply' },
    ]);
    expect(report.cases.map(({ state }) => state)).toEqual(['question-edited', 'unrecorded', 'not-judged']);
    expect(report).toMatchObject({ compared: 0, bias: null, kappa: null, flipShare: 0, alarms: [], isSteady: false });
  });

  it('is not called steady while something could not be judged', () => {
    const same = aCase('a', 'dns', rec(70, ['covered']));
    expect(driftOf([same]).isSteady).toBe(true);
    expect(driftOf([same, { ...same, now: null, problem: 'no reply' }]).isSteady).toBe(false);
  });

  property.prop([fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 30 })])(
    'adds up changes from 0 to all of them, more for larger ones, and nothing below the slack',
    (changes) => {
      const peak = cusumPeak(changes);
      expect(peak).toBeGreaterThanOrEqual(0);
      expect(peak).toBeLessThanOrEqual(changes.reduce((sum, change) => sum + Math.abs(change), 0));
      expect(cusumPeak(changes.map((change) => -change))).toBe(peak);
      expect(cusumPeak(changes.map((change) => change * 1.5))).toBeGreaterThanOrEqual(peak);
      expect(cusumPeak(changes.map((change) => change * 0.05))).toBe(0);
    },
  );
});

function rec(
  score: number | null,
  verdicts: readonly Verdict[],
  changes: Partial<GoldenRecording> = {},
): GoldenRecording {
  return {
    at: '2026-01-01T00:00:00.000Z',
    questionFingerprint: sha256(3),
    judgeVersion: 'offline-2',
    model: null,
    promptFingerprint: null,
    score,
    verdicts: Object.fromEntries(verdicts.map((verdict, index) => [`k${index}`, verdict])),
    ...changes,
  };
}

function aCase(
  id: string,
  question: string,
  before: GoldenRecording | null,
  now: GoldenRecording | null = before,
): RegradedCase {
  return { golden: { id, questionId: QuestionId.parse(question), level: 'good' }, before, now, problem: null };
}
