import { describe, expect, test } from 'vitest';
import { EvaluationPage } from '../../../functions/api/contract.ts';
import { MuedError, MuedReply } from '../../../functions/api/contracts/mued.ts';
import { muedRequests } from '../../../functions/api/examples/mued-examples.ts';
import { scopes } from '../../../shared/domain/principal.ts';
import { bodyOf, type Caller, type Reply, replyOf, useApi } from '../../support/api.ts';
import { flaws } from '../../support/flawed-keys.ts';

/* The rows of the access matrix for the route that refuses in the words of the µEd API instead of problems. */

const api = useApi();
const body = muedRequests.criteria.value;
const ask = ({ post }: Caller): Promise<Reply> => post('/mued/evaluate', body);

describe('POST /mued/evaluate', () => {
  test.each(Object.entries(flaws))(
    'refuses in the same words whatever is wrong with the key: %s',
    async (_, flawed) => {
      const owner = await api.newCaller();
      const authorization = await flawed(owner);
      const headers = { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const reply = await replyOf(await owner.app.request('/mued/evaluate', init));
      const requestId = reply.headers.get('x-request-id');
      expect(refusedWith(reply, 401)).toEqual({
        title: 'A valid API key is needed',
        message: 'A valid API key is needed: Authorization: Bearer msk_...',
        code: 'UNAUTHENTICATED',
        trace: null,
        details: { requestId },
      });
      expect(Object.fromEntries(reply.headers)).toEqual({
        'content-type': 'application/json',
        'www-authenticate': 'Bearer realm="markscheme"',
        'x-api-version': '0.1.0',
        'x-request-id': requestId,
      });
      expect(owner.events.at(-1)).toMatchObject({ status: 401, tenantId: null, keyId: null, fault: 'unauthenticated' });
      expect(bodyOf(await owner.get('/v1/evaluations'), 200, EvaluationPage).items).toEqual([]);
    },
  );

  test('refuses a key that has every scope but the one that is needed, and names that', async () => {
    const caller = await api.newCaller({ scopes: scopes.filter((scope) => scope !== 'evaluations:write') });
    expect(refusedWith(await ask(caller), 403)).toMatchObject({
      code: 'FORBIDDEN',
      message: 'This key lacks the scope evaluations:write.',
    });
    expect(bodyOf(await caller.get('/v1/evaluations'), 200, EvaluationPage).items).toEqual([]);
  });

  test('keeps what is evaluated from other tenants', async () => {
    const [owner, stranger] = [await api.newCaller(), await api.newCaller()];
    bodyOf(await ask(owner), 200, MuedReply);
    expect(bodyOf(await owner.get('/v1/evaluations'), 200, EvaluationPage).items).toHaveLength(1);
    expect(bodyOf(await stranger.get('/v1/evaluations'), 200, EvaluationPage).items).toEqual([]);
  });

  test('tells how much of the limit is left, and refuses what goes beyond it', async () => {
    let nowMs = Date.parse('2026-11-28T12:00:00.000Z');
    const services = { rateLimit: { requests: 2, windowSeconds: 60 }, clock: () => new Date(nowMs) };
    const caller = await api.newCaller({ services });
    const standings: (string | null)[] = [];
    for (let sent = 0; sent < 2; sent += 1) {
      const reply = await ask(caller);
      bodyOf(reply, 200, MuedReply);
      expect(reply.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60');
      standings.push(reply.headers.get('ratelimit'));
    }
    expect(standings).toEqual(['"default";r=1;t=30', '"default";r=0;t=60']);
    const refused = await ask(caller);
    expect(refusedWith(refused, 429)).toMatchObject({
      code: 'RATE_LIMITED',
      message: 'This key may send 2 requests in 60 seconds.',
    });
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(refused.headers.get('ratelimit')).toBe('"default";r=0;t=60');
    expect(refused.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60');
    nowMs += 30_000;
    bodyOf(await ask(caller), 200, MuedReply);
  });
});

function refusedWith(reply: Reply, status: number) {
  expect(reply.headers.get('content-type')).toBe('application/json');
  return bodyOf(reply, status, MuedError);
}
