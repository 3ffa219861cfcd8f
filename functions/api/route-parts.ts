import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { ApiEnvironment } from './environment.ts';
import { Problem, problemKinds } from './problem.ts';

/** A JSON body that must be there. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { 'application/json': { schema } } } };
}

/** A JSON reply. */
export function jsonReply<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } };
}

/** The refusals that a route may answer with, for its documentation. A bug or an unreachable table can befall any route. */
export function refusals(...statuses: readonly number[]) {
  const all = [...statuses, 500, 503];
  return Object.fromEntries(
    all.map((status) => {
      const kind = Object.values(problemKinds).find((candidate) => candidate.status === status);
      return [status, { description: kind?.title ?? '', content: { 'application/problem+json': { schema: Problem } } }];
    }),
  );
}

/**
 * Adds `POST /things/{id}:verb`, documented like any other route. The router knows a parameter only as a whole segment, so
 * the segment is matched together with its verb, and the id is what stands before it.
 */
export function postVerb<Schema extends z.ZodType>(
  app: OpenAPIHono<ApiEnvironment>,
  route: RouteConfig,
  id: Schema,
  answer: (c: Context<ApiEnvironment>, id: z.output<Schema>) => Promise<Response>,
): void {
  app.openAPIRegistry.registerPath(route);
  const pattern = route.path.replace(/\{id\}:([\w-]+)$/, ':segment{[^/:]+:$1}');
  app.post(pattern, (c) => {
    const segment = c.req.param('segment') ?? '';
    const parsed = id.safeParse(segment.slice(0, segment.lastIndexOf(':')));
    if (parsed.success) return answer(c, parsed.data);
    throw new Fault('invalid-request', 'The path is not valid.', {
      issues: [{ pointer: '/id', detail: parsed.error.issues[0]?.message ?? 'not an id' }],
    });
  });
}
