import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HumanMark,
  humanColumnOf,
  humanColumns,
  jointMark,
  parseHumanMark,
} from '../../../shared/domain/human-mark.ts';

const ids = ['k1', 'k2', 'k3'];
const marked = (score: number, points: HumanMark['points'] = [], secondScore: number | null = null): HumanMark => ({
  score,
  secondScore,
  points,
});

describe('a column of human marks', () => {
  it('is the same in snake, kebab, title and camel case', () => {
    for (const column of humanColumns) {
      const words = column.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
      const camel = words.join('').replace(/^./, (letter) => letter.toLowerCase());
      const spelt = [column.toUpperCase(), words.join(' '), words.join('-'), camel, ` ${column} `];
      expect(spelt.map(humanColumnOf)).toEqual(Array(5).fill(column));
    }
  });

  it.each(['score', 'human score max 2', 'human_score2x', 'points', ''])('is none under the heading %j', (heading) => {
    expect(humanColumnOf(heading)).toBeNull();
  });
});

describe('the mark of a person', () => {
  it.each([
    [{ human_score: '80' }, marked(80)],
    [{ human_score: 0 }, marked(0)],
    [{ 'Human Score': ' 3.5 ', humanScoreMax: '5' }, marked(70)],
    [{ human_score: 4, human_score_2: '2', human_score_max: 5 }, marked(80, [], 40)],
    [{ human_score: 4, human_score_2: '', human_score_max: ' ' }, marked(4)],
    [{ human_score: 50, human_points: '[true, false, 0.5]' }, marked(50, credits(1, 0, 0.5))],
    [{ human_score: 50, human_points: [1, null, 0] }, marked(50, [point('k1', 1), point('k3', 0)])],
    [{ human_score: 50, human_points: '{"k3": true}' }, marked(50, [point('k3', 1)])],
    [{ human_score: 50, human_points: { k1: 0.25, k2: null } }, marked(50, credits(0.25))],
  ])('in %j is %j', (fields, mark) => {
    expect(parseHumanMark(fields, ids)).toEqual(mark);
  });

  it.each([
    {},
    { answer: 'Because.' },
    { human_score: ' ', human_points: '' },
    { human_score: null, human_score_2: null },
    { human_score_max: '5' },
  ])('is none in %j', (fields) => {
    expect(parseHumanMark(fields, ids)).toBeNull();
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ human_score: 'good' }, 'human_score is not a number'],
    [{ human_score: '3,5' }, 'human_score is not a number'],
    [{ human_score: '1e1' }, 'human_score is not a number'],
    [{ human_score: true }, 'human_score is not a number'],
    [{ human_score: Number.NaN }, 'human_score is not a number'],
    [{ human_score: 101 }, 'human_score is not from 0 to 100'],
    [{ human_score: '-1' }, 'human_score is not from 0 to 100'],
    [{ human_score: 5, human_score_2: 6, human_score_max: 5 }, 'human_score_2 is not from 0 to 5'],
    [{ human_score: 5, human_score_2: 'x' }, 'human_score_2 is not a number'],
    [{ human_score: 5, human_score_max: 0 }, 'human_score_max is not a number above 0'],
    [{ human_score: 5, human_score_max: 'five' }, 'human_score_max is not a number above 0'],
    [{ human_score_2: 5 }, 'there is human_score_2 and no human_score'],
    [{ human_points: '[true]' }, 'there is human_points and no human_score'],
    [{ human_score: 5, human_points: '[true]' }, 'human_points has 1 entries where the question has 3 key points'],
    [{ human_score: 5, human_points: { k9: 1 } }, 'human_points names "k9", which is no key point of the question'],
    ...['[true, false', 'k1', '[1, 2, 0]', '{"k1": "yes"}', '[[1], 0, 0]'].map(
      (points): [Readonly<Record<string, unknown>>, string] => [
        { human_score: 5, human_points: points },
        'human_points is neither a JSON object of key point ids nor a JSON array of true, false or 0 to 1',
      ],
    ),
  ])('in %j can not be used: %s', (fields, problem) => {
    expect(parseHumanMark(fields, ids)).toEqual({ problem });
  });

  it('is a mark of 0 to 100, none, or a sentence, whatever the cells hold', () => {
    const cell = fc.oneof(fc.anything(), fc.constantFrom('3', '[1,0,1]', '{"k1":1}', 5, ''), fc.string());
    const fields = fc.dictionary(fc.constantFrom(...humanColumns), cell);
    fc.assert(
      fc.property(fields, (given) => {
        const mark = parseHumanMark(given, ids);
        if (mark === null) return;
        if ('problem' in mark) expect(mark.problem).toMatch(/^(?:human_|there is )/);
        else expect(HumanMark.parse(mark)).toEqual(mark);
      }),
    );
  });

  it('is the same out of any maximum, and however the points are written', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, fc.tuple(share, share, share), fc.double({ min: 0.5, max: 1e3, noNaN: true }), (s, c, max) => {
        const whole = parseHumanMark({ human_score: s * max, human_score_max: max, human_points: c }, ids);
        expect(whole).toMatchObject({ score: expect.closeTo(100 * s, 6), points: credits(...c) });
        const written = JSON.stringify(Object.fromEntries(c.map((credit, index) => [ids[index], credit])));
        expect(parseHumanMark({ human_score: s, human_score_max: 1, human_points: written }, ids)).toMatchObject({
          points: credits(...c.map((credit) => Number(JSON.stringify(credit)))),
        });
      }),
    );
  });

  it('never names a key point twice', () => {
    const twice = { score: 1, secondScore: null, points: [...credits(1), ...credits(0)] };
    expect(HumanMark.safeParse(twice).error?.issues[0]?.message).toBe('repeats the key point k1');
  });
});

function credits(...given: readonly number[]): HumanMark['points'] {
  return given.map((credit, index) => point(ids[index] ?? '', credit));
}

function point(keyPointId: string, credit: number): HumanMark['points'][number] {
  return { keyPointId, credit };
}

describe('the joint mark of an answer', () => {
  const score = fc.double({ min: 0, max: 100, noNaN: true });
  const mark: fc.Arbitrary<HumanMark> = fc.record({
    score,
    secondScore: fc.option(score, { nil: null }),
    points: fc.constantFrom<HumanMark['points'][]>([], [{ keyPointId: 'k1', credit: 1 }]),
  });

  it('is the mark itself where there is only one', () => {
    fc.assert(
      fc.property(mark, (one) => {
        expect(jointMark(one, [])).toEqual(one);
      }),
    );
  });

  it('keeps the first score, and holds the mean of all others against it', () => {
    fc.assert(
      fc.property(mark, fc.array(mark, { minLength: 1 }), (first, others) => {
        const { score: kept, secondScore } = jointMark(first, others);
        const rest = others.map((other) => other.score);
        const seconds = [first, ...others].flatMap((one) => one.secondScore ?? []);
        const all = [...rest, ...seconds];
        expect(kept).toBe(first.score);
        expect(secondScore).toBeGreaterThanOrEqual(Math.min(...all) - 1e-9);
        expect(secondScore).toBeLessThanOrEqual(Math.max(...all) + 1e-9);
      }),
    );
    expect(jointMark(marked(90), [marked(40), marked(20)])).toEqual(marked(90, [], 30));
  });
});
