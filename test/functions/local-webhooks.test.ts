import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { WebhookSecretReply } from '../../functions/api/contracts/webhooks.ts';
import { localTenant, openLocalTable } from '../../functions/local-table.ts';
import { wireServices } from '../../functions/wire.ts';
import { announce } from '../../shared/usecases/announce.ts';
import { noBackground } from '../support/background.ts';
import { startLocal, stop } from '../support/local-server.ts';
import { newFolder } from '../support/process.ts';
import { verified } from '../support/webhook-receiver.ts';

test('the local server sends what another process has announced, to this machine, and still ends when it is told to', async () => {
  const receiver = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    receiver.close();
    receiver.closeAllConnections();
  });
  await once(receiver, 'listening');
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('listening where?');
  const folder = await newFolder();
  const local = await startLocal(folder);
  const made = await fetch(`${local.base}/v1/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${local.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: `http://127.0.0.1:${address.port}/`, events: ['batch.completed'] }),
  });
  const { signingSecret } = WebhookSecretReply.parse(await made.json());
  const { table, close } = await openLocalTable({ dataFolder: folder });
  const data = { batchId: 'bat_1', rows: 2 };
  const event = { key: 'bat_1 completed', type: 'batch.completed', data } as const;
  const [[request, response]] = await Promise.all([
    once(receiver, 'request'),
    announce(wireServices({ model: null }, table, noBackground), localTenant, event),
  ]);
  const received = { path: request.url, headers: request.headers, body: await text(request) };
  response.writeHead(204).end();
  expect(verified(signingSecret, received)).toMatchObject({ type: 'batch.completed', data });
  await close();
  expect(await stop(local.child)).toBe(0);
});
