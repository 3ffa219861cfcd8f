import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../shared/domain/fault.ts';
import { addTokens, costUsdMicros, ModelCall, noTokens, type TokenUsage } from '../../../shared/domain/model-call.ts';
import { timestampOf } from '../../../shared/domain/timestamp.ts';

const price = { input: 2.5, cachedInput: 1.25, output: 10 };
const anyUsage = fc.tuple(fc.nat(100_000), fc.nat(100_000), fc.nat(100_000)).map(
  ([fresh, cached, output]): TokenUsage => ({
    inputTokens: fresh + cached,
    cachedInputTokens: cached,
    outputTokens: output,
  }),
);

describe('the cost of a call', () => {
  it('charges cached tokens at their own price and the rest of the input in full', () => {
    expect(costUsdMicros({ inputTokens: 1000, cachedInputTokens: 400, outputTokens: 50 }, price)).toBe(
      600 * 2.5 + 400 * 1.25 + 50 * 10,
    );
  });

  it('is rounded up to whole millionths, and nothing costs nothing', () => {
    expect(costUsdMicros({ inputTokens: 1, cachedInputTokens: 0, outputTokens: 0 }, { ...price, input: 0.1 })).toBe(1);
    expect(costUsdMicros(noTokens, price)).toBe(0);
  });

  it('never falls with more tokens, and a whole costs at most its parts and at least one micro less per part', () => {
    fc.assert(
      fc.property(anyUsage, anyUsage, (a, b) => {
        const [left, right, both] = [a, b, addTokens(a, b)].map((usage) => costUsdMicros(usage, price));
        expect(both).toBeGreaterThanOrEqual(left ?? Number.NaN);
        expect(both).toBeLessThanOrEqual((left ?? 0) + (right ?? 0));
        expect(both).toBeGreaterThan((left ?? 0) + (right ?? 0) - 2);
      }),
    );
  });

  it('adds tokens in any order and grouping', () => {
    fc.assert(
      fc.property(anyUsage, anyUsage, anyUsage, (a, b, c) => {
        expect(addTokens(a, b)).toEqual(addTokens(b, a));
        expect(addTokens(addTokens(a, b), c)).toEqual(addTokens(a, addTokens(b, c)));
        expect(addTokens(a, noTokens)).toEqual(a);
      }),
    );
  });
});

describe('the record of a call', () => {
  const call = { purpose: 'judge', outcome: 'answered', model: 'm', finishReason: 'stop', detail: null, attempts: 1 };
  const record = { ...call, latencyMs: 12, usage: noTokens };

  it.each([
    ['no attempt', { attempts: 0 }],
    ['an outcome nobody knows', { outcome: 'ok' }],
    ['half a token', { usage: { ...noTokens, inputTokens: 0.5 } }],
    ['negative tokens', { usage: { ...noTokens, outputTokens: -1 } }],
    ['the reply itself', { reply: 'secret' }],
  ])('is refused with %s', (_, change) => {
    expect(ModelCall.safeParse(record).success).toBe(true);
    expect(ModelCall.safeParse({ ...record, ...change }).success).toBe(false);
  });
});

describe('a fault', () => {
  it('shows its detail and issues, and keeps its cause apart', () => {
    const cause = new Error('private');
    const fault = new Fault('conflict', 'It exists.', { cause, issues: [{ pointer: '/id', detail: 'taken' }] });
    expect(fault).toMatchObject({ kind: 'conflict', message: 'It exists.', cause });
    expect(fault.issues).toEqual([{ pointer: '/id', detail: 'taken' }]);
    expect('cause' in new Fault('not-found', 'Gone.')).toBe(false);
  });
});

describe('a timestamp', () => {
  it('orders as text like the moments it names', () => {
    const moment = fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(Math.sign(timestampOf(a).localeCompare(timestampOf(b)))).toBe(Math.sign(a.getTime() - b.getTime()));
      }),
    );
  });
});
