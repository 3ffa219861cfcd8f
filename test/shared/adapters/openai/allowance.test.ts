import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  type Allowance,
  evenAllowance,
  readyAtMs,
  taken,
  toldAllowance,
} from '../../../../shared/adapters/openai/allowance.ts';

const limits = fc.integer({ min: 1, max: 500 });
const windows = fc.constantFrom(1_000, 60_000);
const steps = fc.array(
  fc.record({ pauseMs: fc.integer({ min: 0, max: 5_000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { minLength: 1, maxLength: 300 },
);

interface Taking {
  readonly atMs: number;
  readonly amount: number;
}

/** Everything is taken as soon as it is there, one after the other, with pauses in between. */
function greedily(start: Allowance, wanted: readonly { pauseMs: number; amount: number }[]): Taking[] {
  let allowance = start;
  let now = 0;
  return wanted.map(({ pauseMs, amount }) => {
    now = Math.max(now + pauseMs, readyAtMs(allowance, amount));
    allowance = taken(allowance, amount, now);
    return { atMs: now, amount };
  });
}

describe('an even allowance', () => {
  test.prop([limits, windows, steps])('never gives more than the limit in any window', (limit, windowMs, wanted) => {
    const start = evenAllowance(limit, windowMs);
    const amounts = wanted.map(({ pauseMs, share }) => ({
      pauseMs,
      amount: 1 + Math.floor(share * (start.burst - 1)),
    }));
    const takings = greedily(start, amounts);
    for (const { atMs } of takings) {
      // What rounding of floating numbers moves by a millionth of a window is not meant.
      const inWindow = takings.filter((other) => other.atMs >= atMs && other.atMs < atMs + windowMs * (1 - 1e-6));
      expect(inWindow.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(limit);
    }
  });

  test.prop([limits, windows])(
    'gives nearly the limit in every window to whoever always wants more',
    (limit, windowMs) => {
      const takings = greedily(
        evenAllowance(limit, windowMs),
        Array.from({ length: 3 * limit }, () => ({ pauseMs: 0, amount: 1 })),
      );
      expect(takings.at(-1)?.atMs).toBeLessThanOrEqual(1.02 * 3 * windowMs);
    },
  );

  test.prop([limits, fc.integer({ min: 501, max: 5_000 })])(
    'lets what is larger than all of it go, once everything is back',
    (limit, amount) => {
      const allowance = taken(evenAllowance(limit, 60_000), 1, 0);
      expect(readyAtMs(allowance, amount)).toBe(allowance.fullAtMs);
    },
  );

  test.prop([limits, fc.integer({ min: 1, max: 500 })])(
    'is as before when what was taken is given back',
    (limit, amount) => {
      const before = taken(evenAllowance(limit, 60_000), 3, 1_000);
      expect(taken(taken(before, amount, 1_000), -amount, 1_000).fullAtMs).toBeCloseTo(before.fullAtMs, 6);
    },
  );
});

describe('an allowance that a server tells of', () => {
  const servers = fc.record({
    limit: fc.integer({ min: 1, max: 2_000 }),
    windowMs: fc.constantFrom(1_000, 60_000, 86_400_000),
  });
  const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 300 });

  test.prop([servers, pauses])(
    'is never refused by a bucket that tells its state with each reply',
    ({ limit, windowMs }, waits) => {
      let level = limit;
      let filledAtMs = 0;
      let known: Allowance | null = null;
      let now = 0;
      for (const pauseMs of waits) {
        now = Math.max(now + pauseMs, known === null ? 0 : readyAtMs(known, 1));
        level = Math.min(limit, level + ((now - filledAtMs) * limit) / windowMs);
        filledAtMs = now;
        expect(level).toBeGreaterThanOrEqual(1 - 1e-6);
        level -= 1;
        if (known !== null) known = taken(known, 1, now);
        const resetMs = ((limit - level) * windowMs) / limit;
        known = toldAllowance(known, { limit, remaining: Math.floor(level), resetMs }, now);
      }
    },
  );

  test.prop([servers])('comes back as fast as the used part and the time to be whole say', ({ limit, windowMs }) => {
    fc.pre(limit >= 10);
    const told = { limit, remaining: limit - 10, resetMs: (10 * windowMs) / limit };
    expect(toldAllowance(null, told, 5_000)).toMatchObject({
      burst: limit,
      unitMs: expect.closeTo(windowMs / limit, 6),
    });
  });

  test.prop([servers])('counts what others took, and what the server has not seen yet', ({ limit, windowMs }) => {
    fc.pre(limit >= 20);
    const half = { limit, remaining: Math.floor(limit / 2), resetMs: (windowMs * Math.ceil(limit / 2)) / limit };
    const known = toldAllowance(null, half, 0);
    const sent = taken(known, 5, 0);
    expect(toldAllowance(sent, half, 0).fullAtMs).toBeCloseTo(sent.fullAtMs, 3);
    const empty = { limit, remaining: 0, resetMs: windowMs };
    expect(readyAtMs(toldAllowance(sent, empty, 0), 1)).toBeCloseTo(windowMs / limit, 3);
  });
});
