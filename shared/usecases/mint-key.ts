import { Fault } from '../domain/fault.ts';
import { keyState } from '../domain/key-life.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { type KeyChoices, type KeyContext, type KeyWithSecret, newKey } from './new-key.ts';
import { refuseOutliving } from './refuse-outliving.ts';
import { refusePast } from './refuse-past.ts';

/**
 * Makes a key of the principal's tenant and returns it, the only time that it can be seen. Nobody can give away what they
 * may not do themselves, nor for longer than they may. Of several that come at once one more may be made than `limits.keysMax`.
 *
 * @throws Fault `forbidden` for a scope that the principal lacks and an end later than its own, `invalid-request` for none and for an expiry that is past,
 * `conflict` when the tenant has as many keys in force as it may
 */
export async function mintKey(context: KeyContext, choices: KeyChoices): Promise<KeyWithSecret> {
  requireScope(context.principal, 'keys:write');
  const { tenantId, scopes: held } = context.principal;
  if (choices.scopes.length === 0) throw new Fault('invalid-request', 'A key needs a role or scopes.');
  const lacking = choices.scopes.find((scope) => !held.includes(scope));
  if (lacking !== undefined) {
    throw new Fault('forbidden', `This key lacks the scope ${lacking}, and so can't give it.`);
  }
  refusePast(context, choices.expiresAt);
  await refuseOutliving(context, choices.expiresAt);
  const now = timestampOf(context.clock());
  const inForce = (await context.keys.all(tenantId)).filter((key) => keyState(key, now) === 'active');
  if (inForce.length >= limits.keysMax) {
    throw new Fault('conflict', `There are ${limits.keysMax} keys in force already; revoke one first.`);
  }
  const made = newKey(context, tenantId, choices);
  if ((await context.keys.create(made.key)) === 'exists') {
    throw new Fault('conflict', 'The id of the key is taken; try again.', { isPassing: true });
  }
  return made;
}
