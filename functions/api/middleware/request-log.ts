import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Log } from '../../../shared/ports/log.ts';
import type { ApiEnvironment } from '../environment.ts';

/** Logs one wide event for each request, when it has been answered. */
export function requestLog(log: Log): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const principal = c.get('principal');
    log.event({
      requestId: c.get('requestId'),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      latencyMs: Math.round(performance.now() - startedAt),
      tenantId: (principal ?? c.get('candidate'))?.tenantId ?? null,
      keyId: principal?.keyId ?? null,
      fault: c.get('fault') ?? null,
    });
  };
}
