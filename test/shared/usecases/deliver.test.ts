import { Webhook as StandardWebhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { WebhookSecretReply } from '../../../functions/api/contracts/webhooks.ts';
import { webhookSender } from '../../../shared/adapters/webhooks/webhook-sender.ts';
import type { Webhook } from '../../../shared/domain/webhook.ts';
import { leaseMs, retryPausesMs, type WebhookDelivery } from '../../../shared/domain/webhook-delivery.ts';
import { announce } from '../../../shared/usecases/announce.ts';
import { deliver } from '../../../shared/usecases/deliver.ts';
import { deliverDue } from '../../../shared/usecases/deliver-due.ts';
import { bodyOf, type Caller, useApi } from '../../support/api.ts';
import { type Received, type ReceiverReply, startReceiver, verified } from '../../support/webhook-receiver.ts';

const api = useApi();
const [minute, hour] = [60_000, 3_600_000];
const finished = { key: 'bat_1 completed', type: 'batch.completed', data: { batchId: 'bat_1', rows: 3 } } as const;

/** A tenant with one endpoint, told of completed batches, and a clock that a test can move. */
async function newSubscriber(...replies: ReceiverReply[]) {
  const receiver = await startReceiver(...replies);
  const start = Date.now();
  let aheadMs = 0;
  const services = { webhookSender: webhookSender({ reach: 'anywhere' }), clock: () => new Date(start + aheadMs) };
  const caller = await api.newCaller({ services });
  const made = await caller.post('/v1/webhooks', { url: receiver.url, events: ['batch.completed'] });
  const { signingSecret, ...webhook } = bodyOf(made, 201, WebhookSecretReply);
  const goTo = (ms: number): void => {
    aheadMs = ms;
  };
  const sweep = (): Promise<number> => deliverDue(caller.services, { limit: 100 });
  return { caller, receiver, webhook, signingSecret, start, goTo, sweep };
}

async function deliveriesOf({ services, tenantId }: Caller, { id }: Pick<Webhook, 'id'>): Promise<WebhookDelivery[]> {
  return [...(await services.deliveries.list(tenantId, id, { limit: 100, cursor: null })).items];
}

function signaturesOf({ headers }: Received): string[] {
  return String(headers['webhook-signature']).split(' ');
}

test('an event that is announced several times, even at once, is sent once, with ids and counts only', async () => {
  const { caller, receiver, signingSecret, sweep } = await newSubscriber();
  const tell = () => announce(caller.services, caller.tenantId, finished);
  const refs = await Promise.all([tell(), tell(), tell()]);
  expect(new Set(refs.map(([ref]) => ref?.id)).size).toBe(1);
  await sweep();
  await tell();
  await sweep();
  expect(receiver.received).toHaveLength(1);
  const [request] = receiver.received;
  if (request === undefined) throw new Error('nothing arrived');
  expect(request.headers['webhook-id']).toBe(refs[0]?.[0]?.id);
  expect(verified(signingSecret, request)).toEqual({
    type: 'batch.completed',
    timestamp: expect.any(String),
    data: { batchId: 'bat_1', rows: 3 },
  });
});

test('one that can not be read is reported and keeps no other from being sent', async () => {
  const { caller, receiver } = await newSubscriber();
  await announce(caller.services, caller.tenantId, finished);
  const { deliveries } = caller.services;
  const due: typeof deliveries.due = async (...args) => ({
    ...(await deliveries.due(...args)),
    unreadable: [new Error('Malformed.')],
  });
  const sweep = deliverDue({ ...caller.services, deliveries: { ...deliveries, due } }, { limit: 100 });
  await expect(sweep).rejects.toMatchObject({ errors: [{ message: 'Malformed.' }] });
  expect(receiver.received).toHaveLength(1);
});

test('two events, two endpoints and two tenants are told apart by the webhook-id', async () => {
  const one = await newSubscriber();
  const other = await newSubscriber();
  const second = await one.caller.post('/v1/webhooks', { url: one.receiver.url, events: ['batch.completed'] });
  expect(second.status).toBe(201);
  await announce(one.caller.services, one.caller.tenantId, finished);
  await announce(one.caller.services, one.caller.tenantId, { ...finished, key: 'bat_2 completed' });
  await announce(other.caller.services, other.caller.tenantId, finished);
  // One clock started before the other: the later one sees all that is due.
  await other.sweep();
  const ids = [...one.receiver.received, ...other.receiver.received].map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(5);
  expect(new Set(ids).size).toBe(5);
});

test('only active endpoints of the same tenant that want such events are told', async () => {
  const { caller, receiver, sweep } = await newSubscriber();
  const stranger = await newSubscriber();
  const idle = await caller.post('/v1/webhooks', { url: receiver.url, events: ['batch.completed'] });
  await caller.send('PATCH', idle.headers.get('location') ?? '', { status: 'disabled' });
  await caller.post('/v1/webhooks', { url: receiver.url, events: ['batch.cancelled'] });
  expect(await announce(caller.services, caller.tenantId, finished)).toHaveLength(1);
  await sweep();
  expect(receiver.received).toHaveLength(1);
  expect(stranger.receiver.received).toHaveLength(0);
});

test('nothing is sent twice when several sweep at the same time', async () => {
  const { caller, receiver, sweep } = await newSubscriber();
  const keys = Array.from({ length: 8 }, (_, n) => `bat_${n} completed`);
  const refs = (
    await Promise.all(keys.map((key) => announce(caller.services, caller.tenantId, { ...finished, key })))
  ).flat();
  await Promise.all([sweep(), sweep(), sweep(), ...refs.map((ref) => deliver(caller.services, ref))]);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(refs.length);
  expect(new Set(ids)).toEqual(new Set(refs.map(({ id }) => id)));
});

test('an endpoint that fails is tried eight times, each time after a longer pause, and then no more', async () => {
  const { caller, receiver, webhook, goTo, sweep, start } = await newSubscriber(...Array<number>(20).fill(503));
  await announce(caller.services, caller.tenantId, finished);
  let now = 0;
  for (const [tries, pauseMs] of retryPausesMs.entries()) {
    await sweep();
    const [delivery] = await deliveriesOf(caller, webhook);
    expect(delivery).toMatchObject({ state: 'pending', tries: tries + 1 });
    const waitMs = Date.parse(delivery?.nextAttemptAt ?? '') - start - now;
    expect(waitMs).toBeGreaterThanOrEqual(pauseMs);
    expect(waitMs).toBeLessThanOrEqual(1.1 * pauseMs);
    goTo(now + waitMs - 1);
    await sweep();
    expect(receiver.received).toHaveLength(tries + 1);
    now += waitMs;
    goTo(now);
  }
  await sweep();
  const [delivery] = await deliveriesOf(caller, webhook);
  expect(delivery).toMatchObject({ state: 'failed', failedBecause: 'attempts-used-up', nextAttemptAt: null });
  expect(delivery?.attempts.map(({ status }) => status)).toEqual(Array(8).fill(503));
  goTo(now + 100 * hour);
  await sweep();
  expect(receiver.received).toHaveLength(8);
  expect(now).toBeGreaterThan(24 * hour);
});

test('every attempt has the same id and body and a signature of its own time', async () => {
  const { caller, receiver, signingSecret, goTo, sweep } = await newSubscriber(500);
  await announce(caller.services, caller.tenantId, finished);
  await sweep();
  goTo(minute);
  await sweep();
  const [first, second] = receiver.received;
  if (first === undefined || second === undefined) throw new Error('not sent twice');
  expect(second.body).toBe(first.body);
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  const elapsed = Number(second.headers['webhook-timestamp']) - Number(first.headers['webhook-timestamp']);
  expect(elapsed).toBe(60);
  expect(verified(signingSecret, first)).toEqual(verified(signingSecret, second));
});

test('a receiver with another secret, and one that is sent an altered body, refuse it', async () => {
  const { caller, receiver, signingSecret, sweep } = await newSubscriber();
  const other = await newSubscriber();
  await announce(caller.services, caller.tenantId, finished);
  await sweep();
  const [request] = receiver.received;
  if (request === undefined) throw new Error('nothing arrived');
  expect(() => verified(other.signingSecret, request)).toThrow('No matching signature found');
  const altered = { ...request, body: request.body.replace('"rows":3', '"rows":4') };
  expect(() => verified(signingSecret, altered)).toThrow('No matching signature found');
});

test('for a day after a rotation the old secret and the new one both verify, and then only the new one', async () => {
  const { caller, receiver, webhook, signingSecret, goTo, sweep } = await newSubscriber();
  const rotated = await caller.post(`/v1/webhooks/${webhook.id}:rotate-secret`);
  const { signingSecret: newSecret, previousSecretExpiresAt } = bodyOf(rotated, 200, WebhookSecretReply);
  expect(Date.parse(previousSecretExpiresAt ?? '')).toBe(caller.services.clock().getTime() + 24 * hour);
  await announce(caller.services, caller.tenantId, finished);
  await sweep();
  const [during] = receiver.received;
  if (during === undefined) throw new Error('nothing arrived');
  expect(signaturesOf(during)).toHaveLength(2);
  for (const secret of [signingSecret, newSecret])
    expect(verified(secret, during)).toMatchObject({ data: { rows: 3 } });

  goTo(24 * hour - 1);
  await announce(caller.services, caller.tenantId, { ...finished, key: 'the last moment' });
  await sweep();
  goTo(24 * hour);
  await announce(caller.services, caller.tenantId, { ...finished, key: 'after it' });
  await sweep();
  const [, last, after] = receiver.received;
  if (last === undefined || after === undefined) throw new Error('not sent');
  expect(signaturesOf(last)).toHaveLength(2);
  const at = new Date(1000 * Number(after.headers['webhook-timestamp']));
  const id = String(after.headers['webhook-id']);
  expect(signaturesOf(after)).toEqual([new StandardWebhook(newSecret).sign(id, at, after.body)]);
});

test('a second rotation within the day ends the oldest secret at once', async () => {
  const { caller, receiver, webhook, signingSecret, sweep } = await newSubscriber();
  const rotate = async () =>
    bodyOf(await caller.post(`/v1/webhooks/${webhook.id}:rotate-secret`), 200, WebhookSecretReply).signingSecret;
  const secrets = [await rotate(), await rotate()];
  await announce(caller.services, caller.tenantId, finished);
  await sweep();
  const [request] = receiver.received;
  if (request === undefined) throw new Error('nothing arrived');
  expect(() => verified(signingSecret, request)).toThrow('No matching signature found');
  for (const secret of secrets) expect(verified(secret, request)).toBeDefined();
});

test('a sender that vanished is followed by another one when its time is up, not before', async () => {
  const { caller, receiver, webhook, goTo, sweep } = await newSubscriber();
  const vanishing = { ...caller.services, webhookSender: { ...caller.services.webhookSender, send: vanish } };
  const [ref] = await announce(caller.services, caller.tenantId, finished);
  if (ref === undefined) throw new Error('nobody was told');
  await expect(deliver(vanishing, ref)).rejects.toThrow('vanished');
  goTo(leaseMs - 1);
  await sweep();
  expect(receiver.received).toHaveLength(0);
  goTo(leaseMs);
  await sweep();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([ref.id]);
  expect(await deliveriesOf(caller, webhook)).toMatchObject([{ state: 'delivered', tries: 1 }]);
});

test('a replay while it is being sent is refused, so that it does not arrive twice at once', async () => {
  const { caller, receiver, webhook } = await newSubscriber();
  let replay: Promise<{ readonly status: number }> | undefined;
  const [ref] = await announce(caller.services, caller.tenantId, finished);
  if (ref === undefined) throw new Error('nobody was told');
  const { send } = caller.services.webhookSender;
  const meanwhile: typeof send = async (message) => {
    replay = caller.post(`/v1/webhooks/${webhook.id}/deliveries/${ref.id}:replay`);
    await replay;
    return send(message);
  };
  const tools = { ...caller.services, webhookSender: { ...caller.services.webhookSender, send: meanwhile } };
  expect(await deliver(tools, ref)).toMatchObject({ state: 'delivered' });
  expect(await replay).toMatchObject({ status: 409 });
  expect(receiver.received).toHaveLength(1);
});

test.each([
  ['disabled', 'PATCH'],
  ['deleted', 'DELETE'],
])('what waits for an endpoint that was %s meanwhile is not sent', async (_, method) => {
  const { caller, receiver, webhook, goTo, sweep } = await newSubscriber(500);
  const [ref] = await announce(caller.services, caller.tenantId, finished);
  if (ref === undefined) throw new Error('nobody was told');
  await sweep();
  const body = method === 'PATCH' ? { status: 'disabled' } : undefined;
  await caller.send(method, `/v1/webhooks/${webhook.id}`, body);
  goTo(minute);
  await sweep();
  expect(receiver.received).toHaveLength(1);
  const left = await caller.services.deliveries.find(ref);
  expect(left).toMatchObject({ state: 'failed', failedBecause: 'endpoint-disabled', tries: 1 });
});

test('a secret that the installation can no longer open is reported in the log, and nothing unsigned is sent', async () => {
  const { caller, receiver, webhook } = await newSubscriber();
  const [ref] = await announce(caller.services, caller.tenantId, finished);
  if (ref === undefined) throw new Error('nobody was told');
  const locked = { ...caller.services, sealer: { ...caller.services.sealer, open: () => null } };
  await deliver(locked, ref);
  const [delivery] = await deliveriesOf(caller, webhook);
  expect(delivery).toMatchObject({ state: 'pending', attempts: [{ status: null, failure: 'unreadable-secret' }] });
  expect(receiver.received).toHaveLength(0);
});

test('one delivery that can not be handled does not stop the others of a sweep', async () => {
  const { caller, receiver } = await newSubscriber();
  const keys = ['a', 'b', 'c'];
  for (const key of keys) await announce(caller.services, caller.tenantId, { ...finished, key });
  let calls = 0;
  const { send } = caller.services.webhookSender;
  const failingOnce: typeof send = (message) => {
    calls += 1;
    return calls === 1 ? vanish() : send(message);
  };
  const tools = { ...caller.services, webhookSender: { ...caller.services.webhookSender, send: failingOnce } };
  await expect(deliverDue(tools, { limit: 100 })).rejects.toThrow(/1 of \d+ deliveries went wrong/);
  expect(receiver.received).toHaveLength(2);
});

function vanish(): Promise<never> {
  return Promise.reject(new Error('vanished'));
}
