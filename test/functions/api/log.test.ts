import { expect, test } from 'vitest';
import { aNewQuestion, useApi } from '../../support/api.ts';

const api = useApi();

test('logs one event a request: what was asked, by whom, how it ended, and no word of what was sent', async () => {
  const { post, get, send, events, bugs, key, tenantId, app } = await api.newCaller();
  await post('/v1/questions', aNewQuestion({ prompt: 'What is the secretprompt?' }));
  const request = { questionId: 'cap-theorem', answer: 'The secretanswer.', candidate: 'secretcandidate' };
  await post('/v1/evaluations', request);
  await post('/v1/evaluations', { ...request, extra: 'secretextra' });
  await send('POST', '/v1/evaluations', '{"answer":"secretanswer');
  await get('/v1/evaluations?question_id=cap-theorem&limit=1');
  await get('/v1/questions/secret-id');
  await post('/v1/questions/cap-theorem:archive');
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
