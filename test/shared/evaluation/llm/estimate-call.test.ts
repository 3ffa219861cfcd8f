import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { costBoundUsdMicros } from '../../../../shared/domain/cost-bound.ts';
import { MarkScheme } from '../../../../shared/domain/mark-scheme.ts';
import { costUsdMicros, type ModelRequest } from '../../../../shared/domain/model-call.ts';
import {
  addEstimates,
  estimateCall,
  estimatePolish,
  noCalls,
} from '../../../../shared/evaluation/llm/estimate-call.ts';
import { judgePrompt } from '../../../../shared/evaluation/prompts/judge-prompt.ts';
import { indexQuestion } from '../../../support/llm-grader.ts';

const seed = 20_261_128;
const { markScheme } = indexQuestion;

function aRequest(content: string): ModelRequest {
  return {
    purpose: 'judge',
    messages: [{ role: 'user', content }],
    schema: { name: 'report', json: {} },
    example: judgePrompt.example,
    outputTokensMax: 1_000,
    cacheKey: 'k',
  };
}

test('takes English for some 4.5 characters a token, and text beyond ASCII for dearer', () => {
  const tokens = (content: string): number => estimateCall(aRequest(content), markScheme).inputTokens;
  expect(tokens('a'.repeat(4_500)) - tokens('')).toBe(1_000);
  expect(tokens('日'.repeat(1_500)) - tokens('')).toBe(1_000);
});

test('reckons at most a repair and a re-ask of four points', () => {
  const points = Array.from({ length: 9 }, (_, index) => ({ id: `k${index}`, text: 'A point.' }));
  expect(estimateCall(aRequest('x'), MarkScheme.parse({ keyPoints: points.slice(0, 2) })).callsMax).toBe(4);
  expect(estimateCall(aRequest('x'), MarkScheme.parse({ keyPoints: points })).callsMax).toBe(6);
});

const text = fc.string({ unit: 'binary', maxLength: 400 });
const price = { input: 2, cachedInput: 1, output: 8 };

// Bounds: what is likely is never more than what is possible, and a first call never costs more than is kept for it.
property.prop([text, fc.integer({ min: 0, max: 5 })], { seed, numRuns: 200 })(
  'never expects more than the most it allows for',
  (content, spare) => {
    const request = { ...aRequest(content), outputTokensMax: 1_000 + 200 * spare };
    const judged = estimateCall(request, markScheme);
    for (const estimate of [judged, estimatePolish(markScheme)]) {
      expect(estimate.calls).toBeLessThanOrEqual(estimate.callsMax);
      expect(estimate.inputTokens).toBeLessThanOrEqual(estimate.inputTokensMax);
      expect(estimate.outputTokens).toBeLessThanOrEqual(estimate.outputTokensMax);
    }
    const { inputTokens, outputTokens } = judged;
    const likely = costUsdMicros({ inputTokens, cachedInputTokens: 0, outputTokens }, price);
    expect(likely).toBeLessThanOrEqual(costBoundUsdMicros(request, price));
  },
);

// Monotone: a longer answer never takes less. Sums do not hang on the order.
property.prop([text, text], { seed, numRuns: 100 })('grows with the text, and adds up in any order', (one, other) => {
  const [short, long] = [one, one + other].map((content) => estimateCall(aRequest(content), markScheme));
  if (short === undefined || long === undefined) throw new Error('No estimates');
  expect(long.inputTokens).toBeGreaterThanOrEqual(short.inputTokens);
  expect(long.inputTokensMax).toBeGreaterThanOrEqual(short.inputTokensMax);
  expect(addEstimates(short, long)).toEqual(addEstimates(long, short));
  expect(addEstimates(noCalls, long)).toEqual(long);
});
