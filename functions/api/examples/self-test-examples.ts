import type * as z from 'zod';
import type { NewSelfTestRequest, SelfTestReply, SelfTestRequest } from '../contracts/self-test.ts';
import { newQuestion } from './question-examples.ts';

export const selfTest: z.input<typeof SelfTestRequest> = { judge: 'offline' };

export const newSelfTest: z.input<typeof NewSelfTestRequest> = { question: newQuestion, judge: 'offline' };

export const selfTestReport: z.input<typeof SelfTestReply> = {
  questionId: 'idempotent-requests',
  version: 2,
  judge: 'offline',
  model: null,
  verdict: 'ready-to-publish',
  checks: [
    {
      id: 'reference-earns-full-marks',
      title: 'The reference answer earns full marks',
      severity: 'must',
      outcome: 'passed',
      measured: 1,
      atLeast: 0.9,
      atMost: null,
      keyPointIds: [],
      detail: 'The reference answer itself earns 100 %.',
      remedy: null,
    },
    {
      id: 'left-out-point-is-missed',
      title: 'A point that is left out is missed',
      severity: 'advice',
      outcome: 'failed',
      measured: 0.52,
      atLeast: null,
      atMost: 0.5,
      keyPointIds: ['safe-retry'],
      detail:
        'An answer that leaves out safe-retry still gets half of its credit or more, for words that stand elsewhere.',
      remedy: 'Such a point shares its words with others; word it, and its aliases, by what only it says.',
    },
    {
      id: 'denied-point-earns-nothing',
      title: 'A point that is denied earns nothing',
      severity: 'must',
      outcome: 'not-tried',
      measured: null,
      atLeast: null,
      atMost: null,
      keyPointIds: [],
      detail:
        'The offline judge compares words and can\'t see a denial: "it is not true that ..." may earn what the claim earns. A model can be tried on it.',
      remedy: null,
    },
  ],
  warnings: [],
  answers: { needed: 0, judged: 0 },
  usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
};

export const newSelfTestReport: z.input<typeof SelfTestReply> = { ...selfTestReport, version: null };
