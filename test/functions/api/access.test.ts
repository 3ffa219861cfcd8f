import { describe, expect, test } from 'vitest';
import { QuestionPage } from '../../../functions/api/contract.ts';
import { formatKey } from '../../../shared/domain/api-key.ts';
import { type Scope, scopes } from '../../../shared/domain/principal.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, replyOf, useApi } from '../../support/api.ts';
import { anApiKey, evaluationId } from '../../support/fixtures.ts';
import { keptRoutes, type RouteToTry, requestTo } from '../../support/routes.ts';

const api = useApi();

/** Every route under /v1, as the OpenAPI document lists them. */
const routes = keptRoutes();

test('every route under /v1 is documented, and so part of this matrix', async () => {
  const { app } = await api.newCaller();
  const served = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)\{\[\^\/:\]\+:([\w-]+)\}/, '{$1}:$2')}`)
    .map((route) => route.replace(/\/:(\w+)/g, '/{$1}'));
  expect(routes.length).toBeGreaterThan(0);
  expect(new Set(served)).toEqual(new Set(routes.map(({ method, path }) => `${method} ${path}`)));
});

describe.each(routes)('$method $path', (route) => {
  test.each([
    'no key',
    'another scheme',
    'malformed',
    'bad checksum',
    'unknown',
    'wrong secret',
    'expired',
    'revoked',
  ] as const)('refuses a request with a key that is: %s, in the same words', async (flaw) => {
    const caller = await api.newCaller();
    const authorization = await flawedKey(caller, flaw);
    const { path, init } = requestTo(route);
    const headers = { ...init.headers, ...(authorization === null ? {} : { authorization }) };
    const reply = await replyOf(await caller.app.request(path, { ...init, headers }));
    const { detail, type, errors } = problemOf(reply, 401);
    expect({ detail, type, errors }).toEqual({
      detail: 'A valid API key is needed: Authorization: Bearer msk_...',
      type: '/problems/unauthenticated',
      errors: undefined,
    });
    expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer /);
    expect(caller.events).toMatchObject([{ status: 401, tenantId: null, keyId: null, fault: 'unauthenticated' }]);
  });

  test('refuses a key without its scope, naming the scope', async () => {
    const needed = scopeOf(route);
    const caller = await api.newCaller({ scopes: scopes.filter((scope) => scope !== needed) });
    const { path, init } = requestTo(route);
    const problem = problemOf(await caller.send(init.method, path, init.body, init.headers), 403);
    expect(problem.detail).toBe(`This key lacks the scope ${needed}.`);
  });

  test('lets a key in that has its scope and no other', async () => {
    const caller = await api.newCaller({ scopes: [scopeOf(route)] });
    const { path, init } = requestTo(route);
    const { status } = await caller.send(init.method, path, init.body, init.headers);
    expect([200, 201, 202, 404]).toContain(status);
  });
});

test('a path under /v1 that does not exist tells a stranger nothing: 401, not 404', async () => {
  const { app } = await api.newCaller();
  problemOf(await replyOf(await app.request('/v1/no-such-thing')), 401);
});

describe("another tenant's things", () => {
  test.each([
    ['GET', '/v1/questions/ID'],
    ['GET', '/v1/questions/ID/versions/1'],
    ['GET', '/v1/questions/ID/similar-answers'],
    ['POST', '/v1/questions/ID/versions'],
    ['POST', '/v1/questions/ID:archive'],
    ['POST', '/v1/questions/ID:self-test'],
    ['POST', '/v1/questions/ID:regrade'],
    ['POST', '/v1/evaluations'],
  ])('are missing: %s %s answers the same for a question of theirs as for none', async (method, pattern) => {
    const owner = await api.newCaller();
    await owner.post('/v1/questions', aNewQuestion({ id: 'theirs' }));
    const stranger = await api.newCaller();
    const ask = async (id: string): Promise<unknown> => {
      const { id: _, ...content } = aNewQuestion();
      const answered = { questionId: id, answer: 'Anything at all.' };
      const bodies = { '/versions': content, ':self-test': {}, ':regrade': { fromVersion: 1 } };
      const body = Object.entries(bodies).find(([end]) => pattern.endsWith(end))?.[1] ?? answered;
      const sent = method === 'GET' ? undefined : body;
      const reply = await stranger.send(method, pattern.replace('ID', id), sent, { 'if-match': '*' });
      return withoutIds(problemOf(reply, 404), id);
    };
    expect(await ask('theirs')).toEqual(await ask('missing'));
    const { status } = await owner.get('/v1/questions/theirs');
    expect(status).toBe(200);
  });

  test('are missing: an evaluation of theirs answers the same as none, and is in no list', async () => {
    const owner = await api.newCaller();
    await owner.post('/v1/questions', aNewQuestion());
    const made = await owner.post('/v1/evaluations', { questionId: 'cap-theorem', answer: 'Consistency or both.' });
    const theirs = made.headers.get('location')?.split('/').at(-1) ?? '';
    expect((await owner.get(`/v1/evaluations/${theirs}`)).status).toBe(200);
    const stranger = await api.newCaller();
    const missing = evaluationId(7);
    expect(withoutIds(problemOf(await stranger.get(`/v1/evaluations/${theirs}`), 404), theirs)).toEqual(
      withoutIds(problemOf(await stranger.get(`/v1/evaluations/${missing}`), 404), missing),
    );
    expect((await stranger.get('/v1/evaluations')).body).toEqual({ items: [], nextCursor: null });
    expect((await stranger.get('/v1/questions')).body).toEqual({ items: [], nextCursor: null });
  });

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

// What is no resource of its own has the scope of the one that it shows.
const scopeOfViews: Readonly<Record<string, Scope>> = {
  'POST /v1/uploads': 'batches:write',
  'DELETE /v1/people/{id}': 'people:erase',
  'GET /v1/review-queue': 'evaluations:read',
  'GET /v1/questions/{id}/similar-answers': 'evaluations:read',
  'POST /v1/questions/{id}:regrade': 'regrades:write',
  'POST /v1/batches/{id}:regrade': 'regrades:write',
};

// Reading is one scope of a resource, everything else the other.
function scopeOf({ method, path }: RouteToTry): Scope {
  const ofView = scopeOfViews[`${method} ${path}`];
  if (ofView !== undefined) return ofView;
  const scope = scopes.find((known) => {
    const [resource, verb] = known.split(':');
    return path.startsWith(`/v1/${resource}`) && verb === (method === 'GET' ? 'read' : 'write');
  });
  if (scope === undefined) throw new Error(`No scope is known for ${method} ${path}`);
  return scope;
}

type Flaw =
  | 'no key'
  | 'another scheme'
  | 'malformed'
  | 'bad checksum'
  | 'unknown'
  | 'wrong secret'
  | 'expired'
  | 'revoked';

async function flawedKey({ key, services, tenantId }: Caller, flaw: Flaw): Promise<string | null> {
  const { sha256, random, keys } = services;
  const [, id = '', , checksum = ''] = key.split('_');
  const secret = random(20);
  if (flaw === 'no key') return null;
  if (flaw === 'another scheme') return `Basic ${key}`;
  if (flaw === 'malformed') return 'Bearer msk_nonsense';
  if (flaw === 'bad checksum') return `Bearer ${key.slice(0, -6)}${checksum === '000000' ? '111111' : '000000'}`;
  const stored = anApiKey({ tenantId, scopes: [...scopes] });
  const fresh = { ...stored, id: stored.id.replace(/^.{12}/, Buffer.from(random(6)).toString('hex')) };
  const parsed = anApiKey({ ...fresh, secretHash: sha256(secretText(formatKey(stored.id, secret, sha256))) });
  if (flaw === 'unknown') return `Bearer ${formatKey(parsed.id, secret, sha256)}`;
  if (flaw === 'wrong secret') return `Bearer ${formatKey(anApiKey({ tenantId, id }).id, secret, sha256)}`;
  const past = '2020-01-01T00:00:00.000Z';
  await keys.create({ ...parsed, ...(flaw === 'expired' ? { expiresAt: past } : { revokedAt: past }) });
  return `Bearer ${formatKey(parsed.id, secret, sha256)}`;
}

function secretText(key: string): string {
  return key.split('_')[2] ?? '';
}

function withoutIds(problem: object, id: string): unknown {
  return JSON.parse(JSON.stringify({ ...problem, requestId: '' }).replaceAll(id, 'ID'));
}
