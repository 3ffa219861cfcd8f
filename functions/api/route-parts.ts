import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { Scope } from '../../shared/domain/principal.ts';
import type { ApiEnvironment } from './environment.ts';
import { issuesOf, Problem, type ProblemName, problemKinds } from './problem.ts';

/** A value that a schema accepts, and what it shows. */
export interface Example<Schema extends z.ZodType> {
  readonly summary: string;
  readonly value: z.input<Schema>;
}

/**
 * The security requirement of a route whose use case asks for this scope, as the document tells it. A use case checks it, not
 * the route; a test compares the two. (OpenAPI 3.1 lets a bearer scheme name what is required.)
 */
export function needs(scope: Scope): { key: string[] }[] {
  return [{ key: [scope] }];
}

/** Routes that need no credentials, as the document says it. */
export const forAnybody: Record<string, string[]>[] = [];

/** Routes that need the session of a candidate instead of a key, as the document says it. */
export const forCandidates: Record<string, string[]>[] = [{ session: [] }];

/** A JSON body that must be there. Its examples can be sent as they are. */
export function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
  examples: Readonly<Record<string, Example<Schema>>>,
) {
  return { body: { required: true, content: { 'application/json': { schema, examples: { ...examples } } } } };
}

/** A JSON reply and an example of it. */
export function jsonReply<Schema extends z.ZodType>(description: string, schema: Schema, example: z.input<Schema>) {
  return { description, content: { 'application/json': { schema, example } } };
}

/** What shows a secret, or all that is kept of a person, lies in no cache (RFC 9111, 5.2.2.5). */
export const noStore = { 'cache-control': 'no-store' } as const;

/** Who is told what of a reply that shows a secret. */
export const shownOnce =
  'Nothing shows it again, except to the same request under its Idempotency-Key: such a reply is kept for 24 hours, sealed.';

/**
 * The refusals that a route may answer with, for its documentation. A bug or an unreachable table can befall any route, and
 * what an idempotency key adds is documented where it is dealt with.
 */
export function refusals(...statuses: readonly number[]) {
  const answered = new Set([...statuses, 500, 503]);
  const documented = Object.entries(problemKinds).filter(
    ([name, { status }]) => answered.has(status) && name !== 'idempotency-conflict',
  );
  const byStatus = Map.groupBy(documented, ([, { status }]) => status);
  return Object.fromEntries([...byStatus].map(([status, kinds]) => [status, refusal(kinds)]));
}

/** The refusals of certain kinds that have one status, for the documentation. */
export function problemsOf(...names: readonly ProblemName[]) {
  return refusal(names.map((name) => [name, problemKinds[name]]));
}

type NamedKind = [name: string, kind: (typeof problemKinds)[keyof typeof problemKinds]];

function refusal(kinds: readonly NamedKind[]) {
  const examples = Object.fromEntries(
    kinds.map(([name, { status, title, example }]) => {
      const value: Problem = { type: `/problems/${name}`, title, status, requestId: exampleRequestId, ...example };
      return [name, { summary: title, value }];
    }),
  );
  const description = kinds.map(([, { title }]) => `${title}.`).join(' ');
  return { description, content: { 'application/problem+json': { schema: Problem, examples } } };
}

const exampleRequestId = '0b6f1c1e-6a0e-4d53-9d0a-3f2b8f0c7a11';

/**
 * Adds `POST /things/{id}:verb`, documented like any other route; other parameters may stand before. The router knows a parameter only as a whole segment, so
 * the segment is matched together with its verb, and the id is what stands before it.
 */
export function postVerb<Schema extends z.ZodType>(
  app: OpenAPIHono<ApiEnvironment>,
  route: RouteConfig,
  id: Schema,
  answer: (c: Context<ApiEnvironment>, id: z.output<Schema>) => Promise<Response>,
): void {
  app.openAPIRegistry.registerPath(route);
  const [, name = ''] = /\{(\w+)\}:[\w-]+$/.exec(route.path) ?? [];
  const pattern = route.path.replace(/\{(\w+)\}:([\w-]+)$/, ':$1{[^/:]+:$2}').replaceAll(/\{(\w+)\}\//g, ':$1/');
  app.post(pattern, (c) => {
    const segment = c.req.param(name) ?? '';
    return answer(c, pathPart(name, segment.slice(0, segment.lastIndexOf(':')), id));
  });
}

/** A part of the path by its schema. @throws Fault `invalid-request` when it does not fit */
export function pathPart<Schema extends z.ZodType>(name: string, text: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Fault('invalid-request', 'The path is not valid.', {
    issues: [{ pointer: `/${name}`, detail: parsed.error.issues[0]?.message ?? 'not an id' }],
  });
}

/**
 * The JSON body of a request that may have none, by its schema; none counts as `{}`.
 *
 * @throws Fault `invalid-request` for a body that is no JSON or does not fit
 */
export async function optionalBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  const text = await c.req.text();
  const parsed = schema.safeParse(text.trim() === '' ? {} : jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new Fault('invalid-request', 'The body is not valid.', { issues: issuesOf(parsed.error) });
}

/** Reads JSON. @throws Fault `invalid-request` for what is none */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault('invalid-request', 'The body is not valid JSON.', { cause });
  }
}
