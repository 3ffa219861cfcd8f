import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import * as z from 'zod';
import { Fault } from '../../../shared/domain/fault.ts';
import { documentedPath } from '../audited-action.ts';
import type { ApiEnvironment } from '../environment.ts';
import { pointerPart } from '../problem.ts';
import { jsonIn } from '../route-parts.ts';
import { jsonType } from './well-formed-body.ts';

/**
 * Refuses what the documentation of a route does not know: query parameters, of which a mistyped one would be dropped in
 * silence, fields sent to a route that takes no body, and a body that is no JSON. A route that is not documented takes anything.
 *
 * @param registry may get further routes until the first request
 */
export function documentedParts(
  registry: OpenAPIHono<ApiEnvironment>['openAPIRegistry'],
): MiddlewareHandler<ApiEnvironment> {
  let routes: ReadonlyMap<string, RouteConfig> | null = null;
  return async (c, next) => {
    routes ??= routesIn(registry);
    const method = c.req.method === 'HEAD' ? 'get' : c.req.method.toLowerCase();
    const route = routes.get(`${method} ${documentedPath(routePath(c, -1))}`);
    if (route !== undefined) {
      refuseQuery(c, route);
      if (method !== 'get') await refuseBody(c, route);
    }
    await next();
  };
}

function routesIn({ definitions }: OpenAPIHono<ApiEnvironment>['openAPIRegistry']): ReadonlyMap<string, RouteConfig> {
  return new Map(
    definitions.flatMap((definition): [string, RouteConfig][] =>
      definition.type === 'route' ? [[`${definition.route.method} ${definition.route.path}`, definition.route]] : [],
    ),
  );
}

function refuseQuery(c: Context, { request }: RouteConfig): void {
  const known = request?.query instanceof z.ZodObject ? Object.keys(request.query.shape) : [];
  const unknown = new Set(new URL(c.req.url).searchParams.keys()).difference(new Set(known));
  if (unknown.size > 0) refuse('query', [...unknown], 'is no parameter of this route');
}

async function refuseBody(c: Context, { request }: RouteConfig): Promise<void> {
  const text = await c.req.text();
  if (text.trim() === '') return;
  if (!jsonType.test(c.req.header('content-type') ?? '')) throw new HTTPException(415);
  if (request?.body !== undefined) return;
  const body = Nothing.safeParse(jsonIn(text));
  if (!body.success) refuse('body', [], 'must be empty: this route takes no body');
  else if (Object.keys(body.data).length > 0) refuse('body', Object.keys(body.data), 'this route takes no body');
}

const Nothing = z.record(z.string(), z.unknown());
const issuesMax = 20;

function refuse(part: string, names: readonly string[], detail: string): never {
  const pointers = names.length === 0 ? [''] : names.slice(0, issuesMax).map((name) => pointerPart(name));
  throw new Fault('invalid-request', `The ${part} is not valid.`, {
    issues: pointers.map((pointer) => ({ pointer, detail })),
  });
}
