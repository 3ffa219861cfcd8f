import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { WebhookId } from '../domain/webhook.ts';
import type { WebhookDelivery } from '../domain/webhook-delivery.ts';
import type { Context } from './context.ts';
import { webhookOf } from './read-webhook.ts';

/** One page of what was sent to an endpoint or waits to be, newest first. @throws Fault `not-found` for the endpoint */
export async function listDeliveries(
  context: Context,
  id: WebhookId,
  page: PageRequest,
): Promise<Page<WebhookDelivery>> {
  requireScope(context.principal, 'webhooks:read');
  const { tenantId } = await webhookOf(context, id);
  return context.deliveries.list(tenantId, id, page);
}
