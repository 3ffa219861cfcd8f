import { Fault } from '../domain/fault.ts';
import type { RegradeId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Regrade } from '../domain/regrade.ts';
import type { Context } from './context.ts';
import type { RegradeWithEntries } from './preview-regrade.ts';

/** A regrade with what it does to each answer. @throws Fault `not-found` for a missing one and another tenant's alike */
export async function readRegrade(context: Context, id: RegradeId): Promise<RegradeWithEntries> {
  requireScope(context.principal, 'regrades:read');
  const regrade = await regradeOf(context, id);
  return { regrade, entries: await context.regrades.entries(context.principal.tenantId, id) };
}

/** A regrade of the principal's tenant. The scope is the caller's to require. @throws Fault `not-found` */
export async function regradeOf(context: Context, id: RegradeId): Promise<Regrade> {
  const regrade = await context.regrades.find(context.principal.tenantId, id);
  if (regrade === undefined) throw new Fault('not-found', `No regrade ${id}.`);
  return regrade;
}
