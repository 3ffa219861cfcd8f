import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ItemAnalysis } from '../../../../shared/domain/item-analysis.ts';
import type { ScoredAnswer } from '../../../../shared/domain/scored-answer.ts';
import { analyseItems } from '../../../../shared/evaluation/item-analysis/analyse-items.ts';
import { shroutFleissMarks } from '../../../support/shrout-fleiss.ts';

/*
 * Guttman's perfect scale of three questions, worked by hand: of four kinds of people one knows all, one two, one one and one
 * nothing. KR-20 = 3/2 * (1 - (.1875 + .25 + .1875) / 1.25) = .75.
 */
const kinds = [
  [1, 1, 1],
  [1, 1, 0],
  [1, 0, 0],
  [0, 0, 0],
];

/** Everybody of `copies` of the four kinds, answering questions a, b and c. */
function people(copies: number): ScoredAnswer[] {
  return Array.from({ length: copies }, (_, copy) =>
    kinds.flatMap((row, kind) =>
      row.map((share, at) => answer(`p${copy}-${kind}`, ['a', 'b', 'c'][at] ?? '', 100 * share)),
    ),
  ).flat();
}

function answer(person: string | null, questionId: string, score: number | null): ScoredAnswer {
  return { person, questionId, score, points: [] };
}

describe('the analysis of questions', () => {
  it('has the figures of a perfect scale', () => {
    const { items, set, repeated } = analyseItems(people(13));
    expect(repeated).toBe(0);
    expect(
      items.map(({ questionId, facility, discrimination }) => [questionId, facility.value, discrimination.value]),
    ).toEqual([
      // Item-rest: cov .1875 of var .1875 and .6875; cov .25 of var .25 and .5; the third as the first.
      ['a', 0.75, expect.closeTo(0.1875 / Math.sqrt(0.1875 * 0.6875), 10)],
      ['b', 0.5, expect.closeTo(0.25 / Math.sqrt(0.25 * 0.5), 10)],
      ['c', 0.25, expect.closeTo(0.1875 / Math.sqrt(0.1875 * 0.6875), 10)],
    ]);
    expect(set).toMatchObject({ questions: 3, people: 52, complete: 52, targetAlpha: 0.7 });
    expect(set.alpha).toMatchObject({ value: expect.closeTo(0.75, 10), standing: 'shown', n: 52 });
    // Deviation of 0, 33, 67 and 100 among 52 people: 37.63; half of it is error.
    expect(set.standardError.value).toBeCloseTo(18.816, 2);
    expect(set.tellingDifference.value).toBeCloseTo(52.15, 1);
    // m = .7 * .25 / (.75 * .3) = .78 of three questions.
    expect(set.questionsNeeded.value).toBe(3);
  });

  it('has the alpha of Shrout and Fleiss, whose four judges of six targets have an ICC(3,4) of .91', () => {
    const answers = Array.from({ length: 9 }, (_, copy) =>
      shroutFleissMarks.flatMap((marks, target) =>
        marks.map((mark, judge) => answer(`${copy}-${target}`, `j${judge}`, 10 * mark)),
      ),
    ).flat();
    expect(analyseItems(answers).set.alpha.value).toBeCloseTo(0.91, 2);
  });

  it("bounds the facility by Wilson's interval where answers are right or wrong", () => {
    // Newcombe 1998: 15 of 148 is .0624 to .1605.
    const { items } = analyseItems(Array.from({ length: 148 }, (_, index) => answer(null, 'a', index < 15 ? 100 : 0)));
    expect(items[0]?.facility).toMatchObject({
      value: 15 / 148,
      interval: { low: expect.closeTo(0.0624, 4), high: expect.closeTo(0.1605, 4) },
    });
  });

  it("bounds the facility by Student's interval where there are marks between", () => {
    // 40 and 60, five of each: mean .5, deviation .1054, 2.262 * .1054 / sqrt(10) = .0754.
    const { items } = analyseItems(Array.from({ length: 10 }, (_, index) => answer(null, 'a', index % 2 ? 40 : 60)));
    expect(items[0]?.facility.interval).toEqual({ low: expect.closeTo(0.4246, 4), high: expect.closeTo(0.5754, 4) });
  });
});

