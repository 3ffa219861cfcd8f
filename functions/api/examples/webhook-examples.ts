import type * as z from 'zod';
import type {
  DeliveryPage,
  DeliveryReply,
  WebhookChange,
  WebhookPage,
  WebhookReply,
  WebhookRequest,
  WebhookSecretReply,
} from '../contracts/webhooks.ts';

/* What the documentation shows of /v1/webhooks: one endpoint, from its creation to a delivery that came back. */

export const newWebhook: z.input<typeof WebhookRequest> = {
  url: 'https://hooks.example.com/markscheme',
  description: 'Tells the applicant tracking system',
  events: ['batch.completed', 'batch.stopped'],
};

export const changedChoices: z.input<typeof WebhookChange> = {
  events: ['batch.completed', 'batch.stopped', 'batch.cancelled'],
  status: 'active',
};

const created: z.input<typeof WebhookReply> = {
  id: 'whk_5x0tqz1m8c7w3e9vj2r4k6n8hd',
  url: 'https://hooks.example.com/markscheme',
  description: 'Tells the applicant tracking system',
  events: ['batch.completed', 'batch.stopped'],
  status: 'active',
  disabledBecause: null,
  createdAt: '2026-03-14T08:12:07.431Z',
  previousSecretExpiresAt: null,
};

export const createdWebhook: z.input<typeof WebhookSecretReply> = {
  ...created,
  signingSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwc3R2cGljdHM=',
};

export const changedWebhook: z.input<typeof WebhookReply> = {
  ...created,
  events: ['batch.completed', 'batch.stopped', 'batch.cancelled'],
};

export const rotatedWebhook: z.input<typeof WebhookSecretReply> = {
  ...changedWebhook,
  signingSecret: 'whsec_Zm9ydHktdHdvIHJhbmRvbSBieXRlcywgbW9yZSBvciA=',
  previousSecretExpiresAt: '2026-03-16T09:00:00.000Z',
};

export const webhookPage: z.input<typeof WebhookPage> = { items: [changedWebhook], nextCursor: null };

export const testDelivery: z.input<typeof DeliveryReply> = {
  id: 'msg_2m8c7w3e9vj2r4k6n8hd5x0tqz',
  webhookId: created.id,
  type: 'webhook.test',
  data: { webhookId: created.id },
  createdAt: '2026-03-14T08:13:00.000Z',
  state: 'delivered',
  failedBecause: null,
  tries: 1,
  attempts: [{ at: '2026-03-14T08:13:00.004Z', status: 204, failure: null, latencyMs: 87 }],
  nextAttemptAt: null,
};

export const waitingDelivery: z.input<typeof DeliveryReply> = {
  ...testDelivery,
  id: 'msg_7w3e9vj2r4k6n8hd5x0tqz1m8c',
  type: 'batch.completed',
  data: {
    batchId: 'bat_4k6n8hd5x0tqz1m8c7w3e9vj2r',
    state: 'completed-with-failures',
    run: 1,
    queued: 0,
    grading: 0,
    graded: 1161,
    needsReview: 38,
    failed: 1,
    erased: 0,
  },
  createdAt: '2026-03-15T17:40:21.950Z',
  state: 'pending',
  tries: 2,
  attempts: [
    { at: '2026-03-15T17:40:22.014Z', status: 502, failure: null, latencyMs: 341 },
    { at: '2026-03-15T17:40:27.733Z', status: null, failure: 'timeout', latencyMs: 15_002 },
  ],
  nextAttemptAt: '2026-03-15T17:45:51.120Z',
};

export const deliveryPage: z.input<typeof DeliveryPage> = { items: [waitingDelivery, testDelivery], nextCursor: null };
