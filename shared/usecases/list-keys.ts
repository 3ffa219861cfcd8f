import type { ApiKey } from '../domain/api-key.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { KeyContext } from './new-key.ts';

/** One page of the tenant's keys, newest first, with those that have expired or were revoked. */
export async function listKeys(context: KeyContext, page: PageRequest): Promise<Page<ApiKey>> {
  requireScope(context.principal, 'keys:read');
  return context.keys.list(context.principal.tenantId, page);
}
