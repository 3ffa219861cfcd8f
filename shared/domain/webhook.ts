import * as z from 'zod';
import { TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';

/**
 * What an endpoint can be told of. `batch.completed` says in its `state` whether rows failed, and
 * `evaluation.reviewed` in its `kind` what a person decided.
 */
export const webhookEvents = [
  'batch.completed',
  'batch.stopped',
  'batch.cancelled',
  'batch.unreadable',
  'evaluation.reviewed',
  'appeal.opened',
] as const;
export const WebhookEvent = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** `whk_` and 26 characters of Crockford base 32. */
export const WebhookId = z
  .string()
  .regex(/^whk_[0-9a-hjkmnp-tv-z]{26}$/, 'must be whk_ followed by 26 letters and digits')
  .brand<'WebhookId'>();
export type WebhookId = z.infer<typeof WebhookId>;

/**
 * Where events are sent. Whether an address may be reached from here is for the sender to say; this is only what no
 * sender accepts: another scheme, a user name or password, which would end up in logs, and a fragment, which is never sent.
 */
export const WebhookUrl = z
  .url({ protocol: /^https?$/, error: 'must be an https URL' })
  .max(limits.webhookUrlCharsMax, `must have at most ${limits.webhookUrlCharsMax} characters`)
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && url.username === '' && url.password === '' && url.hash === '';
  }, 'must have no user name, password or fragment');

/** A secret as it is kept: sealed, so that a stolen table signs nothing. */
export const SealedSecret = z.string().min(1).max(2_000).brand<'SealedSecret'>();
export type SealedSecret = z.infer<typeof SealedSecret>;

/**
 * A URL of a tenant and what it wants to be told. `previousSecret` is the one before the last rotation: it signs beside the
 * current one until it expires. An endpoint is disabled by its owner or because it said that it is `gone` (HTTP 410).
 * `revision` counts the writes since the first, which is 1.
 */
export const Webhook = z
  .strictObject({
    id: WebhookId,
    tenantId: TenantId,
    url: WebhookUrl,
    description: z.string().max(limits.webhookDescriptionCharsMax),
    events: z.array(WebhookEvent).min(1).max(webhookEvents.length),
    status: z.enum(['active', 'disabled']),
    disabledBecause: z.enum(['owner', 'gone']).nullable(),
    secret: SealedSecret,
    previousSecret: z.strictObject({ secret: SealedSecret, expiresAt: Timestamp }).nullable(),
    createdAt: Timestamp,
    revision: z.int().min(1),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

/** What an owner decides about an endpoint. */
export interface WebhookChoices {
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEvent[];
  readonly status: Webhook['status'];
}

/** The random bytes of an id and of a secret. */
export const webhookIdBytes = 16;
export const webhookSecretBytes = 32;

/** How long the secret before a rotation goes on signing. */
export const secretOverlapMs = 24 * 60 * 60 * 1000;

/** Writes a secret down as Standard Webhooks has it: `whsec_` and base 64. */
export function formatSecret(bytes: Uint8Array): string {
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** The endpoint as its owner wants it from now on. Enabling forgets why it was disabled. */
export function withChoices(webhook: Webhook, choices: Partial<WebhookChoices>): Webhook {
  const { url, description, events, status } = { ...webhook, ...choices };
  const isAsBefore = status === webhook.status;
  const disabledBecause = isAsBefore ? webhook.disabledBecause : status === 'disabled' ? 'owner' : null;
  const next = { ...webhook, url, description, events: distinct(events), status, disabledBecause };
  return { ...next, revision: webhook.revision + 1 };
}

/** The endpoint with a new secret. The one that it had signs beside it for a day; one that was on its way out stops now. */
export function withNewSecret(webhook: Webhook, secret: SealedSecret, now: Date): Webhook {
  const expiresAt = new Date(now.getTime() + secretOverlapMs).toISOString();
  return { ...webhook, secret, previousSecret: { secret: webhook.secret, expiresAt }, revision: webhook.revision + 1 };
}

/** The endpoint after it said that it is gone for good. */
export function goneForGood(webhook: Webhook): Webhook {
  return { ...webhook, status: 'disabled', disabledBecause: 'gone', revision: webhook.revision + 1 };
}

/** The secrets that sign at a moment, the current one first. */
export function signingSecrets({ secret, previousSecret }: Webhook, now: Timestamp): SealedSecret[] {
  return previousSecret !== null && now < previousSecret.expiresAt ? [secret, previousSecret.secret] : [secret];
}

/** Events in the order of the closed list, each once. */
export function distinct(events: readonly WebhookEvent[]): WebhookEvent[] {
  return webhookEvents.filter((event) => events.includes(event));
}
