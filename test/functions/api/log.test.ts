import { expect, test } from 'vitest';
import { tableClient } from '../../../shared/adapters/dynamo/client.ts';
import { dynamoEvaluationStore } from '../../../shared/adapters/dynamo/evaluation-store.ts';
import { aNewQuestion, problemOf, useApi } from '../../support/api.ts';
import { settingsOf } from '../../support/table.ts';

const api = useApi();

test('logs one event a request: what was asked, by whom, how it ended, and no word of what was sent', async () => {
  const { post, get, send, events, bugs, key, tenantId, app, edit } = await api.newCaller();
  await post('/v1/questions', aNewQuestion({ prompt: 'What is the secretprompt?' }));
  const request = { questionId: 'cap-theorem', answer: 'The secretanswer.', candidate: 'secretcandidate' };
  await post('/v1/evaluations', request);
  await post('/v1/evaluations', { ...request, extra: 'secretextra' });
  await send('POST', '/v1/evaluations', '{"answer":"secretanswer');
  await get('/v1/evaluations?question_id=cap-theorem&limit=1');
  await get('/v1/questions/secret-id');
  await edit('/v1/questions/cap-theorem:archive');
  await app.request('/v1/questions', { headers: { authorization: 'Bearer secretkey' } });
  await app.request('/secretpath');
  await app.request('/health');
  expect(events.map(({ method, route, status, fault }) => [method, route, status, fault])).toEqual([
    ['POST', '/v1/questions', 201, null],
    ['POST', '/v1/evaluations', 201, null],
    ['POST', '/v1/evaluations', 400, 'invalid-request'],
    ['POST', '/v1/evaluations', 400, 'invalid-request'],
    ['GET', '/v1/evaluations', 200, null],
    ['GET', '/v1/questions/:id', 404, 'not-found'],
    ['POST', expect.stringContaining('archive'), 200, null],
    ['GET', expect.any(String), 401, 'unauthenticated'],
    ['GET', expect.any(String), 404, 'not-found'],
    ['GET', '/health', 200, null],
  ]);
  const [, keyId] = key.split('_');
  for (const event of events.slice(0, 7)) expect(event).toMatchObject({ tenantId, keyId });
  for (const event of events.slice(7)) expect(event).toMatchObject({ tenantId: null, keyId: null });
  for (const event of events) {
    expect(event.latencyMs).toBeGreaterThanOrEqual(0);
    expect(Object.keys(event).join()).toBe('requestId,method,route,status,latencyMs,tenantId,keyId,fault');
  }
  expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(events.length);
  const logged = JSON.stringify([events, bugs]);
  expect(logged).not.toMatch(/secret/);
  expect(logged).not.toContain(key);
  expect(logged).not.toContain(key.split('_')[2]);
});

test('logs under the request id that the reply carries', async () => {
  const { get, events } = await api.newCaller();
  const reply = await get('/v1/questions');
  expect(events.map(({ requestId }) => requestId)).toEqual([reply.headers.get('x-request-id')]);
});

test('logs a storage that does not answer as an outage with its cause, not as a bug, and no word of what was sent', async () => {
  const patience = { connectionTimeoutMs: 200, requestTimeoutMs: 200, attemptsMax: 1 };
  const table = tableClient({ ...settingsOf({ endpoint: 'http://127.0.0.1:1', tableName: 'none' }), patience });
  const evaluations = dynamoEvaluationStore(table);
  const { post, events, bugs, outages } = await api.newCaller({ services: { evaluations } });
  const inline = { question: 'Why is that so?', referenceAnswer: 'The secretreference.', answer: 'The secretanswer.' };
  const reply = await post('/v1/evaluations', inline);
  expect(problemOf(reply, 503).detail).not.toContain('127.0.0.1');
  expect(reply.headers.get('retry-after')).toBe('5');
  expect(outages).toEqual([`${reply.headers.get('x-request-id')} Error: connect ECONNREFUSED 127.0.0.1:1`]);
  expect(events).toMatchObject([{ status: 503, fault: 'unavailable' }]);
  expect(bugs).toEqual([]);
  expect(JSON.stringify([events, outages])).not.toContain('secret');
});
