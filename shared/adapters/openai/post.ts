import { Agent } from 'undici';

/**
 * Posts JSON and reads the reply to its end; `hear` gets each piece of a reply that is no redirect as it comes.
 *
 * @throws DOMException `TimeoutError`, or the error of the network
 */
export type Post = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  ms: number,
  hear?: (piece: Uint8Array) => void,
) => Promise<Posted>;

/** A reply as it came. */
export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const keepAliveMs = 30_000;

/**
 * Posts over connections of its own, which are kept and used again, for a fraction of what the global `fetch` takes: nothing
 * is compressed, and no stream stands between socket and text. A redirect, which hardly any API answers with, is left to the
 * global `fetch`. Proxies of the environment are not used.
 */
export function pooledPost(): Post {
  const agent = new Agent({ keepAliveTimeout: keepAliveMs, keepAliveMaxTimeout: keepAliveMs });
  return async (url, headers, body, ms, hear) => {
    const posted = await new Promise<Posted>((resolve, reject) => {
      const chunks: Buffer[] = [];
      let status = 0;
      let told = new Headers();
      let isLate = false;
      let stop: (() => void) | null = null;
      const timer = setTimeout(() => {
        isLate = true;
        stop?.();
        reject(timeoutError());
      }, ms);
      const request = { origin: url.origin, path: `${url.pathname}${url.search}`, method: 'POST' as const };
      agent.dispatch(
        // The time limit is that of the whole call.
        { ...request, headers: { ...headers }, body, headersTimeout: 0, bodyTimeout: 0 },
        {
          onRequestStart(controller) {
            stop = () => controller.abort(timeoutError());
            if (isLate) stop();
          },
          onResponseStart(_, statusCode, responseHeaders) {
            status = statusCode;
            told = headersOf(responseHeaders);
          },
          onResponseData(_, chunk) {
            chunks.push(chunk);
            if (!isRedirect(status)) hear?.(chunk);
          },
          onResponseEnd() {
            clearTimeout(timer);
            resolve({ status, headers: told, text: Buffer.concat(chunks).toString('utf8') });
          },
          onResponseError(_, error) {
            clearTimeout(timer);
            reject(error);
          },
        },
      );
    });
    return isRedirect(posted.status) ? fetchPost(url, headers, body, ms, hear) : posted;
  };
}

/** Posts with the global `fetch`, looked up at each call: whoever replaces it later (a proxy, tracing, tests) is heard. */
export const fetchPost: Post = async (url, headers, body, ms, hear) => {
  const reply = await globalThis.fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(ms) });
  const { status, headers: told } = reply;
  if (hear === undefined || reply.body === null) return { status, headers: told, text: await reply.text() };
  const pieces: Uint8Array[] = [];
  for await (const piece of reply.body) {
    pieces.push(piece);
    hear(piece);
  }
  return { status, headers: told, text: Buffer.concat(pieces).toString('utf8') };
};

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function headersOf(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const told = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) told.set(name, Array.isArray(value) ? value.join(', ') : value);
  return told;
}

function timeoutError(): DOMException {
  return new DOMException('The reply did not come in time.', 'TimeoutError');
}
