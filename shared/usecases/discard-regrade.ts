import { Fault } from '../domain/fault.ts';
import type { RegradeId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Regrade } from '../domain/regrade.ts';
import type { Context } from './context.ts';
import { regradeOf } from './read-regrade.ts';

/**
 * Gives a previewed regrade up, so that nobody applies it any more; a discarded one stays so. What it would have done can still
 * be read.
 *
 * @throws Fault `not-found`; `conflict` once it is being applied
 */
export async function discardRegrade(context: Context, id: RegradeId): Promise<Regrade> {
  requireScope(context.principal, 'regrades:write');
  const regrade = await regradeOf(context, id);
  if (regrade.state === 'discarded') return regrade;
  const discarded: Regrade = { ...regrade, state: 'discarded', revision: regrade.revision + 1 };
  if (regrade.state === 'previewed' && (await context.regrades.replace(regrade, discarded)) === 'replaced')
    return discarded;
  throw new Fault('conflict', `The regrade ${id} is being applied, or was applied.`);
}
