import * as z from 'zod';

/** Tokens of one model call as the provider reports them; cached input tokens are part of the input tokens. */
export const TokenUsage = z
  .strictObject({
    inputTokens: z.int().min(0),
    cachedInputTokens: z.int().min(0),
    outputTokens: z.int().min(0),
  })
  .meta({ id: 'TokenUsage' });
export type TokenUsage = z.infer<typeof TokenUsage>;
export const noTokens: TokenUsage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };

/** What became of a call. Everything but `answered` leaves the points that were asked about unjudged. */
export const CallOutcome = z.enum([
  'answered',
  'refused',
  'cut-off',
  'filtered',
  'empty-reply',
  'rate-limited',
  'quota-exhausted',
  'timed-out',
  'unreachable',
  'server-error',
  'rejected',
]);
export type CallOutcome = z.infer<typeof CallOutcome>;

/** The record of one model call, kept in success and in failure. `attempts` counts HTTP requests, retries included. */
export const ModelCall = z
  .strictObject({
    purpose: z.enum(['judge', 'repair', 're-ask', 'extract', 'polish']),
    outcome: CallOutcome,
    model: z.string(),
    finishReason: z.string().nullable(),
    detail: z.string().nullable(),
    attempts: z.int().min(1),
    latencyMs: z.number().min(0),
    usage: TokenUsage,
  })
  .meta({ id: 'ModelCall' });
export type ModelCall = z.infer<typeof ModelCall>;

/**
 * What is put to a model: pure data, planned by the evaluation core and sent by an adapter.
 *
 * `schema` is JSON Schema in the strict subset that providers accept; `example` shows a reply of that shape to servers
 * that know only `json_object`. `cacheKey` groups requests that share a long prefix (at most 64 characters).
 */
export interface ModelRequest {
  readonly purpose: ModelCall['purpose'];
  readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[];
  readonly schema: { readonly name: string; readonly json: Readonly<Record<string, unknown>> };
  readonly example: string;
  readonly outputTokensMax: number;
  readonly cacheKey: string;
}

/** `text` is the raw reply when the outcome is `answered`, otherwise null. It is data until it has been interpreted. */
export interface ModelReply {
  readonly text: string | null;
  readonly call: ModelCall;
}

/** USD per million tokens, as the provider lists them. */
export const ModelPrice = z.strictObject({
  input: z.number().min(0),
  cachedInput: z.number().min(0),
  output: z.number().min(0),
});
export type ModelPrice = z.infer<typeof ModelPrice>;

/** The cost of tokens in millionths of a dollar, rounded up; USD per million tokens is USD micros per token. */
export function costUsdMicros(usage: TokenUsage, price: ModelPrice): number {
  const fresh = usage.inputTokens - usage.cachedInputTokens;
  return Math.ceil(
    fresh * price.input + usage.cachedInputTokens * price.cachedInput + usage.outputTokens * price.output,
  );
}

export function addTokens(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}
