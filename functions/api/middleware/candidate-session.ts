import type { Context, MiddlewareHandler } from 'hono';
import { authenticateCandidate } from '../../../shared/usecases/open-invitation.ts';
import { bearerIn } from '../bearer.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';

/** Lets in a candidate who shows a session. An API key is no session, and a session no key. */
export function candidateSession(services: ApiServices): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    c.set('candidate', await authenticateCandidate(services, bearerIn(c)));
    await next();
  };
}

/** Whether a request needs no API key, because it is a candidate's. */
export function isOfCandidate(c: Context): boolean {
  return c.req.path === '/v1/invitations:open' || /^\/v1\/candidate(?:\/|$)/.test(c.req.path);
}
