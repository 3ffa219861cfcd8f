import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlappingSets } from '../../../shared/evaluation/overlapping-sets.ts';

const anySets = fc.array(
  fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { maxLength: 12 }).map((set) => Uint32Array.from(set).sort()),
  { maxLength: 12 },
);
const anyShare = fc.constantFrom(0.1, 0.5, 0.7, 1);

/** By comparing every set with every other, again and again until nothing changes. */
function byHand(sets: readonly Uint32Array[], shareMin: number): number[] {
  const parts = sets.map((_, index) => index);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [i, one] of sets.entries()) {
      for (const [j, other] of sets.entries()) {
        const shared = one.filter((element) => other.includes(element)).length;
        const smaller = Math.min(one.length, other.length);
        if (shared === 0 || shared < shareMin * smaller - 1e-9 || parts[i] === parts[j]) continue;
        const [low, high] = [Math.min(parts[i] ?? 0, parts[j] ?? 0), Math.max(parts[i] ?? 0, parts[j] ?? 0)];
        for (const [at, part] of parts.entries()) if (part === high) parts[at] = low;
        changed = true;
      }
    }
  }
  return parts;
}

it('joins exactly the sets that comparing all of them with all joins', () => {
  fc.assert(
    fc.property(anySets, anyShare, (sets, shareMin) => {
      expect(overlappingSets(sets, shareMin)).toEqual(byHand(sets, shareMin));
    }),
  );
});

it('joins two sets by way of a third, and an empty set to none', () => {
  const sets = [[1, 2, 3, 4], [3, 4, 5, 6], [5, 6, 7, 8], [], []].map((set) => Uint32Array.from(set));
  expect(overlappingSets(sets, 0.5)).toEqual([0, 0, 0, 3, 4]);
  expect(overlappingSets(sets, 0.6)).toEqual([0, 1, 2, 3, 4]);
});
