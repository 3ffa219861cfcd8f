import { expect, test } from 'vitest';
import {
  DeliveryPage,
  DeliveryReply,
  WebhookPage,
  WebhookReply,
  WebhookSecretReply,
} from '../../../functions/api/contracts/webhooks.ts';
import { webhookSender } from '../../../shared/adapters/webhooks/webhook-sender.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { webhookId } from '../../support/fixtures.ts';
import { startReceiver, verified } from '../../support/webhook-receiver.ts';

const api = useApi();
const events = ['batch.completed'];
const localSender = { webhookSender: webhookSender({ reach: 'anywhere' }) };

const newCaller = () => api.newCaller({ services: localSender });

async function newWebhook(caller: Caller, url: string) {
  return bodyOf(await caller.post('/v1/webhooks', { url, events }), 201, WebhookSecretReply);
}

test('an endpoint can be made, found, changed and deleted', async () => {
  const { post, get, send } = await newCaller();
  const reply = await post('/v1/webhooks', { url: 'https://hooks.example.com/a', events, description: 'First' });
  const { signingSecret, ...made } = bodyOf(reply, 201, WebhookSecretReply);
  expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const path = `/v1/webhooks/${made.id}`;
  expect(reply.headers.get('location')).toBe(path);
  expect(bodyOf(await get(path), 200, WebhookReply)).toEqual(made);
  expect(bodyOf(await get('/v1/webhooks'), 200, WebhookPage)).toEqual({ items: [made], nextCursor: null });
  const change = { events: ['batch.cancelled', 'batch.completed', 'batch.completed'] };
  const changed = bodyOf(await send('PATCH', path, change), 200, WebhookReply);
  expect(changed).toEqual({ ...made, events: ['batch.completed', 'batch.cancelled'] });
  expect(bodyOf(await send('DELETE', path), 200, WebhookReply)).toEqual(changed);
  problemOf(await get(path), 404);
  expect(bodyOf(await get('/v1/webhooks'), 200, WebhookPage).items).toEqual([]);
});

test('disabling and enabling is a change like any other, and says who did it', async () => {
  const caller = await newCaller();
  const { id } = await newWebhook(caller, 'https://hooks.example.com/');
  const set = async (status: string) =>
    bodyOf(await caller.send('PATCH', `/v1/webhooks/${id}`, { status }), 200, WebhookReply);
  expect(await set('disabled')).toMatchObject({ status: 'disabled', disabledBecause: 'owner' });
  problemOf(await caller.post(`/v1/webhooks/${id}:test`), 409);
  expect(await set('active')).toMatchObject({ status: 'active', disabledBecause: null });
});

test('a secret is shown when it is made and never again', async () => {
  const caller = await newCaller();
  const { id, signingSecret } = await newWebhook(caller, 'https://hooks.example.com/');
  const rotated = bodyOf(await caller.post(`/v1/webhooks/${id}:rotate-secret`), 200, WebhookSecretReply);
  expect(rotated.signingSecret).not.toBe(signingSecret);
  const shown = [await caller.get('/v1/webhooks'), await caller.get(`/v1/webhooks/${id}`)];
  expect(JSON.stringify(shown.map(({ body }) => body))).not.toMatch(/whsec|"secret"/);
});

test('secrets lie sealed in the table: whoever reads it can not sign', async () => {
  const caller = await newCaller();
  const { id, signingSecret } = await newWebhook(caller, 'https://hooks.example.com/');
  const { webhooks, sealer } = caller.services;
  const stored = await webhooks.find(caller.tenantId, id);
  if (stored === undefined) throw new Error('not stored');
  expect(JSON.stringify(stored)).not.toContain(signingSecret.slice('whsec_'.length));
  expect(sealer.open(stored.secret, `${caller.tenantId}#${id}`)).toBe(signingSecret);
  expect(sealer.open(stored.secret, `another-tenant#${id}`)).toBeNull();
});

