import type { ChainEnd } from '../domain/audit.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import { type CheckedChain, checkChain } from './check-chain.ts';
import type { Context } from './context.ts';

/** Checks the tenant's audit chain, or `limits.auditEntriesCheckedMax` entries of it and where to go on. */
export async function verifyAudit(
  context: Context,
  after: ChainEnd | null,
  known: ChainEnd | null,
): Promise<CheckedChain> {
  requireScope(context.principal, 'audit:read');
  return checkChain(context, context.principal.tenantId, { after, known, entriesMax: limits.auditEntriesCheckedMax });
}