describe('what a small sample may show', () => {
  it.each([
    [2, 'withheld', 'withheld', 'withheld'],
    [3, 'shown', 'greyed', 'withheld'],
    [7, 'shown', 'greyed', 'withheld'],
    [8, 'shown', 'shown', 'withheld'],
    [12, 'shown', 'shown', 'withheld'],
    [13, 'shown', 'shown', 'shown'],
  ])('of %d times four people: facility %s, discrimination %s, alpha %s', (copies, facility, discrimination, alpha) => {
    const { items, set } = analyseItems(people(copies));
    for (const item of items) {
      expect([item.facility.standing, item.discrimination.standing]).toEqual([facility, discrimination]);
    }
    for (const figure of [set.alpha, set.standardError, set.tellingDifference, set.questionsNeeded]) {
      expect(figure).toMatchObject({ standing: alpha, n: 4 * copies, needed: 50 });
    }
  });

  it('withholds the value and says why, and remarks only on what it shows', () => {
    const { items } = analyseItems(Array.from({ length: 9 }, () => answer(null, 'a', 100)));
    expect(items[0]?.facility).toEqual({
      value: null,
      interval: null,
      n: 9,
      needed: 10,
      standing: 'withheld',
      doubt: 'too-few',
    });
    expect(items[0]?.notes).toEqual([]);
    expect(analyseItems(Array.from({ length: 10 }, () => answer(null, 'a', 100))).items[0]?.notes).toEqual([
      'nearly-all-succeed',
    ]);
  });

  it('says that a question stands alone, or that nothing varies', () => {
    const alone = analyseItems(people(13).filter(({ questionId }) => questionId === 'a'));
    expect([alone.items[0]?.discrimination.doubt, alone.set.alpha.doubt]).toEqual(['one-question', 'one-question']);
    const same = analyseItems(people(13).map((given) => ({ ...given, score: 50 })));
    expect([same.items[0]?.discrimination.doubt, same.set.alpha.doubt]).toEqual(['no-variance', 'no-variance']);
    expect(same.set.standardError).toMatchObject({ value: null, standing: 'withheld', doubt: 'no-variance' });
  });

  it('tells a question that those succeed at who fail at the others', () => {
    const turned = people(13).map((given) =>
      given.questionId === 'c' ? { ...given, score: 100 - (given.score ?? 0) } : given,
    );
    expect(analyseItems(turned).items.map(({ notes }) => notes)).toEqual([
      [],
      // Half of what it is held against now runs against it.
      ['hardly-discriminates'],
      ['discriminates-backwards'],
    ]);
  });
});

describe('an answer that is not there', () => {
  it('is no nought: it changes no facility, and leaves its person out of what compares questions', () => {
    const whole = people(13);
    const missing = whole.filter(({ person, questionId }) => person !== 'p1-0' || questionId !== 'b');
    const unscored = whole.map((given) =>
      given.person === 'p1-0' && given.questionId === 'b' ? { ...given, score: null } : given,
    );
    for (const answers of [missing, unscored]) {
      const { items, set } = analyseItems(answers);
      expect(set).toMatchObject({ people: 52, complete: 51 });
      expect(items.map(({ facility }) => facility.n)).toEqual([52, 51, 52]);
      expect(items[1]?.facility.value).toBeCloseTo(25 / 51, 10);
      expect(items[0]?.facility.value).toBeCloseTo(0.75, 10);
    }
    expect(analyseItems(unscored).items[1]).toMatchObject({ scored: 51, unscored: 1 });
  });

  it('is replaced by a later one of the same person, while answers of nobody in particular all count', () => {
    const answers = [answer('ada', 'a', 0), answer('ada', 'a', 100), answer(null, 'a', 50), answer(null, 'a', 50)];
    const { repeated, items, set } = analyseItems(answers);
    expect([repeated, items[0]?.scored, set.people]).toEqual([1, 3, 1]);
  });
});

describe('the hit rate of a key point', () => {
  it('is the share of the answers judged on it that met it', () => {
    const given = Array.from({ length: 12 }, (_, index) => ({
      ...answer(null, 'a', 50),
      points: [
        { keyPointId: 'k1', coverage: index < 3 ? 0.5 : 0.49 },
        { keyPointId: 'k2', coverage: index < 4 ? 1 : null },
      ],
    }));
    const [first, second] = analyseItems(given).items[0]?.points ?? [];
    expect(first).toMatchObject({ keyPointId: 'k1', hits: 3, hitRate: { value: 0.25, n: 12, standing: 'shown' } });
    expect(second).toMatchObject({ keyPointId: 'k2', hits: 4, hitRate: { value: null, n: 4, doubt: 'too-few' } });
  });
});

it('the analysis fits its schema whatever the answers', () => {
  const coverage = fc.option(fc.constantFrom(0, 0.5, 1));
  const any = fc.record({
    person: fc.option(fc.integer({ min: 0, max: 60 }).map(String)),
    questionId: fc.constantFrom('a', 'b'),
    score: fc.option(fc.integer({ min: 0, max: 100 })),
    points: coverage.map((share) => [{ keyPointId: 'k1', coverage: share }]),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 120 }), (answers) => {
      const analysis = analyseItems(answers);
      expect(ItemAnalysis.parse(analysis)).toEqual(analysis);
    }),
    { numRuns: 60 },
  );
});
