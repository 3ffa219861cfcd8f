import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { expect, onTestFinished, test } from 'vitest';
import { isPublicAddress } from '../../../../shared/adapters/webhooks/public-address.ts';
import { type WebhookSenderSettings, webhookSender } from '../../../../shared/adapters/webhooks/webhook-sender.ts';
import { testCertificate } from '../../../support/test-certificate.ts';
import { startReceiver, verified } from '../../../support/webhook-receiver.ts';

const secret = `whsec_${Buffer.from('a secret that only this test has.').toString('base64')}`;

function send(url: string, settings: Partial<WebhookSenderSettings> = {}) {
  const payload = JSON.stringify({ type: 'batch.completed', data: {} });
  return webhookSender({ reach: 'anywhere', ...settings }).send({
    id: 'msg_1',
    url,
    payload,
    at: new Date(),
    secrets: [secret],
  });
}

test('sends to the address of a name, for the name, and signed', async () => {
  const { port, received } = await startReceiver();
  const resolve = async () => ['127.0.0.1'];
  const outcome = await send(`http://hooks.test:${port}/path?token=1`, { resolve });
  expect(outcome).toEqual({ status: 204, failure: null, latencyMs: expect.any(Number) });
  const [request] = received;
  if (request === undefined) throw new Error('nothing arrived');
  expect(request).toMatchObject({ path: '/path?token=1', headers: { host: `hooks.test:${port}` } });
  expect(verified(secret, request)).toEqual({ type: 'batch.completed', data: {} });
});

test('asks for a name once and connects to the very address that was checked, whatever the name means next', async () => {
  const { port, received } = await startReceiver();
  const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.3']];
  const [asked, checked]: [string[], string[]] = [[], []];
  const resolve = async (name: string) => {
    asked.push(name);
    return answers.shift() ?? [];
  };
  const accepts = (address: string) => {
    checked.push(address);
    return address === '127.0.0.1';
  };
  const url = `http://hooks.test:${port}/`;
  expect(await send(url, { resolve, accepts })).toMatchObject({ status: 204 });
  expect({ asked, checked }).toEqual({ asked: ['hooks.test'], checked: ['127.0.0.1'] });
  // The next attempt asks again, over a new connection, and what the name means now is refused.
  expect(await send(url, { resolve, accepts })).toMatchObject({ failure: 'forbidden-address' });
  expect(received).toHaveLength(1);
});

test('an address is looked at again at every attempt of the same sender: no connection is kept', async () => {
  const { port, received } = await startReceiver();
  const answers = [['127.0.0.1'], ['10.0.0.1']];
  const resolve = async () => answers.shift() ?? [];
  const sender = webhookSender({ reach: 'anywhere', resolve, accepts: (address) => address === '127.0.0.1' });
  const message = { id: 'msg_1', url: `http://hooks.test:${port}/`, payload: '{}', at: new Date(), secrets: [secret] };
  expect(await sender.send(message)).toMatchObject({ status: 204 });
  expect(await sender.send(message)).toMatchObject({ failure: 'forbidden-address' });
  expect(received).toHaveLength(1);
});

test.each([
  ['a private address', ['127.0.0.1']],
  ['a public address and a private one', ['8.8.8.8', '127.0.0.1']],
  ['no address at all', []],
  ['a mapped address', ['::ffff:127.0.0.1']],
])('sends nothing to a name that means %s', async (_, addresses) => {
  const { port, received } = await startReceiver();
  const outcome = await send(`http://hooks.test:${port}/`, {
    resolve: async () => addresses,
    accepts: isPublicAddress,
  });
  expect(outcome).toMatchObject({ status: null, failure: 'forbidden-address' });
  expect(received).toHaveLength(0);
});

test.each([
  '127.0.0.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127.1',
  '127.0.0.1.',
  '[::ffff:127.0.0.1]',
  '[::1]',
])('sends nothing to this machine by its address written as %s, and asks no name server', async (host) => {
  const { port, received } = await startReceiver();
  const resolve = () => Promise.reject(new Error('nobody asks'));
  const outcome = await send(`http://${host}:${port}/`, { resolve, accepts: isPublicAddress });
  expect(outcome).toMatchObject({ status: null, failure: 'forbidden-address' });
  expect(received).toHaveLength(0);
});

test.each(['http://hooks.example.com/', 'https://hooks.example.com:444/', 'https://10.0.0.1/', 'https://[fd00::1]/'])(
  'sends nothing to %s where others are served, without a look at any address',
  async (url) => {
    const resolve = () => Promise.reject(new Error('nobody asks'));
    expect(await send(url, { reach: 'public', resolve })).toMatchObject({ failure: 'forbidden-url' });
  },
);

test('where others are served, a name is resolved and its private address refused', async () => {
  const outcome = await send('https://hooks.example.com/', { reach: 'public', resolve: async () => ['10.1.2.3'] });
  expect(outcome).toMatchObject({ failure: 'forbidden-address' });
});

test.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
  const target = await startReceiver();
  const receiver = await startReceiver((response) => response.writeHead(status, { location: target.url }).end());
  expect(await send(receiver.url)).toMatchObject({ status, failure: null });
  expect(target.received).toHaveLength(0);
});

test('gives up on a receiver that never answers', async () => {
  const { url } = await startReceiver(() => undefined);
  expect(await send(url, { timeoutMs: 100 })).toMatchObject({ status: null, failure: 'timeout' });
});

test('gives up on a name server that never answers', async () => {
  const resolve = () => new Promise<never>(() => undefined);
  expect(await send('http://hooks.test/', { resolve, timeoutMs: 100 })).toMatchObject({ failure: 'timeout' });
});

test('takes the status of a reply that has no end, and hangs up', async () => {
  let answered: ServerResponse | undefined;
  const { url } = await startReceiver((response) => {
    answered = response.writeHead(200);
    response.write('x'.repeat(1_000_000));
  });
  expect(await send(url)).toMatchObject({ status: 200, failure: null });
  if (answered?.destroyed === false) await once(answered, 'close');
  expect(answered?.writableFinished).toBe(false);
});

test('reports a connection that is refused or broken, and a name that is unknown', async () => {
  expect(await send('http://127.0.0.1:1/')).toMatchObject({ status: null, failure: 'connection' });
  const { url } = await startReceiver((response) => response.destroy());
  expect(await send(url)).toMatchObject({ status: null, failure: 'connection' });
  const resolve = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
  expect(await send('http://hooks.test/', { resolve })).toMatchObject({ status: null, failure: 'unresolved' });
});

test('a certificate must be trusted and good for the name of the URL, not for the address', async () => {
  let received = 0;
  const server = createServer(testCertificate, (_, response) => {
    received += 1;
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listening where?');
  const resolve = async () => ['127.0.0.1'];
  const certificates = testCertificate.cert;
  const url = `https://hooks.test:${address.port}/`;
  expect(await send(url, { resolve })).toMatchObject({ failure: 'tls' });
  expect(await send(url.replace('hooks', 'other'), { resolve, certificates })).toMatchObject({ failure: 'tls' });
  expect(received).toBe(0);
  expect(await send(url, { resolve, certificates })).toMatchObject({ status: 204 });
});
