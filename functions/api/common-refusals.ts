import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnvironment } from './environment.ts';
import { refusals } from './route-parts.ts';

/**
 * Documents on every route under /v1 what the steps before it may refuse, so that no route has to repeat it: the query,
 * the key, its limit and its scope, and of a request that may have a body, the body. What candidates send has no key, so no limit either.
 */
export function documentCommonRefusals(app: OpenAPIHono<ApiEnvironment>): void {
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route' || !definition.route.path.startsWith('/v1/')) continue;
    const { route } = definition;
    const ofKey = route.security?.some((needed) => 'key' in needed) === false ? [401, 403] : [401, 403, 429];
    const common = route.method === 'get' ? refusals(400, ...ofKey) : refusals(400, ...ofKey, 413, 415);
    route.responses = { ...common, ...route.responses };
  }
}