test('a test event arrives, signed with the secret that was shown', async () => {
  const receiver = await startReceiver();
  const caller = await newCaller();
  const { id, signingSecret } = await newWebhook(caller, receiver.url);
  const delivery = bodyOf(await caller.post(`/v1/webhooks/${id}:test`), 200, DeliveryReply);
  expect(delivery).toMatchObject({ state: 'delivered', type: 'webhook.test', tries: 1, nextAttemptAt: null });
  const [request] = receiver.received;
  if (request === undefined) throw new Error('nothing arrived');
  expect(request.headers).toMatchObject({ 'webhook-id': delivery.id, 'content-type': 'application/json' });
  const payload = verified(signingSecret, request);
  expect(payload).toEqual({ type: 'webhook.test', timestamp: delivery.createdAt, data: { webhookId: id } });
});

test('the log shows each delivery with its attempts, newest first, and turns over by a cursor', async () => {
  const receiver = await startReceiver(500);
  const caller = await newCaller();
  const { id } = await newWebhook(caller, receiver.url);
  const first = bodyOf(await caller.post(`/v1/webhooks/${id}:test`), 200, DeliveryReply);
  expect(first).toMatchObject({ state: 'pending', attempts: [{ status: 500, failure: null }] });
  const second = bodyOf(await caller.post(`/v1/webhooks/${id}:test`), 200, DeliveryReply);
  const path = `/v1/webhooks/${id}/deliveries`;
  const page = bodyOf(await caller.get(`${path}?limit=1`), 200, DeliveryPage);
  const cursor = new URLSearchParams({ cursor: page.nextCursor ?? '' });
  const rest = bodyOf(await caller.get(`${path}?limit=1&${cursor}`), 200, DeliveryPage);
  const byTime = [first, second].toSorted((a, b) => (`${a.createdAt}${a.id}` < `${b.createdAt}${b.id}` ? 1 : -1));
  expect([...page.items, ...rest.items]).toEqual(byTime);
  expect(rest.nextCursor).toBeNull();
});

test('a replay sends the same event again under its id, and its attempts join the log', async () => {
  const receiver = await startReceiver(400);
  const caller = await newCaller();
  const { id, signingSecret } = await newWebhook(caller, receiver.url);
  const failed = bodyOf(await caller.post(`/v1/webhooks/${id}:test`), 200, DeliveryReply);
  const again = await caller.post(`/v1/webhooks/${id}/deliveries/${failed.id}:replay`);
  const replayed = bodyOf(again, 200, DeliveryReply);
  expect(replayed).toMatchObject({ id: failed.id, state: 'delivered', tries: 1 });
  expect(replayed.attempts.map(({ status }) => status)).toEqual([400, 204]);
  const [one, other] = receiver.received;
  if (one === undefined || other === undefined) throw new Error('not sent twice');
  expect(other.headers['webhook-id']).toBe(one.headers['webhook-id']);
  expect(verified(signingSecret, other)).toEqual(verified(signingSecret, one));
});

test('an endpoint that answers 410 is disabled and told of nothing more', async () => {
  const receiver = await startReceiver(410);
  const caller = await newCaller();
  const { id } = await newWebhook(caller, receiver.url);
  const delivery = bodyOf(await caller.post(`/v1/webhooks/${id}:test`), 200, DeliveryReply);
  expect(delivery).toMatchObject({ state: 'failed', failedBecause: 'endpoint-gone', nextAttemptAt: null });
  const webhook = bodyOf(await caller.get(`/v1/webhooks/${id}`), 200, WebhookReply);
  expect(webhook).toMatchObject({ status: 'disabled', disabledBecause: 'gone' });
  problemOf(await caller.post(`/v1/webhooks/${id}/deliveries/${delivery.id}:replay`), 409);
  expect(receiver.received).toHaveLength(1);
});

