import ky, { HTTPError } from 'ky';
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './contract-types.ts';

export type { components, paths };

/** The body of a refusal (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** The API of one server, every route and body typed by its contract. */
export type MarkschemeClient = Client<paths>;

export interface ClientOptions {
  /** Where the server is, such as `https://grading.example.com`. */
  readonly server: string;
  /** An API key, `msk_...`. */
  readonly key: string;
  /** How often a request is sent again that met a limit, an outage or a broken connection; 4 unless told otherwise. */
  readonly retries?: number;
  /** Instead of the global one. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * A client for the HTTP API: `await client.GET('/v1/questions/{id}', { params: { path: { id } } })` gives `data`, or the problem
 * as `error`, and never throws for a refusal. Every POST has an idempotency key, so that sending it again, as this does after 409 of
 * a request that is still running, 429, 502, 503, 504 and a lost connection, does nothing twice; `Retry-After` is obeyed.
 */
export function createMarkscheme({ server, key, retries = 4, fetch: send }: ClientOptions): MarkschemeClient {
  const client = createClient<paths>({
    baseUrl: server.replace(/\/+$/, ''),
    fetch: (request) => sentAgain(send ?? globalThis.fetch, request, retries),
  });
  client.use(withKey(key));
  return client;
}

/**
 * The data of a reply.
 *
 * @throws ProblemError for a refusal
 */
export async function dataOf<Data>(
  reply: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await reply;
  if (data !== undefined && response.ok) return data;
  throw new ProblemError(problemIn(error, response));
}

/** A refusal, thrown by `dataOf`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * Every item of a list, page by page, as they are asked for.
 *
 * @param page reads the page of a cursor, the first without one
 * @throws ProblemError for a refusal
 */
export async function* allOf<Item>(
  page: (cursor: string | undefined) => Promise<{
    data?: { readonly items: readonly Item[]; readonly nextCursor: string | null };
    error?: unknown;
    response: Response;
  }>,
): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await dataOf(page(cursor));
    yield* items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

type Asked = components['schemas']['EvaluationRequest'];

/**
 * Grades one answer, and waits where a model takes longer than the server lets a request wait.
 *
 * @throws ProblemError for a refusal, and for an evaluation that could not be made
 */
export async function gradeAnswer(client: MarkschemeClient, body: Asked) {
  let reply = await client.POST('/v1/evaluations', { body });
  for (;;) {
    const found = await dataOf(Promise.resolve(reply));
    if (found.status !== 'pending') return found;
    await new Promise((done) => setTimeout(done, Number(reply.response.headers.get('retry-after') ?? 1) * 1_000));
    reply = await client.GET('/v1/evaluations/{id}', { params: { path: { id: found.id } } });
  }
}

function withKey(key: string): Middleware {
  return {
    onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${key}`);
      if (request.method === 'POST' && !request.headers.has('idempotency-key'))
        request.headers.set('idempotency-key', crypto.randomUUID());
      return request;
    },
  };
}

const passing = [409, 429, 502, 503, 504];

async function sentAgain(send: typeof globalThis.fetch, request: Request, retries: number): Promise<Response> {
  try {
    return await ky(request, {
      fetch: send,
      timeout: false,
      retry: {
        limit: retries,
        // A PATCH whose reply was lost would be refused the second time, as a change of what has changed.
        methods: ['get', 'post', 'put', 'delete'],
        statusCodes: passing,
        afterStatusCodes: passing,
        maxRetryAfter: 60_000,
        backoffLimit: 60_000,
        jitter: true,
        shouldRetry: ({ error }) => (isLasting(error) ? false : undefined),
      },
    });
  } catch (error) {
    if (error instanceof HTTPError) return error.response;
    throw error;
  }
}

// A conflict passes only where the reply says when.
function isLasting(error: Error): boolean {
  return error instanceof HTTPError && error.response.status === 409 && !error.response.headers.has('retry-after');
}

// What stands between may answer in its own words.
function problemIn(error: unknown, { status, statusText, headers }: Response): Problem {
  if (typeof error === 'object' && error !== null && 'type' in error && 'detail' in error) {
    const { type, detail } = error;
    if (typeof type === 'string' && typeof detail === 'string') return { ...unnamed, status, ...error, type, detail };
  }
  const detail = `The server answered ${status} ${statusText}`.trim();
  return { ...unnamed, status, detail, requestId: headers.get('x-request-id') ?? '' };
}

const unnamed = { type: 'about:blank', title: 'Refused', requestId: '' } as const;
