import type { SealedText } from '../domain/idempotency.ts';
import type { TenantId, Timestamp } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { SealedSecret, Webhook, WebhookId } from '../domain/webhook.ts';
import type { DeliveryRef, SendOutcome, WebhookDelivery } from '../domain/webhook-delivery.ts';

/** Webhook endpoints of a tenant. */
export interface WebhookStore {
  find(tenantId: TenantId, id: WebhookId): Promise<Webhook | undefined>;
  /** All of the tenant, every finished write included; oldest first. */
  all(tenantId: TenantId): Promise<readonly Webhook[]>;
  /** Oldest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<Webhook>>;
  create(webhook: Webhook): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one or there is none; nothing is changed then. */
  replace(webhook: Webhook): Promise<'replaced' | 'stale'>;
  /** Erases an endpoint. Nothing happens where there is none. */
  erase(tenantId: TenantId, id: WebhookId): Promise<void>;
  /** Erases an endpoint as it is. `stale` when its revision is another one or there is none; nothing is changed then. */
  eraseAsIs(webhook: Webhook): Promise<'erased' | 'stale'>;
}

/** Events on their way to webhook endpoints, and what became of them. */
export interface DeliveryStore {
  find(ref: DeliveryRef): Promise<WebhookDelivery | undefined>;
  /** Of one endpoint, newest first. */
  list(tenantId: TenantId, webhookId: WebhookId, page: PageRequest): Promise<Page<WebhookDelivery>>;
  /**
   * At most `limit` of all tenants that wait to be sent at a moment, the longest waiting first. `unreadable` says why some
   * of them can't be read, and keeps no other from being sent.
   */
  due(
    now: Timestamp,
    limit: number,
  ): Promise<{ readonly refs: readonly DeliveryRef[]; readonly unreadable: readonly unknown[] }>;
  /** `exists` when there is one of its id for the endpoint already; nothing is changed then. */
  create(delivery: WebhookDelivery): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  replace(delivery: WebhookDelivery): Promise<'replaced' | 'stale'>;
}

/** One event for one URL, signed by each of the secrets. `at` is the time of the attempt. */
export interface WebhookMessage {
  readonly id: string;
  readonly url: string;
  readonly payload: string;
  readonly at: Date;
  readonly secrets: readonly string[];
}

/** Sends events to where tenants want them. */
export interface WebhookSender {
  /** Why no event can ever be sent to this URL, as far as the URL itself shows; null when it may work. */
  objectionTo(url: string): string | null;
  /** Sends once, within a time limit, and reports every failure as an outcome. It throws on a bug only. */
  send(message: WebhookMessage): Promise<SendOutcome>;
}

/** Keeps secrets that have to be used again. `owner` is whose secret it is: only the same owner's opens. */
export interface SecretSealer {
  seal(secret: string, owner: string): SealedSecret;
  /** Null when it was sealed for another owner or by another installation secret. */
  open(sealed: SealedSecret, owner: string): string | null;
  /** As `seal`, for a text of any length. Who does not know all of `owner` can't open it, and so can't we. */
  sealText(text: string, owner: string): SealedText;
  openText(sealed: SealedText, owner: string): string | null;
}