test.each([
  ['of another scheme', 'ftp://hooks.example.com/', 'https'],
  ['that is none', 'not a url', 'https'],
  ['with a password', 'https://user:pass@hooks.example.com/', 'no user name'],
  ['with a fragment', 'https://hooks.example.com/#part', 'fragment'],
  ['that is too long', `https://hooks.example.com/${'a'.repeat(2_000)}`, 'at most 2000 characters'],
])('refuses a URL %s, even on your own machine', async (_, url, reason) => {
  const { post } = await newCaller();
  const [error] = problemOf(await post('/v1/webhooks', { url, events }), 400).errors ?? [];
  expect(error).toMatchObject({ pointer: '/url', detail: expect.stringContaining(reason) });
});

test.each([
  'http://hooks.example.com/',
  'https://hooks.example.com:8443/',
  'https://localhost/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://[::ffff:10.0.0.1]/',
  'https://169.254.169.254/latest/meta-data',
  'https://metadata.google.internal./',
  'https://intranet/',
])('refuses %s on a server that others reach, when it is made and when it is changed', async (url) => {
  const { post, send } = await api.newCaller();
  expect(problemOf(await post('/v1/webhooks', { url, events }), 400).errors?.[0]?.pointer).toBe('/url');
  const made = await post('/v1/webhooks', { url: 'https://hooks.example.com/', events });
  const change = await send('PATCH', made.headers.get('location') ?? '', { url });
  expect(problemOf(change, 400).errors?.[0]?.pointer).toBe('/url');
});

test('keeps at most so many endpoints, and room comes from deleting one', async () => {
  const caller = await newCaller();
  for (let n = 1; n < limits.webhooksMax; n += 1) await newWebhook(caller, `https://hooks.example.com/${n}`);
  const { id } = await newWebhook(caller, 'https://hooks.example.com/last');
  problemOf(await caller.post('/v1/webhooks', { url: 'https://hooks.example.com/more', events }), 409);
  await caller.send('DELETE', `/v1/webhooks/${id}`);
  await newWebhook(caller, 'https://hooks.example.com/more');
  expect(bodyOf(await caller.get('/v1/webhooks?limit=100'), 200, WebhookPage).items).toHaveLength(limits.webhooksMax);
});

test("another tenant's endpoint and deliveries answer the same as none, and stay as they are", async () => {
  const receiver = await startReceiver();
  const owner = await newCaller();
  const { id } = await newWebhook(owner, receiver.url);
  const delivery = bodyOf(await owner.post(`/v1/webhooks/${id}:test`), 200, DeliveryReply);
  const before = await owner.get(`/v1/webhooks/${id}`);
  const stranger = await newCaller();
  const own = await newWebhook(stranger, receiver.url);
  const refusals = async (webhook: string, entry: string) => {
    const replies = [
      await stranger.get(`/v1/webhooks/${webhook}`),
      await stranger.send('PATCH', `/v1/webhooks/${webhook}`, { status: 'disabled' }),
      await stranger.send('DELETE', `/v1/webhooks/${webhook}`),
      await stranger.post(`/v1/webhooks/${webhook}:rotate-secret`),
      await stranger.post(`/v1/webhooks/${webhook}:test`),
      await stranger.get(`/v1/webhooks/${webhook}/deliveries`),
      await stranger.post(`/v1/webhooks/${webhook}/deliveries/${entry}:replay`),
      await stranger.post(`/v1/webhooks/${own.id}/deliveries/${entry}:replay`),
    ];
    return replies.map((reply) => problemOf(reply, 404).detail.replaceAll(webhook, 'W').replaceAll(entry, 'D'));
  };
  expect(await refusals(id, delivery.id)).toEqual(await refusals(webhookId(7), `msg_${'0'.repeat(26)}`));
  expect((await owner.get(`/v1/webhooks/${id}`)).body).toEqual(before.body);
  expect(bodyOf(await stranger.get('/v1/webhooks'), 200, WebhookPage).items.map((item) => item.id)).toEqual([own.id]);
  expect(receiver.received).toHaveLength(1);
});
