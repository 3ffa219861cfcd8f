import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { ApiEnvironment } from './environment.ts';
import { onceMethods } from './middleware/idempotency.ts';
import type { ProblemName } from './problem.ts';
import { problemsOf } from './route-parts.ts';

/**
 * Documents, for every route under /v1 that wants a key and is registered from here on, the header that `idempotency` reads and what it
 * answers: in one place, so that no route can forget it.
 */
export function documentIdempotency(registry: OpenAPIHono<ApiEnvironment>['openAPIRegistry']): void {
  const register = registry.registerPath.bind(registry);
  registry.registerPath = (route) =>
    register(
      route.path.startsWith('/v1/') &&
        route.security?.some((needed) => 'key' in needed) !== false &&
        onceMethods.has(route.method.toUpperCase())
        ? withKey(route)
        : route,
    );
}

const keyHeader = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .openapi({
    example: '3f0c6a52-5c1e-4b6e-9d1e-0f8f5b1d2c3a',
    param: {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409).',
    },
  });

const replayed = z.object({
  'Idempotent-Replayed': z
    .literal('true')
    .optional()
    .openapi({ description: 'The reply of an earlier request with this Idempotency-Key.' }),
});

function withKey(route: RouteConfig): RouteConfig {
  const given = route.request?.headers;
  const headers = given instanceof z.ZodObject ? given : z.object({});
  const responses = Object.entries(route.responses).map(([status, response]) => {
    if (!status.startsWith('2') || '$ref' in response) return [status, response];
    const own = response.headers instanceof z.ZodObject ? response.headers : z.object({});
    return [status, { ...response, headers: own.extend(replayed.shape) }];
  });
  const own: ProblemName[] = '409' in route.responses ? ['conflict'] : [];
  const conflicts = problemsOf(...own, 'idempotency-conflict');
  return {
    ...route,
    request: { ...route.request, headers: headers.extend({ 'Idempotency-Key': keyHeader }) },
    responses: { ...Object.fromEntries(responses), 409: conflicts },
  };
}
