import type { Context } from 'hono';
import type { Context as UseCaseContext } from '../../shared/usecases/context.ts';
import { onBehalfOf } from '../../shared/usecases/on-behalf-of.ts';
import type { ApiEnvironment, ApiServices } from './environment.ts';

/** The services, on behalf of whoever sent the request. */
export function contextOf(c: Context<ApiEnvironment>, services: ApiServices): UseCaseContext {
  return onBehalfOf(services, c.get('principal'));
}
