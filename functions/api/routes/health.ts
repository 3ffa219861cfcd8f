import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type * as z from 'zod';
import { HealthReply } from '../contract.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { jsonReply } from '../route-parts.ts';

const healthy: z.input<typeof HealthReply> = {
  status: 'ok',
  version: '0.1.0',
  judge: 'offline',
  model: null,
  storage: 'reachable',
};

const health = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Service'],
  summary: 'Whether the service can work, and which judge serves',
  security: [],
  responses: {
    200: jsonReply('It can.', HealthReply, healthy),
    503: jsonReply('The storage does not answer.', HealthReply, {
      ...healthy,
      status: 'degraded',
      storage: 'unreachable',
    }),
  },
});

/** `/health`, the one route besides the documents that needs no key. */
export function healthRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(health, async (c) => {
    const isReachable = await services.probe.isReachable();
    const body = HealthReply.parse({
      status: isReachable ? 'ok' : 'degraded',
      version: services.version,
      judge: services.model === null ? 'offline' : 'llm',
      model: services.model?.name ?? null,
      storage: isReachable ? 'reachable' : 'unreachable',
    });
    return isReachable ? c.json(body, 200) : c.json(body, 503);
  });
}
