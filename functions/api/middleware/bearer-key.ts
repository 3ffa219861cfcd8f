import type { Context, MiddlewareHandler } from 'hono';
import type { RateStanding } from '../../../shared/domain/rate-limit.ts';
import { admit, RateLimited } from '../../../shared/usecases/authenticate.ts';
import { bearerIn } from '../bearer.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';

/**
 * Lets in who shows a key and has not used it too often, and tells later handlers who that is. Whatever is answered then
 * says how much of the limit is left (draft-ietf-httpapi-ratelimit-headers-10): the quota, and until when it is whole again.
 */
export function bearerKey(services: ApiServices): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    try {
      const { principal, rate } = await admit(services, bearerIn(c), services.rateLimit);
      c.set('principal', principal);
      await next();
      if (rate !== null) tell(c, rate);
    } catch (error) {
      if (error instanceof RateLimited) tell(c, error.rate);
      throw error;
    }
  };
}

function tell(c: Context, { limit, remaining, fullAfterSeconds }: RateStanding): void {
  c.header('RateLimit-Policy', `"default";q=${limit.requests};w=${limit.windowSeconds}`);
  c.header('RateLimit', `"default";r=${remaining};t=${fullAfterSeconds}`);
}
