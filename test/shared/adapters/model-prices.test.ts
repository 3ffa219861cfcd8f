import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceOf } from '../../../shared/adapters/model-prices.ts';
import { costUsdMicros } from '../../../shared/domain/model-call.ts';

describe('the price of a model', () => {
  it.each(['gpt-5-mini', 'gpt-5-mini-2026-08-01', 'gpt-5-mini-20260801'])('is known for %s', (name) => {
    expect(priceOf(name)).toEqual({ input: 0.25, cachedInput: 0.25, output: 2 });
  });

  it.each(['gpt-5', 'gpt-5-mini-fast', 'my-gpt-5-mini', 'qwen3:8b', '', 'constructor', '__proto__'])(
    'is not guessed for %j',
    (name) => {
      expect(priceOf(name)).toBeNull();
    },
  );
});

const tokens = fc.nat({ max: 2_000_000 });
property.prop([tokens, tokens, tokens, fc.nat({ max: 40 }), fc.nat({ max: 40 }), fc.nat({ max: 40 })])(
  'the cost is tokens times price, in millionths of a dollar, rounded up',
  (fresh, cached, output, input, cachedInput, outputPrice) => {
    const usage = { inputTokens: fresh + cached, cachedInputTokens: cached, outputTokens: output };
    // Quarters of a dollar per million are exact in binary, so the sum is too.
    const price = { input: input / 4, cachedInput: cachedInput / 4, output: outputPrice / 4 };
    const cost = costUsdMicros(usage, price);
    expect(cost).toBe(Math.ceil((fresh * input + cached * cachedInput + output * outputPrice) / 4));
  },
);
