import { inputTokensBound } from '../../domain/cost-bound.ts';
import type { MarkScheme } from '../../domain/mark-scheme.ts';
import type { ModelRequest } from '../../domain/model-call.ts';
import { polishPrompt } from '../prompts/polish-prompt.ts';
import { reasksMax } from './reask.ts';

/** Calls and tokens as they are likely, and the most that they can be. Nothing is taken off for a provider's cache. */
export interface CallEstimate {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly callsMax: number;
  readonly inputTokensMax: number;
  readonly outputTokensMax: number;
}

/*
 * The 55 requests of the shipped interview answers have 4.4 to 5.0 characters a token, 4.7 together (o200k_base,
 * 2026-11-28). Characters beyond ASCII are dearer: 1.4 a token in Chinese, 3 in Russian.
 */
const asciiCharsPerToken = 4.5;
const otherCharsPerToken = 1.5;

// A reply without points is 33 tokens, a point with quote and reason 46, a dimension 23, a claim that was not made 16.
const outputTokensOf = { reply: 33, point: 46, dimension: 25, misconception: 16 } as const;

/**
 * What judging one answer is likely to take, from the request as it would be sent: one call, with a reply that quotes and
 * gives a reason for each point. At most, the reply is as long as it may be, is asked for once more because it has
 * defects, and some of its points are asked about alone.
 */
export function estimateCall(
  request: ModelRequest,
  { keyPoints, misconceptions, dimensions }: MarkScheme,
): CallEstimate {
  const input = inputTokensBound(request);
  const reasks = Math.min(reasksMax, keyPoints.length);
  const repaired = input + request.outputTokensMax + repairTokensMax;
  return {
    calls: 1,
    inputTokens: inputTokensIn(request),
    outputTokens:
      outputTokensOf.reply +
      outputTokensOf.point * keyPoints.length +
      outputTokensOf.dimension * dimensions.length +
      outputTokensOf.misconception * misconceptions.length,
    callsMax: 2 + reasks,
    inputTokensMax: input + repaired + input * reasks,
    // A re-ask is a request of its own, no longer than the first.
    outputTokensMax: request.outputTokensMax * (2 + reasks),
  };
}

// What a repair request lists of a reply's defects.
const repairTokensMax = 2_000;

/** What wording the feedback of one answer is likely to take, and at most: a note for each key point. */
export function estimatePolish({ keyPoints }: MarkScheme): CallEstimate {
  const prompt = tokensOf(polishPrompt.text) + polishTokensOf.frame;
  const notes = keyPoints.length;
  return {
    calls: 1,
    inputTokens: prompt + polishTokensOf.noteRead * notes,
    outputTokens: polishTokensOf.frame + polishTokensOf.noteWritten * notes,
    callsMax: 1,
    inputTokensMax: polishPrompt.text.length + polishTokensOf.frameMax + polishTokensOf.noteReadMax * notes,
    outputTokensMax: polishTokensOf.frameMax + polishTokensOf.noteWrittenMax * notes,
  };
}

// The last two are the limits of the request itself.
const polishTokensOf = {
  frame: 80,
  noteRead: 60,
  noteReadMax: 800,
  noteWritten: 40,
  frameMax: 300,
  noteWrittenMax: 120,
} as const;

function inputTokensIn({ messages, schema }: ModelRequest): number {
  const said = messages.reduce((sum, { content }) => sum + tokensOf(content), 0);
  return said + tokensOf(JSON.stringify(schema.json));
}

function tokensOf(text: string): number {
  const others = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  return Math.ceil((text.length - others) / asciiCharsPerToken + others / otherCharsPerToken);
}

export function addEstimates(one: CallEstimate, other: CallEstimate): CallEstimate {
  return {
    calls: one.calls + other.calls,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    callsMax: one.callsMax + other.callsMax,
    inputTokensMax: one.inputTokensMax + other.inputTokensMax,
    outputTokensMax: one.outputTokensMax + other.outputTokensMax,
  };
}

export const noCalls: CallEstimate = {
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  callsMax: 0,
  inputTokensMax: 0,
  outputTokensMax: 0,
};
