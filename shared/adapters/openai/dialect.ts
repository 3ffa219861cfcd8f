import type OpenAI from 'openai';
import { APIError } from 'openai/core/error';
import * as z from 'zod';
import type { ModelRequest } from '../../domain/model-call.ts';

/** Which parts of the API a server understands. OpenAI-compatible servers differ, and say so only by refusing. */
export type Dialect = z.infer<typeof Dialect>;
const Dialect = z.strictObject({
  format: z.enum(['json_schema', 'json_object']),
  takesTemperature: z.boolean(),
  takesCacheKey: z.boolean(),
  lengthName: z.enum(['max_completion_tokens', 'max_tokens']),
  // Dialects that were kept before anything was streamed don't say.
  streams: z.enum(['with-usage', 'without-usage', 'never']).default('with-usage'),
});

export const fullDialect: Dialect = {
  format: 'json_schema',
  takesTemperature: true,
  takesCacheKey: true,
  lengthName: 'max_completion_tokens',
  streams: 'with-usage',
};

/** A dialect that was kept as JSON; null is the full one. */
export function dialectOf(kept: string | null): Dialect {
  return kept === null ? fullDialect : Dialect.parse(JSON.parse(kept));
}

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** The HTTP body of a request for a server of this dialect. */
export function bodyIn(dialect: Dialect, model: string, request: ModelRequest): Body {
  const messages = request.messages.map(({ role, content }) => ({ role, content }));
  if (dialect.format === 'json_object') {
    messages.push({ role: 'system', content: `Reply with one JSON object of this shape:\n${request.example}` });
  }
  return {
    model,
    messages,
    response_format:
      dialect.format === 'json_schema'
        ? { type: 'json_schema', json_schema: { name: request.schema.name, strict: true, schema: request.schema.json } }
        : { type: 'json_object' },
    [dialect.lengthName]: request.outputTokensMax,
    // The same work should give the same judgement.
    ...(dialect.takesTemperature ? { temperature: 0 } : {}),
    ...(dialect.takesCacheKey ? { prompt_cache_key: request.cacheKey } : {}),
  };
}

/** As `bodyIn`, to be replied to in pieces where the server understands that. */
export function streamedBodyIn(dialect: Dialect, model: string, request: ModelRequest) {
  return { ...bodyIn(dialect, model, request), ...streamingIn(dialect) };
}

function streamingIn({ streams }: Dialect) {
  if (streams === 'never') return {};
  // Without it no tokens are told, and nobody knows what the call has cost.
  return streams === 'with-usage' ? { stream: true, stream_options: { include_usage: true } } : { stream: true };
}

/** The dialect without the part that a server has just refused by name; null when the refusal was about something else. */
export function adaptedDialect(dialect: Dialect, error: unknown): Dialect | null {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return null;
  // Where the server names the parameter, its message may quote anything, the answer of a candidate included.
  const complaint = error.param || error.message;
  if (dialect.takesTemperature && /temperature/i.test(complaint)) return { ...dialect, takesTemperature: false };
  if (dialect.takesCacheKey && /prompt_cache_key/i.test(complaint)) return { ...dialect, takesCacheKey: false };
  if (dialect.streams === 'with-usage' && /stream_options|include_usage/i.test(complaint)) {
    return { ...dialect, streams: 'without-usage' };
  }
  if (dialect.streams !== 'never' && /\bstream(?:ing|ed)?\b/i.test(complaint)) return { ...dialect, streams: 'never' };
  if (dialect.lengthName === 'max_completion_tokens' && /max_completion_tokens/i.test(complaint)) {
    return { ...dialect, lengthName: 'max_tokens' };
  }
  if (dialect.format === 'json_schema' && /response_format|json_schema|structured output|schema/i.test(complaint)) {
    return { ...dialect, format: 'json_object' };
  }
  return null;
}
