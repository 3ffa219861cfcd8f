import { describe, expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { RegradeWithAnswers } from '../../../functions/api/contracts/regrades.ts';
import { DeliveryReply, WebhookSecretReply } from '../../../functions/api/contracts/webhooks.ts';
import { onceMethods } from '../../../functions/api/middleware/idempotency.ts';
import { webhookSender } from '../../../shared/adapters/webhooks/webhook-sender.ts';
import { standingStatuses } from '../../../shared/domain/idempotency.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, replyOf, useApi } from '../../support/api.ts';
import { keptRoutes, openApiDocument, type RouteToTry, requestTo } from '../../support/routes.ts';

const api = useApi();

/** Every documented route that an idempotency key is good for: a new one is tried here without being named. */
const routes = keptRoutes().filter(({ method }) => onceMethods.has(method));
const { paths } = openApiDocument();

/** Somebody with one thing of each kind, and the ids of these things by the names that paths begin with. */
async function owner(): Promise<{ caller: Caller; ids: ReadonlyMap<string, string>; delivery: string }> {
  const caller = await api.newCaller({ services: { webhookSender: webhookSender({ reach: 'anywhere' }) } });
  const { id, ...content } = aNewQuestion();
  await caller.post('/v1/questions', { id, ...content });
  const answered = { questionId: id, answer: 'Consistency or availability.', candidate: 'ada' };
  const evaluation = bodyOf(await caller.post('/v1/evaluations', answered), 201, EvaluationReply);
  await caller.edit(`/v1/questions/${id}/versions`, { ...content, prompt: 'What does CAP say?' });
  const preview = await caller.post(`/v1/questions/${id}:regrade`, { fromVersion: 1 });
  const regrade = bodyOf(preview, 201, RegradeWithAnswers);
  const rows = [{ question_id: id, answer: 'Either consistency or availability.' }];
  const batch = bodyOf(await caller.post('/v1/batches', { rows }), 202, BatchReply);
  await caller.idle();
  const hook = { url: 'http://127.0.0.1:1/', events: ['batch.completed'] };
  const webhook = bodyOf(await caller.post('/v1/webhooks', hook), 201, WebhookSecretReply);
  const delivery = bodyOf(await caller.post(`/v1/webhooks/${webhook.id}:test`), 200, DeliveryReply);
  const ids = new Map<string, string>([
    ['/v1/evaluations/{id}', evaluation.id],
    ['/v1/regrades/{id}', regrade.id],
    ['/v1/batches/{id}', batch.id],
    ['/v1/webhooks/{id}', webhook.id],
  ]);
  return { caller, ids, delivery: delivery.id };
}

function requestFor(route: RouteToTry, ids: ReadonlyMap<string, string>, delivery: string) {
  const [known] = [...ids].filter(([prefix]) => route.path.startsWith(prefix));
  const path = known === undefined ? route.path : route.path.replace('{id}', known[1]);
  // The body belongs to the route as it is documented, the path to the things that are there.
  return { ...requestTo(route), path: requestTo({ ...route, path: path.replace('{delivery}', delivery) }).path };
}

describe.each(routes)('$method $path', (route) => {
  test('under a key is answered once, again to the letter, and refuses another request under it', async () => {
    const { caller, ids, delivery } = await owner();
    const { path, init } = requestFor(route, ids, delivery);
    const send = (body: string | undefined, query = '') =>
      caller.app.request(path + query, {
        ...init,
        ...(body === undefined ? {} : { body }),
        headers: { ...init.headers, authorization: `Bearer ${caller.key}`, 'idempotency-key': 'once' },
      });
    const [first, again] = [await send(init.body), await send(init.body)];
    expect(standingStatuses).toContain(first.status);
    expect(again.status).toBe(first.status);
    expect(await again.text()).toBe(await first.text());
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    for (const name of ['content-type', 'location', 'etag'])
      expect(again.headers.get(name), name).toBe(first.headers.get(name));
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    const others = [await send(init.body, `${path.includes('?') ? '&' : '?'}other=1`), await send(`${init.body} `)];
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
  const { caller, ids, delivery } = await owner();
  const statuses = new Map<string, number>();
  for (const route of routes.toSorted((a, b) => a.method.localeCompare(b.method) * -1)) {
    const { path, init } = requestFor(route, ids, delivery);
    const { status } = await caller.send(init.method, path, init.body, init.headers);
    statuses.set(`${route.method} ${route.path}`, status);
  }
  const done = [...statuses.values()].filter((status) => status < 300).length;
  expect(done / statuses.size, JSON.stringify([...statuses])).toBeGreaterThan(0.6);
});

test('no route that reads says that it takes a key', () => {
  for (const { method, path } of keptRoutes().filter((route) => !onceMethods.has(route.method)))
    expect(JSON.stringify(paths[path]?.[method.toLowerCase()])).not.toMatch(/idempotency-(?:key","in|conflict)/i);
});
