import { describe, expect, test } from 'vitest';
import { QuestionPage } from '../../../functions/api/contract.ts';
import { aNewQuestion, bodyOf, problemOf, replyOf, useApi } from '../../support/api.ts';
import { filledPath, ownedThing } from '../../support/owned-things.ts';
import { candidateRoutes, keptRoutes, openApiDocument, openRoutes, requestTo } from '../../support/routes.ts';

const api = useApi();

/** Every route that needs a key, as the OpenAPI document lists them. */
const routes = keptRoutes();

// What is served to anybody to read, and is no operation of the document.
const pages = /^GET \/(?:$|openapi\.json$|docs(?:\/|$)|problems(?:\/|$))/;

test('every route is documented with the scope that it needs, and so part of the access matrix, or open to anybody', async () => {
  const { app } = await api.newCaller();
  const served = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)\{\[\^\/:\]\+:([\w-]+)\}/, '{$1}:$2')}`)
    .map((route) => route.replace(/\/:(\w+)/g, '/{$1}'));
  const open = Object.entries(openApiDocument().paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const kept = routes.map(({ method, path }) => `${method} ${path}`);
  expect(kept.length).toBeGreaterThan(40);
  expect(new Set(served.filter((route) => !pages.test(route)))).toEqual(new Set(open));
  expect(open.filter((route) => !kept.includes(route)).toSorted()).toEqual(
    [
      'GET /health',
      'GET /mued/evaluate/health',
      'POST /mued/evaluate',
      ...openRoutes().map(({ method, path }) => `${method} ${path}`),
      ...candidateRoutes().map(({ method, path }) => `${method} ${path}`),
    ].toSorted(),
  );
});

test.each(routes.filter(({ path }) => path.includes('{')))(
  '$method $path can be tried on a thing of somebody else',
  ({ path }) => {
    expect(filledPath(path, ownedThing(path).missing)).not.toContain('{');
  },
);

test.each(routes)('$method $path lets a key in that has its scope and no other', async (route) => {
  const caller = await api.newCaller({ scopes: [route.scope] });
  const { path, init } = requestTo(route);
  const { status } = await caller.send(init.method, path, init.body, init.headers);
  expect([200, 201, 202, 404]).toContain(status);
});

test('a path under /v1 that does not exist tells a stranger nothing: 401, not 404', async () => {
  const { app } = await api.newCaller();
  problemOf(await replyOf(await app.request('/v1/no-such-thing')), 401);
});

describe("another tenant's things", () => {
  test('do not stand in the way: two tenants keep questions of the same id', async () => {
    const [one, other] = [await api.newCaller(), await api.newCaller()];
    expect((await one.post('/v1/questions', aNewQuestion({ prompt: 'One?' }))).status).toBe(201);
    expect((await other.post('/v1/questions', aNewQuestion({ prompt: 'Other?' }))).status).toBe(201);
    expect((await one.get('/v1/questions/cap-theorem')).body).toMatchObject({ prompt: 'One?' });
  });

  test('are out of reach of a cursor: one of another tenant is refused', async () => {
    const owner = await api.newCaller();
    for (const id of ['a', 'b']) await owner.post('/v1/questions', aNewQuestion({ id }));
    const { nextCursor } = bodyOf(await owner.get('/v1/questions?limit=1'), 200, QuestionPage);
    const cursor = new URLSearchParams({ cursor: nextCursor ?? '' });
    expect((await owner.get(`/v1/questions?limit=1&${cursor}`)).status).toBe(200);
    const stranger = await api.newCaller();
    expect(problemOf(await stranger.get(`/v1/questions?limit=1&${cursor}`), 400).errors?.[0]?.pointer).toBe('/cursor');
  });
});
