import { expect, test } from 'vitest';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { WebhookSecretReply } from '../../../functions/api/contracts/webhooks.ts';
import { webhookSender } from '../../../shared/adapters/webhooks/webhook-sender.ts';
import { webhookEvents } from '../../../shared/domain/webhook.ts';
import { changeBatch } from '../../../shared/usecases/change-batch.ts';
import { deliverDue } from '../../../shared/usecases/deliver-due.ts';
import { finishBatch } from '../../../shared/usecases/finish-batch.ts';
import { sweepBatches } from '../../../shared/usecases/sweep-batches.ts';
import { bodyOf, useApi } from '../../support/api.ts';
import { startReceiver, verified } from '../../support/webhook-receiver.ts';

const api = useApi();
const row = { question: 'Why does it fall?', reference_answer: 'Gravity pulls it down.', candidate: 'Ada Lovelace' };
const rows = [
  { ...row, answer: 'Gravity pulls it down.' },
  { ...row, answer: 'The wind, I think.' },
];

async function newSubscriber() {
  const receiver = await startReceiver();
  const caller = await api.newCaller({ services: { webhookSender: webhookSender({ reach: 'anywhere' }) } });
  const made = await caller.post('/v1/webhooks', { url: receiver.url, events: webhookEvents });
  const { signingSecret } = bodyOf(made, 201, WebhookSecretReply);
  const start = async (body: unknown) => bodyOf(await caller.post('/v1/batches', body), 202, BatchReply).id;
  const read = async (id: string) => bodyOf(await caller.get(`/v1/batches/${id}`), 200, BatchReply);
  const told = async (): Promise<unknown[]> => {
    await deliverDue(caller.services, { limit: 100 });
    return receiver.received.map((request) => verified(signingSecret, request));
  };
  return { caller, receiver, start, read, told };
}

test('a batch that is complete is told of once, with its counts and with nothing of its answers', async () => {
  const { caller, receiver, start, read, told } = await newSubscriber();
  const id = await start({ name: 'Intake', rows });
  await caller.idle();
  await sweepBatches(caller.services);
  const { counts } = await read(id);
  const data = { batchId: id, state: 'completed', run: 1, ...counts };
  expect(await told()).toEqual([{ type: 'batch.completed', timestamp: expect.any(String), data }]);
  expect(counts.graded + counts.needsReview).toBe(2);
  expect(receiver.received[0]?.body).not.toMatch(/Ada|Gravity|wind|Intake/);
  await sweepBatches(caller.services);
  expect(await told()).toHaveLength(1);
});

test('a batch that is cancelled, and one that can not be read, are told of as such', async () => {
  const { caller, start, told } = await newSubscriber();
  const id = await start({ rows });
  await caller.post(`/v1/batches/${id}:cancel`);
  await caller.idle();
  expect(await told()).toMatchObject([{ type: 'batch.cancelled', data: { batchId: id } }]);
  const unreadable = await start({ format: 'csv', content: 'name,city\nAda,London\n' });
  await caller.idle();
  expect((await told()).slice(1)).toMatchObject([{ type: 'batch.unreadable', data: { batchId: unreadable } }]);
});

test('who ends a batch and vanishes before telling, or right after it, is followed by the sweep: it is told of once', async () => {
  const { caller, start, told } = await newSubscriber();
  const { services, tenantId } = caller;
  const ref = { tenantId, batchId: await start({ rows }) };
  await changeBatch(services, ref, () => ({ state: 'cancelled', settledAt: '2026-01-01T00:00:00.000Z' }));
  expect(await told()).toEqual([]);
  const vanishing = { ...services.batches, deactivate: () => Promise.reject(new Error('vanished')) };
  await expect(finishBatch({ ...services, batches: vanishing }, ref)).rejects.toThrow('vanished');
  expect(await told()).toHaveLength(1);
  expect(await services.batches.active()).toContainEqual(ref);
  await sweepBatches(services);
  expect(await told()).toHaveLength(1);
  expect(await services.batches.active()).not.toContainEqual(ref);
});
