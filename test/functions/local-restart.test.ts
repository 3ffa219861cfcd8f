import { once } from 'node:events';
import { createServer } from 'node:http';
import { json as jsonOf } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { BatchReply } from '../../functions/api/contracts/batches.ts';
import { json, startLocal, stop } from '../support/local-server.ts';
import { newFolder } from '../support/process.ts';
import { messagesIn, reportOn } from '../support/stub-report.ts';

test('a server that was killed in the middle of a batch resumes it at once when it is started again, and pays only what it had in hand twice', async () => {
  // Eleven calls are answered, and then none before the kill.
  let asked = 0;
  let isOpen = false;
  const { promise: eightInHand, resolve } = Promise.withResolvers<void>();
  const provider = createServer(async (request, response) => {
    const body = await jsonOf(request);
    asked += 1;
    if (asked === 19) resolve();
    if (asked > 11 && !isOpen) return;
    const message = { role: 'assistant', content: JSON.stringify(reportOn(messagesIn(body))) };
    const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
    const reply = { id: 'x', object: 'chat.completion', model: 'm', usage };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...reply, choices: [{ index: 0, finish_reason: 'stop', message }] }));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    provider.close();
    provider.closeAllConnections();
  });
  await once(provider, 'listening');
  const address = provider.address();
  if (address === null || typeof address === 'string') throw new Error('listening where?');
  const model = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1` };
  const folder = await newFolder();
  const first = await startLocal(folder, 'functions/local.ts', [], model);
  const rows = Array.from({ length: 40 }, (_, index) => ({
    question: 'What does a cache do?',
    reference_answer: 'A cache keeps copies of slow data close by.',
    answer: `It keeps copies of slow data, says person ${index}.`,
  }));
  const started = await fetch(`${first.base}/v1/batches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${first.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ rows }),
  });
  const { id } = BatchReply.parse(await started.json());
  await eightInHand;
  await stop(first.child, 'SIGKILL');
  const askedBefore = asked;
  isOpen = true;

  const second = await startLocal(folder, 'functions/local.ts', [], model);
  expect(second.welcome).toContain('resuming 1 batch\n');
  const events = await fetch(`${second.base}/v1/batches/${id}/events`, {
    headers: { authorization: `Bearer ${second.key}` },
  });
  expect(await events.text()).toContain('event: over');
  const batch = BatchReply.parse(await json(second, `/v1/batches/${id}`));
  expect(batch).toMatchObject({ state: 'completed', counts: { graded: 40 } });
  expect(asked - askedBefore).toBeLessThanOrEqual(40 - 11);
  expect(await stop(second.child)).toBe(0);

  const third = await startLocal(folder, 'functions/local.ts', [], model);
  expect(third.welcome).not.toContain('resuming');
  expect(await stop(third.child)).toBe(0);
}, 60_000);
