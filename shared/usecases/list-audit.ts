import type { AuditEntry } from '../domain/audit.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { AuditFilter } from '../ports/audit.ts';
import type { Context } from './context.ts';

/** One page of the tenant's audit log. */
export async function listAudit(context: Context, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>> {
  requireScope(context.principal, 'audit:read');
  return context.audit.list(context.principal.tenantId, filter, page);
}
