import * as z from 'zod';
import { Timestamp } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { shortText } from '../../../shared/domain/short-name.ts';
import { Webhook, WebhookEvent, WebhookUrl, webhookEvents } from '../../../shared/domain/webhook.ts';
import { WebhookDelivery } from '../../../shared/domain/webhook-delivery.ts';
import { PageQuery, pageOf } from '../contract.ts';

const { status } = Webhook.shape;
const description = shortText(limits.webhookDescriptionCharsMax);
const events = z.array(WebhookEvent).min(1).max(webhookEvents.length);

/** Where to send what. */
export const WebhookRequest = z
  .strictObject({ url: WebhookUrl, description: description.default(''), events })
  .meta({ id: 'WebhookRequest' });

/** What is to change; the rest stays. */
export const WebhookChange = z
  .strictObject({
    url: WebhookUrl.exactOptional(),
    description: description.exactOptional(),
    events: events.exactOptional(),
    status: status.exactOptional(),
  })
  .meta({ id: 'WebhookChange' });

/** An endpoint as its owner sees it: secrets are in the reply to their making alone, which an Idempotency-Key shows again for 24 hours. */
export const WebhookReply = Webhook.omit({ tenantId: true, secret: true, previousSecret: true, revision: true })
  .extend({ previousSecretExpiresAt: Timestamp.nullable() })
  .meta({ id: 'WebhookReply' });

/** An endpoint with a secret that was made just now. */
export const WebhookSecretReply = WebhookReply.extend({ signingSecret: z.string().startsWith('whsec_') }).meta({
  id: 'WebhookSecretReply',
});

export const DeliveryReply = WebhookDelivery.omit({ tenantId: true, revision: true, claimedUntil: true }).meta({
  id: 'WebhookDeliveryReply',
});

export const WebhookListQuery = z.strictObject(PageQuery);
export const WebhookPage = pageOf(WebhookReply).meta({ id: 'WebhookPage' });
export const DeliveryPage = pageOf(DeliveryReply).meta({ id: 'WebhookDeliveryPage' });

/** What an owner may see of an endpoint. */
export function webhookReply(webhook: Webhook): z.infer<typeof WebhookReply> {
  const { tenantId: _t, secret: _s, revision: _r, previousSecret, ...shown } = webhook;
  return WebhookReply.parse({ ...shown, previousSecretExpiresAt: previousSecret?.expiresAt ?? null });
}

/** What an owner may see of a delivery. */
export function deliveryReply(delivery: WebhookDelivery): z.infer<typeof DeliveryReply> {
  const { tenantId: _t, revision: _r, claimedUntil: _c, ...shown } = delivery;
  return DeliveryReply.parse(shown);
}
