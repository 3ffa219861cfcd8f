import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { createApi } from '../../functions/api/app.ts';
import { EvaluationReply } from '../../functions/api/contract.ts';
import { Problem } from '../../functions/api/problem.ts';
import type { GatewayEvent } from '../../functions/gateway-event.ts';
import { wireServices } from '../../functions/wire.ts';
import { limits } from '../../shared/domain/limits.ts';
import { scopes } from '../../shared/domain/principal.ts';
import { issueKey } from '../../shared/usecases/issue-key.ts';
import { noBackground } from '../support/background.ts';
import { eventsIn } from '../support/server-sent-events.ts';
import { newTenant, useTable } from '../support/table.ts';

const table = useTable();

// The function reads its environment when it is loaded, as on AWS; the SDK itself knows how to be sent to another endpoint.
beforeEach(() => {
  vi.resetModules();
  const { endpoint = '', tableName } = table.settings();
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_REGION', 'local');
  vi.stubEnv('OPENAI_API_KEY', '');
  vi.stubEnv('MARKSCHEME_TABLE', tableName);
  vi.stubEnv('MARKSCHEME_QUEUE_URL', 'http://127.0.0.1:1/queue');
  vi.stubEnv('MARKSCHEME_BUCKET', 'none');
  vi.stubEnv('MARKSCHEME_SIGNING_SECRET', 'a secret for tests, long enough');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

test('answers an API Gateway event: grades an answer sent as text or as base64', async () => {
  const body = JSON.stringify({
    question: 'Why is that so?',
    referenceAnswer: 'Gravity pulls.',
    answer: 'Gravity pulls. ü 🎈',
  });
  const key = await newKey();
  const first = await invoke('POST', '/v1/evaluations', { key, body });
  const evaluation = EvaluationReply.parse(JSON.parse(first.body));
  expect(first).toMatchObject({ statusCode: 201, isBase64Encoded: false });
  expect(first.headers['location']).toBe(`/v1/evaluations/${evaluation.id}`);
  expect(evaluation.answer).toBe('Gravity pulls. ü 🎈');
  const again = await invoke('POST', '/v1/evaluations', { key, body, isBase64Encoded: true });
  expect(again.statusCode).toBe(200);
  expect(EvaluationReply.parse(JSON.parse(again.body))).toEqual(evaluation);
  const listed = await invoke('GET', '/v1/evaluations', { key, query: 'limit=1&status=graded' });
  expect(JSON.parse(listed.body)).toMatchObject({ items: [{ id: evaluation.id }], nextCursor: null });
});

test('answers with a whole stream where events are wanted: the gateway hands it over when it has ended', async () => {
  const body = JSON.stringify({
    question: 'Why is that so?',
    referenceAnswer: 'Gravity pulls.',
    answer: 'Gravity pulls.',
  });
  const reply = await invoke('POST', '/v1/evaluations', { key: await newKey(), body, accept: 'text/event-stream' });
  expect(reply.statusCode).toBe(200);
  const events = eventsIn(Buffer.from(reply.body, reply.isBase64Encoded ? 'base64' : 'utf8').toString());
  expect(events.map(({ event }) => event)).toEqual(['point', 'evaluation']);
  const { id } = EvaluationReply.parse(events.at(-1)?.data);
  expect(reply.headers['location']).toBe(`/v1/evaluations/${id}`);
});

const whole = JSON.stringify({ question: 'Why is that so?', referenceAnswer: 'Gravity pulls.', answer: 'Gravity.' });
const [before = '', after = ''] = whole.split('Gravity.');

test.each([
  ['a missing body', null],
  ['an empty body', ''],
  ['a body that is no JSON', '{"answer":'],
  ['a body without an answer', '{"questionId":"cap-theorem"}'],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from(before), Buffer.of(0xff), Buffer.from(after)])],
  ['bytes that are no text', Buffer.of(0, 1, 2, 0xfe)],
  ['an escape of half a character', `${before}\\ud83d${after}`],
  ['too much', JSON.stringify({ answer: 'a'.repeat(limits.requestBytesMax) })],
])('refuses %s as the local server does, sent as text or as base64', async (_name, body) => {
  const key = await newKey();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const log = { event: () => undefined, work: () => undefined, bug: () => undefined, outage: () => undefined };
  const app = createApi({
    ...wireServices({ model: null }, table.client(), noBackground),
    log,
    version: '0.0.0-test',
    rateLimit: null,
  });
  const local = await app.request('/v1/evaluations', { method: 'POST', headers, body });
  const { requestId, ...expected } = Problem.parse(await local.json());
  for (const isBase64Encoded of typeof body === 'string' ? [true, false] : [true]) {
    const refused = await invoke('POST', '/v1/evaluations', { key, body, isBase64Encoded });
    expect(refused.statusCode).toBe(local.status);
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(refused.body)).toEqual({ ...expected, requestId: refused.headers['x-request-id'] });
  }
});

