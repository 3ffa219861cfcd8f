import { describe, expect, test, vi } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import { EvaluationPage } from '../../../functions/api/contract.ts';
import { BatchPage, BatchReply } from '../../../functions/api/contracts/batches.ts';
import { WebhookPage } from '../../../functions/api/contracts/webhooks.ts';
import { tableClient } from '../../../shared/adapters/dynamo/client.ts';
import { dynamoIdempotencyStore } from '../../../shared/adapters/dynamo/idempotency-store.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { scopes } from '../../../shared/domain/principal.ts';
import type { IdempotencyStore } from '../../../shared/ports/idempotency.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, replyOf, useApi } from '../../support/api.ts';
import { isReplay, trial, twice, under } from '../../support/idempotency.ts';
import { settingsOf } from '../../support/table.ts';

const api = useApi();
const hook = { url: 'https://hooks.example.com/', events: ['batch.completed'] };
const graded = {
  question: 'Why does it fall?',
  referenceAnswer: 'Gravity pulls it down.',
  answer: 'The secretanswer.',
};
const row = { question: 'Why does it fall?', reference_answer: 'Gravity pulls it down.', answer: 'It is pulled down.' };

const webhooksOf = async (caller: Caller) => bodyOf(await caller.get('/v1/webhooks'), 200, WebhookPage).items;
const batchesOf = async (caller: Caller) => bodyOf(await caller.get('/v1/batches'), 200, BatchPage).items;

describe('a key', () => {
  test.each([
    ['that is empty', ''],
    ['of more than 255 characters', 'k'.repeat(256)],
    ['with a letter that is no ASCII', 'schl\u00fcssel'],
    ['with a tab', 'a\tb'],
  ])('%s is refused, and nothing is done', async (_name, key) => {
    const caller = await api.newCaller();
    expect(problemOf(await under(caller, key, '/v1/webhooks', hook), 400).errors?.[0]?.pointer).toBe(
      '/Idempotency-Key',
    );
    expect(await webhooksOf(caller)).toEqual([]);
  });

  test('of 255 printable characters is taken', async () => {
    const caller = await api.newCaller();
    const key = `"${'~ #'.repeat(84)}"`;
    const [first, again] = [
      await under(caller, key, '/v1/webhooks', hook),
      await under(caller, key, '/v1/webhooks', hook),
    ];
    expect([first.status, again.body, isReplay(again)]).toEqual([201, first.body, true]);
  });

  test('means nothing to a request that reads: it reads anew', async () => {
    const caller = await api.newCaller();
    const read = () => caller.send('GET', '/v1/webhooks', undefined, { 'idempotency-key': 'k' });
    expect(bodyOf(await read(), 200, WebhookPage).items).toEqual([]);
    await under(caller, 'k', '/v1/webhooks', hook);
    expect(bodyOf(await read(), 200, WebhookPage).items).toHaveLength(1);
  });

  test('is of its tenant: another tenant may use the same one', async () => {
    const [one, other] = [await api.newCaller(), await api.newCaller()];
    const [mine, theirs] = [await under(one, 'k', '/v1/webhooks', hook), await under(other, 'k', '/v1/webhooks', hook)];
    expect([mine.status, theirs.status, isReplay(theirs)]).toEqual([201, 201, false]);
    expect(theirs.body).not.toEqual(mine.body);
  });

  test('goes on under a new API key, and shows nothing to one that could not have sent the request', async () => {
    const one = await api.newCaller();
    const first = await under(one, 'k', '/v1/webhooks', hook);
    const rotated = await api.newCaller({ tenantId: one.tenantId });
    const again = await under(rotated, 'k', '/v1/webhooks', hook);
    expect([again.body, isReplay(again)]).toEqual([first.body, true]);
    const lesser = await api.newCaller({
      tenantId: one.tenantId,
      scopes: scopes.filter((it) => it !== 'webhooks:write'),
    });
    const refused = problemOf(await under(lesser, 'k', '/v1/webhooks', hook), 403);
    expect(refused.detail).toBe('This key lacks the scope webhooks:write.');
  });

  test('with another If-Match is another request, and one that was missing may be added', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    const archive = (headers: Record<string, string>) =>
      caller.send('POST', '/v1/questions/cap-theorem:archive', undefined, { 'idempotency-key': 'k', ...headers });
    problemOf(await archive({}), 428);
    const first = await archive({ 'if-match': '*' });
    expect([first.status, isReplay(first)]).toEqual([200, false]);
    problemOf(await archive({ 'if-match': '"9.active"' }), 409);
    expect(isReplay(await archive({ 'if-match': '*' }))).toBe(true);
  });
});

