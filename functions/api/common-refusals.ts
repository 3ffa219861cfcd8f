import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnvironment } from './environment.ts';
import { refusals } from './route-parts.ts';

/**
 * Documents on every route under /v1 what the steps before it may refuse, so that no route has to repeat it: the key and its
 * scope, and of a request that may have a body, the body.
 */
export function documentCommonRefusals(app: OpenAPIHono<ApiEnvironment>): void {
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route' || !definition.route.path.startsWith('/v1/')) continue;
    const { route } = definition;
    const common = route.method === 'get' ? refusals(401, 403) : refusals(400, 401, 403, 413);
    route.responses = { ...common, ...route.responses };
  }
}
