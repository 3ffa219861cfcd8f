import { describe, expect, test } from 'vitest';
import { onceMethods } from '../../../functions/api/middleware/idempotency.ts';
import { webhookSender } from '../../../shared/adapters/webhooks/webhook-sender.ts';
import { standingStatuses } from '../../../shared/domain/idempotency.ts';
import { type Caller, problemOf, replyOf, useApi } from '../../support/api.ts';
import { ownedThing } from '../../support/owned-things.ts';
import { keptRoutes, openApiDocument, type RequestToTry, type RouteToTry, requestTo } from '../../support/routes.ts';

const api = useApi();

/** Every documented route that an idempotency key is good for: a new one is tried here without being named. */
const routes = keptRoutes().filter(({ method }) => onceMethods.has(method));
const { paths } = openApiDocument();

/** Somebody, and a valid request to the route for a thing of theirs. */
async function requestOf(route: RouteToTry): Promise<{ caller: Caller; request: RequestToTry }> {
  const caller = await api.newCaller({ services: { webhookSender: webhookSender({ reach: 'anywhere' }) } });
  const ids = route.path.includes('{') ? await ownedThing(route.path).make(caller) : undefined;
  return { caller, request: requestTo(route, ids) };
}

describe.each(routes)('$method $path', (route) => {
  test('under a key is answered once, again to the letter, and refuses another request under it', async () => {
    const { caller, request } = await requestOf(route);
    const { path, init } = request;
    const send = (body: string | undefined, precondition = {}) =>
      caller.app.request(path, {
        ...init,
        ...(body === undefined ? {} : { body }),
        headers: { ...init.headers, authorization: `Bearer ${caller.key}`, 'idempotency-key': 'once', ...precondition },
      });
    const [first, again] = [await send(init.body), await send(init.body)];
    expect(standingStatuses).toContain(first.status);
    expect(again.status).toBe(first.status);
    expect(await again.text()).toBe(await first.text());
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    for (const name of ['content-type', 'location', 'etag'])
      expect(again.headers.get(name), name).toBe(first.headers.get(name));
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    const others = [await send(init.body, { 'if-match': '"other"' }), await send(`${init.body ?? ''} `)];
    for (const other of others) {
      const { type, detail } = problemOf(await replyOf(other), 409);
      expect([type, detail]).toEqual([
        '/problems/idempotency-conflict',
        'A request with this Idempotency-Key had other content.',
      ]);
    }
    expect(caller.bugs).toEqual([]);
  });

  test('documents the key, the mark of a reply that is sent again, and the conflict', () => {
    const operation = paths[route.path]?.[route.method.toLowerCase()];
    expect(operation).toMatchObject({
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false }),
      ]),
    });
    const responses = Object.entries(operation?.responses ?? {});
    for (const [, reply] of responses.filter(([status]) => status.startsWith('2')))
      expect(reply).toMatchObject({ headers: { 'Idempotent-Replayed': {} } });
    const [, conflict] = responses.find(([status]) => status === '409') ?? [];
    expect(JSON.stringify(conflict)).toContain('/problems/idempotency-conflict');
  });
});

test('most of these requests succeed, so that what is sent again is more than refusals', async () => {
  const statuses = new Map<string, number>();
  for (const route of routes) {
    const { caller, request } = await requestOf(route);
    const { status } = await caller.send(request.init.method, request.path, request.init.body, request.init.headers);
    statuses.set(`${route.method} ${route.path}`, status);
  }
  const done = [...statuses.values()].filter((status) => status < 300).length;
  expect(done / statuses.size, JSON.stringify([...statuses])).toBeGreaterThan(0.8);
});
