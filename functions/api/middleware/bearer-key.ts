import type { MiddlewareHandler } from 'hono';
import { authenticate } from '../../../shared/usecases/authenticate.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';

/** Lets in who shows a key, and tells later handlers who that is. */
export function bearerKey(services: ApiServices): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    const match = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '');
    c.set('principal', await authenticate(services, match?.[1] ?? null));
    await next();
  };
}
