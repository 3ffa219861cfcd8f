import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap.ts';
import { mean } from './statistics.ts';

describe('a bootstrap interval', () => {
  const thrown = (length: number): number[] => Array.from({ length }, (_, index) => (index % 2 === 0 ? 0 : 1));

  it('is what the normal approximation gives for a mean', () => {
    // 0.5 +- 1.96 * 0.5 / sqrt(400).
    const { low, high } = bootstrapInterval(thrown(400), mean) ?? { low: Number.NaN, high: Number.NaN };
    expect(low).toBeCloseTo(0.451, 2);
    expect(high).toBeCloseTo(0.549, 2);
  });

  it('is the same each time, and narrower with more answers', () => {
    const widthOf = (length: number): number => {
      const { low, high } = bootstrapInterval(thrown(length), mean) ?? { low: Number.NaN, high: Number.NaN };
      return high - low;
    };
    expect(bootstrapInterval(thrown(50), mean)).toEqual(bootstrapInterval(thrown(50), mean));
    expect(widthOf(1000)).toBeLessThan(widthOf(50));
  });

  it('is none for nothing, and none where many draws have no figure', () => {
    expect(bootstrapInterval([], mean)).toBeNull();
    expect(bootstrapInterval([0, 1], (drawn) => (new Set(drawn).size === 1 ? Number.NaN : mean(drawn)))).toBeNull();
  });
});
