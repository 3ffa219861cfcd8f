import type { Principal } from '../domain/principal.ts';
import { modelOfTenant } from './budget-of-tenant.ts';
import type { Context, Services } from './context.ts';

/** The services on behalf of somebody, whose tenant's budget a model is asked from. */
export function onBehalfOf<Wider extends Services>(services: Wider, principal: Principal): Wider & Context {
  return { ...services, principal, model: modelOfTenant(services, principal.tenantId) };
}
