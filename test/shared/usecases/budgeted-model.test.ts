import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costBoundUsdMicros } from '../../../shared/domain/cost-bound.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import {
  CallOutcome,
  costUsdMicros,
  type ModelPrice,
  type ModelReply,
  type ModelRequest,
  noTokens,
  type TokenUsage,
} from '../../../shared/domain/model-call.ts';
import { BudgetUsedUp, budgetedModel } from '../../../shared/usecases/budgeted-model.ts';

const price: ModelPrice = { input: 0.25, cachedInput: 0.025, output: 2 };

function request(content = 'What is an index?', outputTokensMax = 1_000): ModelRequest {
  return {
    purpose: 'judge',
    messages: [{ role: 'user', content }],
    schema: { name: 'report', json: {} },
    example: '{}',
    outputTokensMax,
    cacheKey: 'k',
  };
}

function reply(outcome: CallOutcome, usage: TokenUsage): ModelReply {
  const call = { purpose: 'judge', model: 'm', finishReason: null, detail: null, attempts: 1, latencyMs: 0 } as const;
  return { text: null, call: { ...call, outcome, usage } };
}

const bound = costBoundUsdMicros(request(), price);

/** Requests that a model answers in an order of its own, each within what it allowed the reply. */
const talk = fc.array(
  fc.record({
    content: fc.string({ maxLength: 300, unit: 'grapheme' }),
    outputTokensMax: fc.integer({ min: 1, max: 4_000 }),
    shareOfInput: fc.double({ min: 0, max: 1, noNaN: true }),
    shareOfOutput: fc.double({ min: 0, max: 1, noNaN: true }),
    shareCached: fc.double({ min: 0, max: 1, noNaN: true }),
    outcome: fc.constantFrom(...CallOutcome.options),
    delay: fc.integer({ min: 0, max: 5 }),
    isBug: fc.boolean(),
  }),
  { maxLength: 30 },
);

describe('a model with a budget', () => {
  test('is never charged more than its budget, whatever it replies, however many are in flight', async () => {
    await fc.assert(
      fc.asyncProperty(talk, fc.integer({ min: 0, max: 60_000 }), fc.nat(20_000), async (calls, cap, before) => {
        let sent = 0;
        let settled = 0;
        const model = budgetedModel(
          {
            name: 'm',
            ask: async (asked) => {
              sent += 1;
              const call = calls[Number(asked.cacheKey)];
              if (call === undefined) throw new Error('Nobody asked for this');
              for (let turn = 0; turn < call.delay; turn += 1) await new Promise<void>((next) => setImmediate(next));
              settled += 1;
              if (call.isBug) throw new Error('a bug');
              const inputTokens = Math.floor(call.shareOfInput * new TextEncoder().encode(call.content).length);
              return reply(call.outcome, {
                inputTokens,
                cachedInputTokens: Math.floor(call.shareCached * inputTokens),
                outputTokens: Math.floor(call.shareOfOutput * call.outputTokensMax),
              });
            },
          },
          price,
          cap,
          Math.min(before, cap),
        );
        const results = await Promise.allSettled(
          calls.map(({ content, outputTokensMax }, index) =>
            model.ask({ ...request(content, outputTokensMax), cacheKey: String(index) }),
          ),
        );
        const { spentUsdMicros, chargedUsdMicros } = model.spending();
        expect(Number(spentUsdMicros)).toBeLessThanOrEqual(chargedUsdMicros);
        expect(chargedUsdMicros).toBeLessThanOrEqual(cap);
        const refused = results.filter((result) => result.status === 'rejected' && isUsedUp(result.reason));
        expect(sent).toBe(calls.length - refused.length);
        expect(settled).toBe(sent);
      }),
      { numRuns: 60 },
    );
  });

  test('waits for calls in flight, which cost less than they might, before it refuses one', async () => {
    const usage = { inputTokens: 100, cachedInputTokens: 0, outputTokens: 50 };
    const cost = costUsdMicros(usage, price);
    const model = budgetedModel({ name: 'm', ask: async () => reply('answered', usage) }, price, bound + cost);
    await Promise.all([model.ask(request()), model.ask(request())]);
    await expect(model.ask(request())).rejects.toThrow(BudgetUsedUp);
    expect(model.spending()).toEqual({ calls: 2, spentUsdMicros: 2 * cost, chargedUsdMicros: 2 * cost });
  });

  test.each<[string, CallOutcome, number]>([
    ['a call that timed out', 'timed-out', bound],
    ['an answer without usage', 'answered', bound],
    ['a call that was turned away', 'rate-limited', 0],
  ])('charges %s for what it may have cost', async (_, outcome, charged) => {
    const model = budgetedModel({ name: 'm', ask: async () => reply(outcome, noTokens) }, price, 2 * bound);
    await model.ask(request());
    expect(model.spending()).toEqual({ calls: 1, spentUsdMicros: 0, chargedUsdMicros: charged });
  });

  test('gives back what it had reserved for a call that was never sent', async () => {
    const refusing = { name: 'm', ask: () => Promise.reject(new Fault('unavailable', 'not sent')) };
    const model = budgetedModel(refusing, price, bound);
    await expect(model.ask(request())).rejects.toThrow('not sent');
    await expect(model.ask(request())).rejects.toThrow('not sent');
    expect(model.spending().chargedUsdMicros).toBe(0);
  });

  test('keeps no budget of an unknown price, and counts without one', async () => {
    const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 };
    const plain = { name: 'own-model', ask: async () => reply('answered', usage) };
    expect(() => budgetedModel(plain, null, 1)).toThrow('No price is known for the model own-model');
    const counted = budgetedModel(plain, null, null);
    await counted.ask(request());
    expect(counted.spending()).toEqual({ calls: 1, spentUsdMicros: null, chargedUsdMicros: 0 });
  });
});

function isUsedUp(reason: unknown): boolean {
  return reason instanceof BudgetUsedUp;
}
