import { Fault } from './fault.ts';
import { KeyId, type TenantId } from './ids.ts';

/** What a key may do, one scope per resource and verb. A key without scopes may do nothing. */
export const scopes = [
  'questions:read',
  'questions:write',
  'evaluations:read',
  'evaluations:write',
  'evaluations:review',
  'evaluations:appeal',
  'agreement:read',
  'agreement:write',
  'analytics:read',
  'batches:read',
  'batches:write',
  'regrades:read',
  'regrades:write',
  'webhooks:read',
  'webhooks:write',
  'assessments:read',
  'assessments:write',
  'submissions:read',
  'keys:read',
  'keys:write',
  'settings:read',
  'settings:write',
  'usage:read',
  'people:read',
  'people:erase',
  'audit:read',
] as const;
export type Scope = (typeof scopes)[number];

/** The scopes in the order of the closed list, each once. */
export function distinctScopes(given: readonly Scope[]): Scope[] {
  return scopes.filter((scope) => given.includes(scope));
}

/** Who makes a request: a key of one tenant, with the scopes it was given. */
export interface Principal {
  readonly tenantId: TenantId;
  readonly keyId: KeyId;
  readonly scopes: readonly Scope[];
  /** Set where the secret shown is the one before a rotation, which whoever made the rotation may have ceased to trust. */
  readonly secret?: 'previous';
}

/**
 * Who runs the installation and works on a tenant without a key: everything is allowed to them, because they hold the table.
 * The id is that of no key: real ones are drawn at random.
 */
export function operatorOf(tenantId: TenantId): Principal {
  return { tenantId, keyId: KeyId.parse('0'.repeat(16)), scopes };
}

/**
 * Lets a principal do what the scope stands for. The secret before a rotation manages no keys while it still opens: otherwise
 * whoever has it could rotate once more and lock the rightful holder out.
 *
 * @throws Fault `forbidden` when the principal's key lacks the scope, or the scope is `keys:write` and the secret the previous
 */
export function requireScope(principal: Principal, scope: Scope): void {
  requireHeld(principal, scope);
  if (scope !== 'keys:write' || principal.secret !== 'previous') return;
  throw new Fault('forbidden', 'This secret was replaced by a rotation and manages keys no more; use the new one.');
}

/** The same for what has been done already: whichever secret is shown. @throws Fault `forbidden` */
export function requireHeld(principal: Principal, scope: Scope): void {
  if (!principal.scopes.includes(scope)) throw new Fault('forbidden', `This key lacks the scope ${scope}.`);
}
