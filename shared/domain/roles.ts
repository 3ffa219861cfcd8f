import * as z from 'zod';
import { type Scope, scopes } from './principal.ts';

export const Role = z.enum(['owner', 'recruiter', 'reviewer', 'integrator']).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/**
 * The scopes that each role stands for. A key keeps the scopes of the day it was made: what a role means can change with a
 * release, and no key may gain by that.
 *
 * - `owner`: everything.
 * - `recruiter`: runs assessments and decides on their results. Makes no keys, changes no settings, sends nothing to servers
 *   elsewhere, and neither erases people nor reads the log of what everybody did.
 * - `reviewer`: reads what marks are made of, confirms or overrides them, and releases results. Raises no appeals, because
 *   it decides on them.
 * - `integrator`: a machine, such as an applicant tracking system: brings in and takes out whatever grading needs, passes
 *   on appeals, and is told of events. It reviews and releases nothing: both are the word of a person.
 */
export const roleScopes: Readonly<Record<Role, readonly Scope[]>> = {
  owner: scopes,
  recruiter: without([
    ...(['keys:read', 'keys:write', 'settings:write'] as const),
    ...(['webhooks:read', 'webhooks:write', 'people:erase', 'audit:read'] as const),
  ]),
  reviewer: [
    'questions:read',
    'evaluations:read',
    'evaluations:review',
    'agreement:read',
    'analytics:read',
    'batches:read',
    'regrades:read',
    'assessments:read',
    'submissions:read',
  ],
  integrator: without([
    ...(['evaluations:review', 'keys:read', 'keys:write', 'settings:read', 'settings:write'] as const),
    ...(['people:read', 'people:erase', 'audit:read'] as const),
  ]),
};

/** The role that stands for exactly these scopes today; null where none does. */
export function roleOf(held: readonly Scope[]): Role | null {
  const isSame = (role: Role): boolean =>
    roleScopes[role].length === new Set(held).size && roleScopes[role].every((scope) => held.includes(scope));
  return Role.options.find(isSame) ?? null;
}

function without(refused: readonly Scope[]): Scope[] {
  return scopes.filter((scope) => !refused.includes(scope));
}
