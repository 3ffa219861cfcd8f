import type * as z from 'zod';
import type { ExtractReply, ExtractRequest } from '../contracts/extraction.ts';

export const extractRequest: z.input<typeof ExtractRequest> = {
  question: 'What is a load balancer for?',
  referenceAnswer:
    'It spreads requests over several servers. It takes servers that fail their health checks out of rotation.',
};

export const extractReply: z.input<typeof ExtractReply> = {
  method: 'offline',
  model: null,
  promptVersion: null,
  keyPoints: [
    {
      id: 'k1',
      text: 'A load balancer spreads requests over several servers.',
      role: 'essential',
      weight: 2,
      aliases: [],
      terms: [],
    },
    {
      id: 'k2',
      text: 'A load balancer takes servers that fail their health checks out of rotation.',
      role: 'essential',
      weight: 2,
      aliases: [],
      terms: [],
    },
  ],
  misconceptions: [],
  sources: [
    { keyPointId: 'k1', start: 0, end: 41, text: 'It spreads requests over several servers.' },
    { keyPointId: 'k2', start: 42, end: 105, text: 'It takes servers that fail their health checks out of rotation.' },
  ],
  warnings: [
    {
      code: 'too-few-points',
      keyPointId: null,
      detail: 'There are 2 key points; 3 to 8 are easy to grade and to explain.',
    },
  ],
  unusedSentences: [],
  usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
};
