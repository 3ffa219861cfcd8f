import { describe, expect, it } from 'vitest';
import { limits } from '../../../shared/domain/limits.ts';
import { MarkScheme } from '../../../shared/domain/mark-scheme.ts';

const point = { id: 'k1', text: 'A point.' };
const claim = { id: 'm1', claim: 'A wrong claim.', correction: 'Why it is wrong.' };
const levels = ['nothing', 'little', 'some', 'most', 'everything'];
const dimension = { id: 'd1', name: 'Depth', levels };

describe('a mark scheme', () => {
  it('fills in what an author leaves out', () => {
    expect(MarkScheme.parse({ keyPoints: [point] })).toEqual({
      keyPoints: [{ ...point, role: 'essential', weight: 1, aliases: [], terms: [] }],
      misconceptions: [],
      dimensions: [],
      scoring: {
        bonusShare: 0.1,
        contradictionPenalty: 0.25,
        misconceptionPenalty: 0.05,
        misconceptionPenaltyMax: 0.25,
        rubricShare: 0,
      },
    });
  });

  it.each([
    ['a field nobody declared', { keyPoints: [{ ...point, wieght: 2 }] }, 'keyPoints.0'],
    ['a field nobody declared at the top', { points: [point] }, ''],
    ['two key points of one id', { keyPoints: [point, { ...point, text: 'Another.' }] }, 'keyPoints.1.id'],
    ['two misconceptions of one id', { misconceptions: [claim, claim] }, 'misconceptions.1.id'],
    ['two dimensions of one id', { dimensions: [dimension, dimension] }, 'dimensions.1.id'],
    [
      'a misconception about an unknown point',
      { keyPoints: [point], misconceptions: [{ ...claim, contradicts: ['k1', 'k2'] }] },
      'misconceptions.0.contradicts',
    ],
    ['a weight of nothing', { keyPoints: [{ ...point, weight: 0 }] }, 'keyPoints.0.weight'],
    ['a negative weight', { keyPoints: [{ ...point, weight: -1 }] }, 'keyPoints.0.weight'],
    ['a weight over ten', { keyPoints: [{ ...point, weight: 10.5 }] }, 'keyPoints.0.weight'],
    ['an unknown role', { keyPoints: [{ ...point, role: 'optional' }] }, 'keyPoints.0.role'],
    ['a point of one letter', { keyPoints: [{ ...point, text: ' x ' }] }, 'keyPoints.0.text'],
    ['an id with a space', { keyPoints: [{ ...point, id: 'k 1' }] }, 'keyPoints.0.id'],
    ['an id that starts with a dot', { keyPoints: [{ ...point, id: '.k' }] }, 'keyPoints.0.id'],
    ['an empty alias', { keyPoints: [{ ...point, aliases: [' '] }] }, 'keyPoints.0.aliases.0'],
    ['four levels', { dimensions: [{ ...dimension, levels: levels.slice(1) }] }, 'dimensions.0.levels'],
    ['a bonus of more than half', { scoring: { bonusShare: 0.6 } }, 'scoring.bonusShare'],
    ['a penalty below nothing', { scoring: { misconceptionPenalty: -0.1 } }, 'scoring.misconceptionPenalty'],
    ['a rubric of more than everything', { scoring: { rubricShare: 1.1 } }, 'scoring.rubricShare'],
    ['a pass mark beyond the full score', { scoring: { passMark: 101 } }, 'scoring.passMark'],
  ])('refuses %s and says where', (_, scheme, path) => {
    expect(placesRefused(scheme)).toContain(path);
  });

  it('takes as many key points as the limit says and refuses one more', () => {
    const points = Array.from({ length: limits.keyPointsMax + 1 }, (_, index) => ({
      id: `k${index}`,
      text: 'A point.',
    }));
    expect(placesRefused({ keyPoints: points.slice(1) })).toEqual([]);
    expect(placesRefused({ keyPoints: points })).toEqual(['keyPoints']);
  });

  it('has no pass mark unless one is given, so that the questions of before keep their fingerprint', () => {
    expect(JSON.stringify(MarkScheme.parse({}).scoring)).not.toContain('passMark');
    expect(MarkScheme.parse({ scoring: { passMark: 60 } }).scoring.passMark).toBe(60);
  });

  it('lets a point, a misconception and a dimension share an id, because each list has its own', () => {
    const scheme = { keyPoints: [{ ...point, id: 'x' }], misconceptions: [{ ...claim, id: 'x' }] };
    expect(placesRefused({ ...scheme, dimensions: [{ ...dimension, id: 'x' }] })).toEqual([]);
  });
});

function placesRefused(scheme: unknown): string[] {
  return MarkScheme.safeParse(scheme).error?.issues.map(({ path }) => path.join('.')) ?? [];
}
