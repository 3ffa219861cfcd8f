import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { pacingOf, type RateLimit, rateStanding } from '../../../shared/domain/rate-limit.ts';

const limits = fc.record({
  requests: fc.integer({ min: 1, max: 1_000 }),
  windowSeconds: fc.integer({ min: 1, max: 3_600 }),
});
const start = 1_790_000_000_000_000;
const gaps = fc.array(fc.integer({ min: 0, max: 20_000_000 }), { maxLength: 200 });

// The two writes that a table makes of the rule, one after the other.
function admitted(limit: RateLimit, tat: number | null, now: number): number | null {
  const { intervalMicros, toleranceMicros } = pacingOf(limit);
  if (tat === null || tat < now) return now + intervalMicros;
  return tat <= now + toleranceMicros ? tat + intervalMicros : null;
}

function run(limit: RateLimit, waits: readonly number[]): { at: number; isIn: boolean; tat: number | null }[] {
  let [now, tat]: [number, number | null] = [start, null];
  return waits.map((wait) => {
    now += wait;
    const next = admitted(limit, tat, now);
    tat = next ?? tat;
    return { at: now, isIn: next !== null, tat };
  });
}

describe('a rate limit', () => {
  test.prop([limits, gaps])('lets in a bucket at most, and what is filled meanwhile', (limit, waits) => {
    const ins = run(limit, waits).filter(({ isIn }) => isIn);
    const { intervalMicros } = pacingOf(limit);
    for (const [index, { at }] of ins.entries()) {
      const last = ins.at(-1)?.at ?? at;
      expect(ins.length - index).toBeLessThanOrEqual(limit.requests + Math.floor((last - at) / intervalMicros));
    }
  });

  test.prop([limits, fc.integer({ min: 1, max: 200 })])('never refuses who keeps to its pace', (limit, count) => {
    const { intervalMicros } = pacingOf(limit);
    expect(
      run(
        limit,
        Array.from({ length: count }, () => intervalMicros),
      ).every(({ isIn }) => isIn),
    ).toBe(true);
  });

  test.prop([limits, gaps])('says how many more are let in at once, exactly', (limit, waits) => {
    const { at, tat } = run(limit, waits).at(-1) ?? { at: start, tat: null };
    const { remaining } = rateStanding(limit, tat, at);
    let [reached, left] = [tat, remaining];
    for (; left > 0; left -= 1) {
      reached = admitted(limit, reached, at);
      expect(reached).not.toBeNull();
    }
    expect(admitted(limit, reached, at)).toBeNull();
    expect(remaining).toBeLessThanOrEqual(limit.requests);
  });

  test.prop([limits, gaps])('lets in whoever waits as long as it says, and not a second sooner', (limit, waits) => {
    for (const { at, tat } of run(limit, waits)) {
      const { retryAfterSeconds, remaining } = rateStanding(limit, tat, at);
      expect(retryAfterSeconds === 0).toBe(remaining > 0);
      expect(admitted(limit, tat, at + retryAfterSeconds * 1_000_000)).not.toBeNull();
      if (retryAfterSeconds > 0) expect(admitted(limit, tat, at + (retryAfterSeconds - 1) * 1_000_000)).toBeNull();
    }
  });

  test.prop([limits, gaps])('is untouched again when it says that the bucket is full', (limit, waits) => {
    const { at, tat } = run(limit, waits).at(-1) ?? { at: start, tat: null };
    const { fullAfterSeconds } = rateStanding(limit, tat, at);
    const later = rateStanding(limit, tat, at + fullAfterSeconds * 1_000_000);
    expect(later).toEqual({ limit, remaining: limit.requests, fullAfterSeconds: 0, retryAfterSeconds: 0 });
  });

  test('of 600 a minute is one each 100 ms, 600 of them at once', () => {
    const limit = { requests: 600, windowSeconds: 60 };
    expect(pacingOf(limit)).toEqual({ intervalMicros: 100_000, toleranceMicros: 59_900_000 });
    expect(rateStanding(limit, null, start)).toEqual({
      limit,
      remaining: 600,
      fullAfterSeconds: 0,
      retryAfterSeconds: 0,
    });
  });
});
