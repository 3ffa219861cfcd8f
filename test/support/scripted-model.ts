import { HttpResponse, http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import * as z from 'zod';
import type { OpenAiSettings } from '../../shared/adapters/openai/openai-model.ts';

/** What a server that speaks chat completions was asked, as far as tests look at it. */
const RequestBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});
export type RequestBody = z.infer<typeof RequestBody>;

/** What the server does with a request. */
export type Act = (body: RequestBody) => Response | Promise<Response>;

export interface ScriptedModel {
  /** The acts of the coming requests, in order. A test fails when one is left over, or when it asks for more. */
  script(...acts: readonly Act[]): void;
  /** What is done with every request beyond the script, for as many as there are. */
  always(act: Act): void;
  readonly requests: readonly RequestBody[];
  settings(changes?: Partial<OpenAiSettings>): OpenAiSettings;
}

export const apiKey = 'sk-secret-of-the-tests';
const baseUrl = 'https://model.test/v1';

/** An OpenAI-compatible server at the edge of the network. Whatever else leaves the machine is refused. */
export function useScriptedModel(): ScriptedModel {
  let acts: Act[] = [];
  let afterwards: Act | null = null;
  let requests: RequestBody[] = [];
  let unscripted = 0;
  const server = setupServer(
    http.post(`${baseUrl}/chat/completions`, async ({ request }) => {
      const body = RequestBody.parse(await request.json());
      requests.push(body);
      const act = acts.shift() ?? afterwards;
      if (act !== null) return act(body);
      unscripted += 1;
      return failure(418, { code: 'script_exhausted' })(body);
    }),
    // The embedded table.
    http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough()),
  );
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterAll(() => server.close());
  beforeEach(() => {
    acts = [];
    afterwards = null;
    requests = [];
    unscripted = 0;
  });
  afterEach(() => {
    expect(unscripted, 'requests beyond the script').toBe(0);
    expect(acts.length, 'acts that were never asked for').toBe(0);
  });
  return {
    script: (...more) => acts.push(...more),
    always(act) {
      afterwards = act;
    },
    get requests() {
      return requests;
    },
    settings: (changes = {}) => ({
      apiKey,
      baseUrl,
      model: 'gpt-5-mini',
      requestTimeoutMs: 2_000,
      deadlineMs: 4_000,
      retries: 1,
      backoffMs: 1,
      isPooled: false,
      requestsPerMinute: null,
      tokensPerMinute: null,
      ...changes,
    }),
  };
}

export const usageOfOneCall = { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 200 };

/** A completion; a `content` that is no text is sent as JSON. */
export function completion(content: unknown, choice: Record<string, unknown> = {}): Act {
  const text = typeof content === 'string' || content === null ? content : JSON.stringify(content);
  return completionOf([{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text }, ...choice }]);
}

export function completionOf(choices: readonly unknown[]): Act {
  return ({ model }) =>
    HttpResponse.json({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_790_000_000,
      model: `${model}-2026-08-01`,
      choices,
      usage: {
        prompt_tokens: usageOfOneCall.inputTokens,
        completion_tokens: usageOfOneCall.outputTokens,
        total_tokens: 1200,
        prompt_tokens_details: { cached_tokens: usageOfOneCall.cachedInputTokens },
      },
    });
}

/** An error in the provider's form; its message repeats the key and the request, as some do. */
export function failure(
  status: number,
  error: { code?: string | null; type?: string; param?: string; message?: string } = {},
  headers: Record<string, string> = {},
): Act {
  return ({ messages }) =>
    HttpResponse.json(
      { error: { message: `${apiKey} may not ask ${messages.at(-1)?.content}`, param: null, code: null, ...error } },
      { status, headers },
    );
}

export const disconnected: Act = () => HttpResponse.error();

/** A server that never answers. */
export const silent: Act = () => new Promise(() => {});