test('refuses with a problem what API Gateway would not send: half a character as text, base64 that is none', async () => {
  const key = await newKey();
  for (const [changes, detail] of [
    [{ body: `${before}\ud83d${after}` }, 'The body is not valid UTF-8.'],
    [{ body: '?!', isBase64Encoded: true }, 'The body is not valid JSON.'],
  ] as const) {
    const { handler } = await import('../../functions/http.ts');
    const refused = Result.parse(await handler({ ...eventOf('POST', '/v1/evaluations', { key }), ...changes }));
    expect(refused.statusCode).toBe(400);
    expect(Problem.parse(JSON.parse(refused.body)).detail).toBe(detail);
  }
});

test('answers a GET that has a body as if it had none', async () => {
  const key = await newKey();
  expect((await invoke('GET', '/v1/evaluations', { key, body: '{}' })).statusCode).toBe(200);
});

test('refuses a stranger with a problem, and is healthy without a key', async () => {
  const refused = await invoke('GET', '/v1/questions', {});
  expect(refused.statusCode).toBe(401);
  expect(refused.headers['content-type']).toBe('application/problem+json');
  expect(Problem.parse(JSON.parse(refused.body)).type).toBe('/problems/unauthenticated');
  const health = await invoke('GET', '/health', {});
  expect(JSON.parse(health.body)).toMatchObject({ status: 'ok', storage: 'reachable', judge: 'offline' });
});

test.each(['MARKSCHEME_TABLE', 'MARKSCHEME_SIGNING_SECRET'])('does not start without %s, and says so', async (name) => {
  vi.stubEnv(name, '');
  await expect(import('../../functions/http.ts')).rejects.toThrow(name);
});

async function newKey(): Promise<string> {
  const services = wireServices({ model: null }, table.client(), noBackground);
  return issueKey(services, { tenantId: newTenant(), name: 'test', scopes });
}

const Result = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  isBase64Encoded: z.boolean(),
});

interface Sent {
  readonly key?: string;
  readonly body?: string | Buffer | null;
  readonly query?: string;
  readonly isBase64Encoded?: boolean;
  readonly accept?: string;
}

async function invoke(method: string, path: string, sent: Sent): Promise<z.infer<typeof Result>> {
  const { handler } = await import('../../functions/http.ts');
  return Result.parse(await handler(eventOf(method, path, sent)));
}

// An event of payload format 2.0, as API Gateway sends it.
function eventOf(method: string, path: string, sent: Sent): GatewayEvent {
  const { key, body = null, query = '', isBase64Encoded = false, accept } = sent;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: {
      host: 'abc123.execute-api.eu-west-1.amazonaws.com',
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(accept === undefined ? {} : { accept }),
    },
    queryStringParameters: Object.fromEntries(new URLSearchParams(query)),
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      authentication: null,
      authorizer: {},
      domainName: 'abc123.execute-api.eu-west-1.amazonaws.com',
      domainPrefix: 'abc123',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '12/Mar/2026:19:03:58 +0000',
      timeEpoch: 1_773_342_238_000,
    },
    body: body === null ? null : Buffer.from(body).toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}
