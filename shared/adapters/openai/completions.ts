import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai/core/error';
import type { bodyIn, streamedBodyIn } from './dialect.ts';
import { fetchPost, type Posted, pooledPost } from './post.ts';
import { completionOfStream, streamedContent } from './streamed-completion.ts';

/** What was replied to a request for a completion; whether it is one is not known yet. */
export interface Completed {
  readonly completion: unknown;
  readonly headers: Headers;
}

/**
 * Asks for completions. `hear` gets the text of one that is streamed as far as it has come.
 *
 * @throws the errors of the SDK where none comes; SyntaxError for a reply that is no JSON; as `completionOfStream`
 */
export type Completions = (
  body: ReturnType<typeof bodyIn> | ReturnType<typeof streamedBodyIn>,
  timeoutMs: number,
  hear?: (text: string) => void,
) => Promise<Completed>;

export interface CompletionsSettings {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** Connections of our own instead of the global `fetch`: see `pooledPost`. */
  readonly isPooled: boolean;
}

/**
 * Asks any server that speaks the OpenAI chat completions API, once a call. The SDK, whose errors it throws, takes about a
 * millisecond for what is one POST here: at a hundred calls at once that is a third of the time that there is for each.
 */
export function completionsOf({ apiKey, baseUrl, isPooled }: CompletionsSettings): Completions {
  const post = isPooled ? pooledPost() : fetchPost;
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/chat/completions`);
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'user-agent': 'markscheme',
  };
  return async (body, timeoutMs, hear) => {
    const read = hear === undefined ? undefined : streamedContent(hear);
    const posted = await post(url, headers, JSON.stringify(body), timeoutMs, read).catch(asConnectionError);
    if (posted.status < 200 || posted.status >= 300) throw refusalOf(posted);
    // A server that streams nothing may well say so by its reply alone.
    if (isEventStream(posted)) return { completion: completionOfStream(posted.text), headers: posted.headers };
    return { completion: posted.text === '' ? null : JSON.parse(posted.text), headers: posted.headers };
  };
}

function isEventStream({ headers }: Posted): boolean {
  return /^text\/event-stream\b/i.test(headers.get('content-type') ?? '');
}

function asConnectionError(cause: unknown): never {
  if (cause instanceof Error && cause.name === 'TimeoutError') throw new APIConnectionTimeoutError();
  throw new APIConnectionError({ cause: cause instanceof Error ? cause : undefined });
}

function refusalOf({ status, headers, text }: Posted): Error {
  const body = jsonIn(text);
  return typeof body === 'object' && body !== null
    ? APIError.generate(status, body, undefined, headers)
    : APIError.generate(status, undefined, text, headers);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
