import * as z from 'zod';
import { base32Of } from './base32.ts';
import { canonicalJson } from './canonical-json.ts';
import { type Sha256, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { WebhookEvent, WebhookId } from './webhook.ts';

/** `msg_` and 26 characters of Crockford base 32: derived from the event, so that announcing it again finds it. */
export const DeliveryId = z
  .string()
  .regex(/^msg_[0-9a-hjkmnp-tv-z]{26}$/, 'must be msg_ followed by 26 letters and digits')
  .brand<'DeliveryId'>();
export type DeliveryId = z.infer<typeof DeliveryId>;

/** Says what happened in ids, states, times and counts. Prose doesn't fit, so no answer and no name can slip in. */
export const EventData = z
  .record(
    z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
    z.union([z.string().regex(/^[A-Za-z0-9._:-]{1,100}$/), z.number(), z.boolean(), z.null()]),
  )
  .refine((data) => Object.keys(data).length <= limits.eventDataFieldsMax, 'has too many fields');
export type EventData = z.infer<typeof EventData>;

/** What `POST /v1/webhooks/{id}:test` sends; nobody subscribes to it. */
export const testEvent = 'webhook.test';

/** Why no HTTP status came back, or why nothing was sent at all. */
export const SendFailure = z.enum([
  'timeout',
  'unresolved',
  'forbidden-address',
  'forbidden-url',
  'connection',
  'tls',
  'unreadable-secret',
]);
export type SendFailure = z.infer<typeof SendFailure>;

/** What came of sending once: an HTTP status, or the reason why there is none. `latencyMs` is a whole number. */
export const SendOutcome = z.union([
  z.strictObject({ status: z.int().min(100).max(999), failure: z.null(), latencyMs: z.int().min(0) }),
  z.strictObject({ status: z.null(), failure: SendFailure, latencyMs: z.int().min(0) }),
]);
export type SendOutcome = z.infer<typeof SendOutcome>;

export const DeliveryAttempt = z.strictObject({
  at: Timestamp,
  status: z.int().nullable(),
  failure: SendFailure.nullable(),
  latencyMs: z.int().min(0),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/**
 * An event on its way to one endpoint. `tries` counts the attempts of the present round: a replay starts another one.
 * While it is pending, nobody sends it before `nextAttemptAt`; whoever sends it moves that time ahead, to `claimedUntil`. Of
 * its attempts the newest are kept. `revision` counts the writes since the first, which is 1.
 */
export const WebhookDelivery = z
  .strictObject({
    id: DeliveryId,
    tenantId: TenantId,
    webhookId: WebhookId,
    type: z.union([WebhookEvent, z.literal(testEvent)]),
    data: EventData,
    createdAt: Timestamp,
    state: z.enum(['pending', 'delivered', 'failed']),
    failedBecause: z.enum(['attempts-used-up', 'endpoint-gone', 'endpoint-disabled']).nullable(),
    tries: z.int().min(0),
    attempts: z.array(DeliveryAttempt).max(limits.deliveryAttemptsKept),
    nextAttemptAt: Timestamp.nullable(),
    claimedUntil: Timestamp.nullable(),
    revision: z.int().min(1),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** Names one delivery. */
export type DeliveryRef = Pick<WebhookDelivery, 'tenantId' | 'webhookId' | 'id'>;

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/** The pauses after each failed attempt, before jitter: eight attempts within 24 h 35 min, up to a tenth more with it. */
export const retryPausesMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 7 * hour, 10 * hour] as const;
const jitterMax = 0.1;

/** How long somebody who sends a delivery has it alone: longer than sending may take. */
export const leaseMs = minute;

/** How long deliveries are kept after they were made, and so how long the same event is known again. */
export const deliveriesKeptMs = 30 * 24 * hour;

/** One event, one endpoint, one id: `key` names the event within its tenant. */
export function deliveryIdOf(
  { tenantId, webhookId, key }: { tenantId: TenantId; webhookId: WebhookId; key: string },
  sha256: (text: string) => Sha256,
): DeliveryId {
  const hash = sha256(canonicalJson({ tenantId, webhookId, key }));
  const bytes = Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16));
  return DeliveryId.parse(`msg_${base32Of(bytes)}`);
}

/** The body that is sent and signed, the same at every attempt. */
export function payloadOf({ type, createdAt, data }: WebhookDelivery): string {
  return JSON.stringify({ type, timestamp: createdAt, data });
}

/** Whether it waits to be sent at a moment and nobody is sending it. */
export function isDue({ state, nextAttemptAt }: WebhookDelivery, now: Timestamp): boolean {
  return state === 'pending' && nextAttemptAt !== null && nextAttemptAt <= now;
}

/** Whether somebody has it in hand at a moment. */
export function isBeingSent({ claimedUntil }: WebhookDelivery, now: Timestamp): boolean {
  return claimedUntil !== null && now < claimedUntil;
}

/** The delivery in the hands of one who sends it now. If they vanish, it is due again after `leaseMs`. */
export function claimed(delivery: WebhookDelivery, now: Date): WebhookDelivery {
  const claimedUntil = later(now, leaseMs);
  return { ...delivery, nextAttemptAt: claimedUntil, claimedUntil, revision: delivery.revision + 1 };
}

/**
 * The delivery after an attempt: 2xx is success, 410 the end, anything else is tried again after the next pause until there
 * is none. `random` is 0 to 1 and spreads the pauses, so that what failed together does not come back together.
 */
export function afterAttempt(
  delivery: WebhookDelivery,
  attempt: DeliveryAttempt,
  now: Date,
  random: number,
): WebhookDelivery {
  const attempts = [...delivery.attempts, attempt].slice(-limits.deliveryAttemptsKept);
  const tried = { ...released(delivery), attempts, tries: delivery.tries + 1 };
  const status = attempt.status ?? 0;
  if (status >= 200 && status < 300) return { ...tried, state: 'delivered' };
  if (status === 410) return { ...tried, state: 'failed', failedBecause: 'endpoint-gone' };
  const pauseMs = retryPausesMs[delivery.tries];
  if (pauseMs === undefined) return { ...tried, state: 'failed', failedBecause: 'attempts-used-up' };
  return { ...tried, nextAttemptAt: later(now, Math.round(pauseMs * (1 + jitterMax * random))) };
}

/** The delivery when its endpoint is disabled or was deleted: nothing is sent. */
export function unsendable(delivery: WebhookDelivery): WebhookDelivery {
  return { ...released(delivery), state: 'failed', failedBecause: 'endpoint-disabled' };
}

/** The delivery due once more, with all its attempts ahead of it, whatever became of it before. */
export function replayed(delivery: WebhookDelivery, now: Date): WebhookDelivery {
  const due = { state: 'pending', failedBecause: null, tries: 0, nextAttemptAt: later(now, 0) } as const;
  return { ...released(delivery), ...due };
}

function released(delivery: WebhookDelivery): WebhookDelivery {
  return { ...delivery, nextAttemptAt: null, claimedUntil: null, revision: delivery.revision + 1 };
}

function later(now: Date, ms: number): Timestamp {
  return new Date(now.getTime() + ms).toISOString();
}
