import { describe, expect, it } from 'vitest';
import { ownSet } from '../support/graded-answers.ts';
import { barResults, bars, zeroedResult } from './bars.ts';
import { barsText } from './bars-text.ts';
import { benchOf, judgeAll } from './judged-set.ts';
import { reportOn, type SetReport } from './set-report.ts';

/** A report on a set called `mohler` with these figures instead of its own. */
async function reportWith(
  figures: { r: number; rWithin?: number },
  given: Partial<SetReport> = {},
): Promise<SetReport> {
  const set = { file: 'mohler.dev.jsonl', dataset: 'mohler', sha256: '', answers: ownSet };
  const report = reportOn(set, await judgeAll(benchOf('offline', { model: null }), ownSet));
  return { ...report, agreement: { ...report.agreement, ...figures }, ...given };
}

describe('a bar', () => {
  it('is reached from its figure on, and otherwise says how much is missing', async () => {
    const bar = bars.find(({ dataset, figure }) => dataset === 'mohler' && figure === 'r')?.atLeast ?? Number.NaN;
    const shortBy = async (r: number) => barResults([await reportWith({ r })])[0]?.shortBy;
    expect(await shortBy(bar)).toBe(0);
    expect(await shortBy(bar + 0.1)).toBe(0);
    expect(await shortBy(bar - 0.1)).toBeCloseTo(0.1);
    expect(barsText([await reportWith({ r: bar - 0.1 })])).toMatch(/mohler, r +>= 0\.580 +0\.480 {2}short by 0\.100/);
  });

  it('is neither reached nor missed where its figure can not be had or its set was not measured', async () => {
    expect(barResults([await reportWith({ r: Number.NaN })])[0]?.shortBy).toBeNull();
    expect(barResults([])).toEqual([]);
  });

  it('lets fewer than one answer in 2,000 be zeroed wrongly', async () => {
    const tooMany = async (zeroed: number) =>
      zeroedResult([await reportWith({ r: 1 }, { zeroed, answers: 4010, unjudged: 10 })]);
    expect(await tooMany(1)).toEqual({ zeroed: 1, judged: 4000, tooMany: 0 });
    expect(await tooMany(2)).toEqual({ zeroed: 2, judged: 4000, tooMany: 1 });
  });
});
