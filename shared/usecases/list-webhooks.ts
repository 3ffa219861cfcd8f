import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { Context } from './context.ts';

/** One page of the tenant's webhook endpoints, oldest first. */
export async function listWebhooks(context: Context, page: PageRequest): Promise<Page<Webhook>> {
  requireScope(context.principal, 'webhooks:read');
  return context.webhooks.list(context.principal.tenantId, page);
}
