import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rarityAmong } from '../../../../shared/evaluation/offline/point-rarity.ts';
import { stemsOf } from '../../../../shared/evaluation/offline/terms.ts';

describe('the rarity of a word among key points', () => {
  it('is full for what one point says, in whatever wording, and low for what all say', () => {
    const rarity = rarityAmong([
      ['An index speeds up reads.', 'Lookups are quick with an index.'],
      ['An index slows down writes.'],
      ['An index needs space.'],
    ]);
    expect([rarity('lookup'), rarity('write'), rarity('unknown')]).toEqual([1, 1, 1]);
    expect(rarity('index')).toBeCloseTo(Math.max(0.2, Math.log(4 / 3) / Math.log(4)));
  });

  it('is full for every word where there is one point, or none', () => {
    expect(rarityAmong([['An index speeds up reads.']])('index')).toBe(1);
    expect(rarityAmong([])('index')).toBe(1);
  });

  it('is from 0.2 to 1, and never higher for a word that more points have', () => {
    const words = fc.array(fc.constantFrom('cache', 'queue', 'index', 'token'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (points) => {
        const rarity = rarityAmong(points.map((point) => [point.join(' ')]));
        const having = (stem: string) => points.filter((point) => stemsOf(point.join(' ')).has(stem)).length;
        const stems = [...stemsOf(points.flat().join(' '))].toSorted((a, b) => having(a) - having(b));
        const values = stems.map(rarity);
        expect(values).toEqual(values.toSorted((a, b) => b - a));
        expect(values.every((value) => value >= 0.2 && value <= 1)).toBe(true);
      }),
    );
  });
});
