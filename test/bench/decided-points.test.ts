import { describe, expect, it } from 'vitest';
import { gradedAnswer, ownSet } from '../support/graded-answers.ts';
import { decidedPoints, decidedTwice, judgedPoints, productRule } from './decided-points.ts';
import { benchOf, judgeAll } from './judged-set.ts';
import { pointAgreementOf } from './point-agreement.ts';

const offline = benchOf('offline', { model: null });

describe('points of answers', () => {
  it('are met by what the product credits: covered or partial', async () => {
    const judged = await judgeAll(offline, ownSet);
    const verdicts = judged.flatMap(({ judgement }) => judgement?.points.map(({ verdict }) => verdict) ?? []);
    const [byProduct] = decidedPoints(judgedPoints(judged));
    expect(byProduct?.metWhen).toBe(productRule);
    expect(byProduct?.answers.flat().map(({ said }) => said)).toEqual(
      verdicts.map((verdict) => verdict === 'covered' || verdict === 'partial'),
    );
    expect(byProduct?.answers.flat().map(({ truth }) => truth)).toEqual(
      ownSet.flatMap(({ rubric }) => rubric?.map(({ met }) => met)),
    );
  });

  it('are left out where no verdict could be had, and never count as missing', async () => {
    const [row] = ownSet;
    const german =
      'Ein Zwischenspeicher hält Kopien von langsamen Daten bereit, und veraltete Kopien sind der Preis dafür.';
    const judged = await judgeAll(offline, [{ ...row, ...gradedAnswer({ answer: german }), rubric: row?.rubric }]);
    expect(judged[0]?.score).toBeNull();
    expect(judgedPoints(judged)).toEqual([[]]);
  });

  it("are nobody's where people judged none", async () => {
    expect(decidedPoints(judgedPoints(await judgeAll(offline, [gradedAnswer()])))).toEqual([]);
    expect(decidedTwice([gradedAnswer()])).toBeNull();
  });
});

describe('two people', () => {
  it('are compared pair by pair where several voted', () => {
    // Of 2/3: one pair agrees, two do not, each counted both ways. Of 3/3 all three agree.
    const votes = (told: string) => gradedAnswer({ rubric: [{ text: 'A point.', met: true, votes: told }] });
    const decided = decidedTwice([votes('2/3'), votes('3/3')]);
    if (decided === null) throw new Error('Nobody voted');
    expect(decided.answers.map(({ length }) => length)).toEqual([6, 6]);
    expect(pointAgreementOf(decided).accuracy).toBeCloseTo((2 + 6) / 12);
  });

  it('are compared with each other where a second one is named', () => {
    const decided = decidedTwice([
      gradedAnswer({
        rubric: [
          { text: 'One.', met: true, met2: true },
          { text: 'Two.', met: true, met2: false },
        ],
      }),
    ]);
    expect(decided?.answers).toEqual([
      [
        { said: true, truth: true },
        { said: false, truth: true },
      ],
    ]);
  });
});
