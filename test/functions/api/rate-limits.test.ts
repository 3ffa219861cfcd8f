import { describe, expect, test } from 'vitest';
import { formatKey } from '../../../shared/domain/api-key.ts';
import { KeyId } from '../../../shared/domain/ids.ts';
import type { RateLimit } from '../../../shared/domain/rate-limit.ts';
import { aNewQuestion, type Caller, problemOf, replyOf, useApi } from '../../support/api.ts';

const api = useApi();
const start = Date.parse('2026-11-28T12:00:00.000Z');
const threeAMinute: RateLimit = { requests: 3, windowSeconds: 60 };

/** A caller with a limit, and a clock that stands still until it is moved. */
async function limited(rateLimit: RateLimit | null = threeAMinute) {
  let nowMs = start;
  const clock = () => new Date(nowMs);
  const caller = await api.newCaller({ services: { rateLimit, clock } });
  const wait = (seconds: number) => {
    nowMs += seconds * 1_000;
  };
  return { caller, wait };
}

const ask = ({ get }: Caller) => get('/v1/questions');
const bearing = async ({ app }: Caller, key: string) =>
  replyOf(await app.request('/v1/questions', { headers: { authorization: `Bearer ${key}` } }));

describe('a key', () => {
  test('may be used as often as its limit says, is refused then, and told how long to wait', async () => {
    const { caller, wait } = await limited();
    const left = [];
    for (let sent = 0; sent < 3; sent += 1) {
      const { status, headers } = await ask(caller);
      expect(status).toBe(200);
      expect(headers.get('ratelimit-policy')).toBe('"default";q=3;w=60');
      left.push(headers.get('ratelimit'));
    }
    expect(left).toEqual(['"default";r=2;t=20', '"default";r=1;t=40', '"default";r=0;t=60']);
    const refused = await ask(caller);
    expect(problemOf(refused, 429)).toMatchObject({
      type: '/problems/rate-limited',
      detail: 'This key may send 3 requests in 60 seconds.',
    });
    expect(refused.headers.get('retry-after')).toBe('20');
    expect(refused.headers.get('ratelimit')).toBe('"default";r=0;t=60');
    wait(19);
    problemOf(await ask(caller), 429);
    wait(1);
    expect((await ask(caller)).status).toBe(200);
    problemOf(await ask(caller), 429);
  });

  test('of a quiet minute has its whole limit again, and no more than that', async () => {
    const { caller, wait } = await limited();
    for (let sent = 0; sent < 4; sent += 1) await ask(caller);
    wait(3_600);
    expect((await ask(caller)).headers.get('ratelimit')).toBe('"default";r=2;t=20');
  });

  test('lets in exactly as many of many requests at once', async () => {
    const { caller } = await limited({ requests: 8, windowSeconds: 60 });
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => ask(caller)))).map(({ status }) => status);
    const counted = (status: number) => statuses.filter((other) => other === status).length;
    expect([counted(200), counted(429)]).toEqual([8, 12]);
  });

  test('is told what is left with a refusal of what it asked for, too', async () => {
    const { caller } = await limited();
    const missing = await caller.get('/v1/questions/none');
    problemOf(missing, 404);
    expect(missing.headers.get('ratelimit')).toBe('"default";r=2;t=20');
  });

  test('without a limit is not told of any', async () => {
    const { caller } = await limited(null);
    const { status, headers } = await ask(caller);
    expect([status, headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([200, null, null]);
  });

  test('is not held to a refusal by an idempotency key: it was never kept', async () => {
    const { caller, wait } = await limited({ requests: 1, windowSeconds: 60 });
    const question = aNewQuestion();
    const create = () => caller.send('POST', '/v1/questions', question, { 'idempotency-key': 'one of mine' });
    await ask(caller);
    problemOf(await create(), 429);
    wait(60);
    expect((await create()).status).toBe(201);
    problemOf(await create(), 429);
    wait(60);
    const replayed = await create();
    expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(replayed.headers.get('ratelimit')).toBe('"default";r=0;t=60');
  });

  test('does not use up the limit of another', async () => {
    const [one, other] = [await limited(), await limited()];
    for (let sent = 0; sent < 4; sent += 1) await ask(one.caller);
    expect((await ask(other.caller)).status).toBe(200);
  });
});

describe('somebody without the key', () => {
  test('can not use up its limit, however often they guess its secret', async () => {
    const { caller } = await limited();
    const { sha256, random } = caller.services;
    const id = KeyId.parse(caller.key.split('_')[1]);
    for (let guess = 0; guess < 10; guess += 1) {
      const refused = await bearing(caller, formatKey(id, random(20), sha256));
      problemOf(refused, 401);
      expect(refused.headers.get('ratelimit')).toBeNull();
    }
    expect((await ask(caller)).headers.get('ratelimit')).toBe('"default";r=2;t=20');
  });

  test('learns nothing of a key whose limit is used up: it is refused like any other guess', async () => {
    const { caller } = await limited();
    for (let sent = 0; sent < 4; sent += 1) await ask(caller);
    const { sha256, random } = caller.services;
    const id = KeyId.parse(caller.key.split('_')[1]);
    problemOf(await bearing(caller, formatKey(id, random(20), sha256)), 401);
  });
});
