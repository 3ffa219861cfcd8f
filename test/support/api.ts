import { expect } from 'vitest';
import type * as z from 'zod';
import { createApi } from '../../functions/api/app.ts';
import type { ApiServices } from '../../functions/api/environment.ts';
import { Problem, problemKinds } from '../../functions/api/problem.ts';
import type { EconomyPolicy } from '../../functions/queue/work-handlers.ts';
import { wireServices } from '../../functions/wire.ts';
import type { TableClient } from '../../shared/adapters/dynamo/client.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { scopes as allScopes, type Scope } from '../../shared/domain/principal.ts';
import type { WideEvent, WorkEvent } from '../../shared/ports/log.ts';
import { issueKey } from '../../shared/usecases/issue-key.ts';
import { type TestBackground, useBackground } from './background.ts';
import { requireDocumented } from './documented.ts';
import { newTenant, type TestTable, useTable } from './table.ts';

/** A reply with its body read: JSON where it says so, text otherwise. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Somebody with a key, and the app that serves them; its log is theirs alone. */
export interface Caller {
  readonly tenantId: TenantId;
  readonly key: string;
  readonly events: WideEvent[];
  readonly bugs: unknown[];
  readonly outages: string[];
  readonly works: WorkEvent[];
  readonly services: ApiServices;
  readonly app: ReturnType<typeof createApi>;
  readonly background: TestBackground;
  /** Resolves when nothing is left to do in the background. */
  idle(): Promise<void>;
  /** Sends a request with the caller's key, and checks the reply by the document. A text body is sent as it is, anything else as JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown): Promise<Reply>;
  /** As `post`, of something that may be in any state (If-Match: *). */
  edit(path: string, body?: unknown): Promise<Reply>;
}

export interface CallerChoices {
  readonly tenantId?: TenantId;
  readonly scopes?: readonly Scope[];
  readonly services?: Partial<ApiServices>;
  /** How economy batches are worked on; null where nobody works on any message. */
  readonly work?: EconomyPolicy | null;
}

export interface TestApi {
  /** A caller of a tenant of their own with every scope, unless told otherwise. */
  newCaller(choices?: CallerChoices): Promise<Caller>;
  /** What lies in the table that all callers share. */
  table(): TableClient;
  /** Where that table is, for a client of one's own. */
  settings: TestTable['settings'];
}

/** The real app on a table of this test file. */
export function useApi(): TestApi {
  const table = useTable();
  const newBackground = useBackground();
  return {
    table: () => table.client(),
    settings: table.settings,
    async newCaller({ tenantId = newTenant(), scopes = allScopes, services: changes = {}, work = {} } = {}) {
      const events: WideEvent[] = [];
      const bugs: unknown[] = [];
      const outages: string[] = [];
      const works: WorkEvent[] = [];
      const log = {
        event: (event: WideEvent) => events.push(event),
        work: (event: WorkEvent) => works.push(event),
        bug: (_id: string, bug: unknown) => bugs.push(bug),
        outage: (id: string, cause: string) => outages.push(`${id} ${cause}`),
      };
      const background = newBackground();
      const wired = wireServices({ model: null }, table.client(), background);
      const services = { ...wired, log, version: '0.0.0-test', rateLimit: null, ...changes };
      if (work !== null) background.work(services, log, work);
      const app = createApi(services);
      const key = await issueKey(services, { tenantId, name: 'test', scopes });
      const send: Caller['send'] = async (method, path, body, headers = {}) => {
        const init: RequestInit = { method, headers: { authorization: `Bearer ${key}`, ...headers } };
        if (body !== undefined) {
          init.body = typeof body === 'string' ? body : JSON.stringify(body);
          init.headers = { 'content-type': 'application/json', ...init.headers };
        }
        const reply = await replyOf(await app.request(path, init));
        requireDocumented(method, path, reply);
        return reply;
      };
      const get: Caller['get'] = (path) => send('GET', path);
      const post: Caller['post'] = (path, body) => send('POST', path, body);
      const edit: Caller['edit'] = (path, body) => send('POST', path, body, { 'if-match': '*' });
      const idle = (): Promise<void> => background.inProcess.idle();
      return { tenantId, key, events, bugs, outages, works, services, app, background, idle, send, get, post, edit };
    },
  };
}

export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = /^application\/(?:problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}

/** The reply's body by its documented schema, after its status is what the test expects. */
export function bodyOf<Schema extends z.ZodType>(reply: Reply, status: number, schema: Schema): z.output<Schema> {
  expect(reply.status, JSON.stringify(reply.body)).toBe(status);
  return schema.parse(reply.body);
}

/** The problem in a refusal, after everything that all refusals have in common is asserted. */
export function problemOf(reply: Reply, status: number): Problem {
  const problem = bodyOf(reply, status, Problem);
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  // A reply that is sent again is the first one to the letter.
  if (!reply.headers.has('idempotent-replayed')) expect(reply.headers.get('x-request-id')).toBe(problem.requestId);
  expect(problem.requestId).not.toBe('');
  expect(problem.status).toBe(status);
  const known = Object.entries(problemKinds).find(([name]) => problem.type === `/problems/${name}`);
  expect(known?.[1]).toMatchObject({ status, title: problem.title });
  return problem;
}

/** A body that creates a question. */
export function aNewQuestion(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'cap-theorem',
    category: 'Databases',
    prompt: 'What does the CAP theorem say?',
    reference: 'During a network partition a system must give up either consistency or availability.',
    markScheme: {
      keyPoints: [
        { id: 'partition', text: 'The choice arises during a network partition.' },
        { id: 'choice', text: 'A system must give up either consistency or availability.' },
      ],
    },
    ...changes,
  };
}
