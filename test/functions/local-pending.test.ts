import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json as jsonOf } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { EvaluationPage, EvaluationReply } from '../../functions/api/contract.ts';
import { PendingReply } from '../../functions/api/contracts/pending-evaluations.ts';
import { json, type Running, startLocal, stop } from '../support/local-server.ts';
import { newFolder } from '../support/process.ts';
import { eventsOfBody } from '../support/server-sent-events.ts';
import { piecesOf, streamedEventsOf } from '../support/streamed-reply.ts';
import { messagesIn, reportOn } from '../support/stub-report.ts';

/** A provider that answers nothing until it is opened, or only the first half of what it is to stream. */
async function aProvider() {
  let asked = 0;
  const asking = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await jsonOf(request);
    asked += 1;
    asking.resolve();
    const content = JSON.stringify(reportOn(messagesIn(body)));
    if (z.looseObject({ stream: z.boolean().optional() }).parse(body).stream === true) {
      const events = streamedEventsOf(piecesOf(content));
      const half = Math.ceil(events.length / 2);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events.slice(0, half).join(''));
      await opened.promise;
      response.end(events.slice(half).join(''));
      return;
    }
    await opened.promise;
    const message = { role: 'assistant', content };
    const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
    const reply = { id: 'x', object: 'chat.completion', model: 'm', usage };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...reply, choices: [{ index: 0, finish_reason: 'stop', message }] }));
  };
  const server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listening where?');
  const environment = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1` };
  return { environment, asked: () => asked, isAsked: asking.promise, open: () => opened.resolve() };
}

const request = { questionId: 'crud', answer: 'Create, read, update and delete records.', candidate: 'Ada' };

function post({ base, key }: Running, init: RequestInit = {}): Promise<Response> {
  return fetch(`${base}/v1/evaluations`, {
    method: 'POST',
    body: JSON.stringify(request),
    ...init,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers },
  });
}

test('a client that hangs up loses nothing: the answer is graded, once', async () => {
  const provider = await aProvider();
  const local = await startLocal(await newFolder(), 'functions/local.ts', [], provider.environment);
  const leaving = new AbortController();
  const left = expect(post(local, { signal: leaving.signal })).rejects.toThrow('aborted');
  await provider.isAsked;
  leaving.abort();
  await left;
  provider.open();
  const back = await post(local);
  expect(back.status).toBe(200);
  const evaluation = EvaluationReply.parse(await back.json());
  expect(evaluation).toMatchObject({ judge: 'llm', candidate: 'Ada' });
  expect(EvaluationPage.parse(await json(local, '/v1/evaluations')).items).toEqual([evaluation]);
  expect(provider.asked()).toBe(1);
  expect(await stop(local.child)).toBe(0);
});

test('a client that leaves its stream finds it again where it stands, and the answer is graded once', async () => {
  const provider = await aProvider();
  const local = await startLocal(await newFolder(), 'functions/local.ts', [], provider.environment);
  const asEvents = { accept: 'text/event-stream' };
  const leaving = new AbortController();
  const first = await post(local, { headers: asEvents, signal: leaving.signal });
  for await (const { event } of eventsOfBody(first.body)) if (event === 'point') break;
  leaving.abort();
  const back = await fetch(`${local.base}${first.headers.get('location')}/events`, {
    headers: { authorization: `Bearer ${local.key}` },
  });
  const names: string[] = [];
  let last: unknown;
  for await (const { event, data } of eventsOfBody(back.body)) {
    names.push(event);
    last = data;
    if (event === 'point') provider.open();
  }
  expect(names.slice(0, 2)).toEqual(['pending', 'point']);
  expect(names.at(-1)).toBe('evaluation');
  const evaluation = EvaluationReply.parse(last);
  expect(evaluation).toMatchObject({ judge: 'llm', usage: { inputTokens: 1000 * provider.asked() } });
  expect(EvaluationPage.parse(await json(local, '/v1/evaluations')).items).toEqual([evaluation]);
  expect(await stop(local.child)).toBe(0);
});

test('a server that was killed while a model was asked grades the answer as soon as it is started again', async () => {
  const provider = await aProvider();
  const folder = await newFolder();
  const first = await startLocal(folder, 'functions/local.ts', [], provider.environment);
  const { id } = PendingReply.parse(await (await post(first, { headers: { prefer: 'respond-async' } })).json());
  await provider.isAsked;
  await stop(first.child, 'SIGKILL');
  provider.open();
  const second = await startLocal(folder, 'functions/local.ts', [], provider.environment);
  expect(second.welcome).toContain('grading 1 answer that was waiting\n');
  expect(EvaluationReply.parse(await (await post(second)).json())).toMatchObject({ id, judge: 'llm' });
  expect(provider.asked()).toBe(2);
  expect(await stop(second.child)).toBe(0);
});