describe('of many requests at once under one key', () => {
  test.each([
    ['/v1/webhooks', hook, webhooksOf],
    ['/v1/batches', { rows: [row] }, batchesOf],
  ])('one has an effect, and the others get its reply or are told to wait: POST %s', async (path, body, made) => {
    const caller = await api.newCaller();
    const replies = await Promise.all(Array.from({ length: 50 }, () => under(caller, 'k', path, body)));
    const answered = replies.filter(({ status }) => status !== 409);
    expect(answered.filter((reply) => !isReplay(reply))).toHaveLength(1);
    expect(new Set(answered.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    for (const waiting of replies.filter(({ status }) => status === 409)) {
      expect(problemOf(waiting, 409).type).toBe('/problems/idempotency-conflict');
      expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await made(caller)).toHaveLength(1);
    expect(isReplay(await under(caller, 'k', path, body))).toBe(true);
  });

  test('those that come while the first is being answered are told to wait', async () => {
    const caller = await api.newCaller();
    const answer = Promise.withResolvers<Response>();
    const arrived = Promise.withResolvers<void>();
    const send = trial(caller, () => {
      arrived.resolve();
      return answer.promise;
    });
    const first = send();
    await arrived.promise;
    const meanwhile = await send();
    expect(problemOf(meanwhile, 409).detail).toBe('The request with this Idempotency-Key is still being answered.');
    expect(meanwhile.headers.get('retry-after')).toBe('1');
    answer.resolve(Response.json({ done: true }));
    expect((await first).body).toEqual({ done: true });
    expect(isReplay(await send())).toBe(true);
  });
});

test('a request is with whoever answers it for as long as they live, however long it takes', async () => {
  const startMs = Date.parse('2026-01-01T10:00:00.000Z');
  let nowMs = startMs;
  const caller = await api.newCaller({ services: { clock: () => new Date(nowMs) } });
  const answer = Promise.withResolvers<Response>();
  const arrived = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const store = caller.services.idempotency;
  const idempotency: IdempotencyStore = {
    ...store,
    hold: (...args) => store.hold(...args).finally(() => held.resolve()),
  };
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const send = trial({ ...caller, services: { ...caller.services, idempotency } }, () => {
      arrived.resolve();
      return answer.promise;
    });
    const first = send();
    await arrived.promise;
    nowMs += 40_000;
    vi.advanceTimersByTime(40_000);
    await held.promise;
    nowMs = startMs + 121_000;
    expect(problemOf(await send(), 409).detail).toContain('still being answered');
    answer.resolve(Response.json({ done: true }));
    expect((await first).status).toBe(200);
    expect(isReplay(await send())).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

describe('a process that dies while it answers', () => {
  const crash = () => Promise.reject(new Fault('unavailable', 'crash'));
  const dying = (): IdempotencyStore => ({ ...dynamoIdempotencyStore(api.table()), answer: crash, release: crash });

  test('is waited for as long as its lease stands, and then followed by the next try, which starts no second batch', async () => {
    const [dead, soon] = await twice(api, 119_999);
    const { idempotency: _, ...services } = dead.services;
    const app = createApi({ ...services, idempotency: dying() });
    const headers = { authorization: `Bearer ${dead.key}`, 'content-type': 'application/json', 'idempotency-key': 'k' };
    const init = { method: 'POST', headers, body: JSON.stringify({ rows: [row] }) };
    const { id } = bodyOf(await replyOf(await app.request('/v1/batches', init)), 202, BatchReply);
    expect(problemOf(await under(soon, 'k', '/v1/batches', { rows: [row] }), 409).detail).toContain(
      'still being answered',
    );
    const clock = () => new Date(Date.parse('2026-01-01T10:02:00.000Z'));
    const later = await api.newCaller({ tenantId: dead.tenantId, services: { clock }, work: null });
    problemOf(await under(later, 'k', '/v1/batches', { rows: [row, row] }), 409);
    const next = await under(later, 'k', '/v1/batches', { rows: [row] });
    expect([isReplay(next), bodyOf(next, 202, BatchReply).id]).toEqual([false, id]);
    expect(await batchesOf(later)).toHaveLength(1);
    expect(isReplay(await under(later, 'k', '/v1/batches', { rows: [row] }))).toBe(true);
  });

  test('has given its caller the reply, although it could not be kept', async () => {
    const caller = await api.newCaller({ services: { idempotency: dying() } });
    expect((await under(caller, 'k', '/v1/webhooks', hook)).status).toBe(201);
  });
});

test('a storage that does not answer refuses the request before anything is done', async () => {
  const patience = { connectionTimeoutMs: 200, requestTimeoutMs: 200, attemptsMax: 1 };
  const nowhere = tableClient({ ...settingsOf({ endpoint: 'http://127.0.0.1:1', tableName: 'none' }), patience });
  const caller = await api.newCaller({ services: { idempotency: dynamoIdempotencyStore(nowhere) } });
  problemOf(await under(caller, 'k', '/v1/webhooks', hook), 503);
  problemOf(await under(caller, 'k', '/v1/evaluations', graded), 503);
  expect(await webhooksOf(caller)).toEqual([]);
  expect(bodyOf(await caller.get('/v1/evaluations'), 200, EvaluationPage).items).toEqual([]);
});

test('costs two writes for a first request, a refused write and a read for a replay, and nothing without a key', async () => {
  const commands: string[] = [];
  const counted = tableClient(api.settings());
  counted.client.middlewareStack.add(
    (next, { commandName }) =>
      (call) => {
        commands.push(String(commandName));
        return next(call);
      },
    { step: 'initialize', name: 'count' },
  );
  const caller = await api.newCaller({ services: { idempotency: dynamoIdempotencyStore(counted) } });
  const since = (): string[] => commands.splice(0);
  await caller.post('/v1/evaluations', graded);
  expect(since()).toEqual([]);
  await under(caller, 'k', '/v1/evaluations', graded);
  expect(since()).toEqual(['PutItemCommand', 'PutItemCommand']);
  expect(isReplay(await under(caller, 'k', '/v1/evaluations', graded))).toBe(true);
  expect(since()).toEqual(['PutItemCommand', 'GetItemCommand']);
});
