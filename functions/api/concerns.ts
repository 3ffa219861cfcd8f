import type { Context } from 'hono';
import type { ApiEnvironment } from './environment.ts';

/**
 * Says that the reply is about a candidate, for every route that may show one: what is kept of the reply, for whoever sends the
 * request again, then goes with all else when that person is erased. Null is nobody.
 */
export function concerns(c: Context<ApiEnvironment>, candidate: string | null): void {
  if (candidate !== null) c.set('people', [...new Set(c.get('people')).add(candidate)]);
}
