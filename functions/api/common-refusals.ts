import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { ApiEnvironment } from './environment.ts';
import { refusals } from './route-parts.ts';

/**
 * Documents on every route under /v1 what the steps before it may refuse, so that no route has to repeat it: the query; the
 * key, its limit and its scope, or the session of a candidate, which has neither; and of a request that may have a body, the
 * body.
 */
export function documentCommonRefusals(app: OpenAPIHono<ApiEnvironment>): void {
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route' || !definition.route.path.startsWith('/v1/')) continue;
    const { route } = definition;
    const ofCaller = refusedFor(route.security);
    const common = route.method === 'get' ? refusals(400, ...ofCaller) : refusals(400, ...ofCaller, 413, 415);
    route.responses = { ...common, ...route.responses };
  }
}

// A route that says nothing takes what the document demands everywhere: a key.
function refusedFor(security: RouteConfig['security']): number[] {
  if (security?.some((needed) => 'key' in needed) !== false) return [401, 403, 429];
  return security.length === 0 ? [] : [401];
}
