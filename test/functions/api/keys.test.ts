import { expect, test } from 'vitest';
import { KeyPage, KeyReply, KeySecretReply } from '../../../functions/api/contracts/keys.ts';
import { scopes } from '../../../shared/domain/principal.ts';
import { Role, roleScopes } from '../../../shared/domain/roles.ts';
import { issueKey } from '../../../shared/usecases/issue-key.ts';
import { bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { idOf } from '../../support/flawed-keys.ts';

const api = useApi();

test('a key is shown when it is made and never again, and nothing of its secret is kept', async () => {
  const owner = await api.newCaller();
  const reply = await owner.post('/v1/keys', { name: 'Dashboard', scopes: ['evaluations:read'] });
  const { key, ...shown } = bodyOf(reply, 201, KeySecretReply);
  expect(reply.headers.get('cache-control')).toBe('no-store');
  expect(reply.headers.get('location')).toBe(`/v1/keys/${shown.id}`);
  expect(key.startsWith(`msk_${shown.id}_`)).toBe(true);
  expect(await statusWith(owner, key, '/v1/evaluations')).toBe(200);
  const read = await owner.get(`/v1/keys/${shown.id}`);
  const { lastUsedAt, ...then } = bodyOf(read, 200, KeyReply);
  expect({ ...then, lastUsedAt: null }).toEqual(shown);
  expect(String(lastUsedAt) >= shown.createdAt).toBe(true);
  const listed = await owner.get('/v1/keys');
  expect(bodyOf(listed, 200, KeyPage).items.map(({ id }) => id)).toContain(shown.id);
  const secret = key.split('_')[2] ?? 'none';
  for (const { body } of [read, listed]) expect(JSON.stringify(body)).not.toContain(secret);
  expect(JSON.stringify(await owner.services.keys.find(shown.id))).not.toContain(secret);
  expect(JSON.stringify(owner.events)).not.toContain(secret);
});

test.each(Role.options)('a %s may do what the role stands for, and its key says so', async (role) => {
  const owner = await api.newCaller();
  const made = bodyOf(await owner.post('/v1/keys', { name: 'Somebody', role }), 201, KeySecretReply);
  expect(made).toMatchObject({ role, scopes: roleScopes[role], state: 'active', lastUsedAt: null });
  const mayMakeKeys = (await statusWith(owner, made.key, '/v1/keys')) === 200;
  expect(mayMakeKeys).toBe(role === 'owner');
});

test.each([
  [{ name: 'Nothing said' }, '/role'],
  [{ name: 'Both', role: 'reviewer', scopes: ['questions:read'] }, '/role'],
  [{ name: 'No scopes', scopes: [] }, '/scopes'],
  [{ name: 'Everything', scopes: ['*'] }, '/scopes/0'],
  [{ name: ' ', role: 'reviewer' }, '/name'],
  [{ name: '\u001b[2Jgone', role: 'reviewer' }, '/name'],
  [{ name: 'two\nlines', role: 'reviewer' }, '/name'],
  [{ name: 'Past', role: 'reviewer', expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
  [{ name: 'Unknown', role: 'reviewer', admin: true }, '/admin'],
])('no key is made by default or by mistake: %j', async (body, pointer) => {
  const owner = await api.newCaller();
  const problem = problemOf(await owner.post('/v1/keys', body), 400);
  expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer]);
  expect(bodyOf(await owner.get('/v1/keys'), 200, KeyPage).items).toHaveLength(1);
});

test('a key can neither give what it lacks nor take over, change or end one that may do more', async () => {
  const owner = await api.newCaller();
  const manager = await api.newCaller({ tenantId: owner.tenantId, scopes: ['keys:read', 'keys:write'] });
  const more = await manager.post('/v1/keys', { name: 'More', scopes: ['keys:read', 'people:erase'] });
  expect(problemOf(more, 403).detail).toContain('people:erase');
  problemOf(await manager.post('/v1/keys', { name: 'All', role: 'owner' }), 403);
  const at = `/v1/keys/${idIn(owner)}`;
  for (const verb of ['rotate', 'revoke']) problemOf(await manager.post(`${at}:${verb}`), 403);
  problemOf(await manager.send('PATCH', at, { expiresAt: '2100-01-01T00:00:00Z' }), 403);
  expect((await owner.get(at)).body).toMatchObject({ state: 'active', expiresAt: null, rotatedAt: null });
  expect((await manager.post('/v1/keys', { name: 'Less', scopes: ['keys:read'] })).status).toBe(201);
});

test('a revoked key is refused on the next request, and stays listed', async () => {
  const owner = await api.newCaller();
  const made = bodyOf(await owner.post('/v1/keys', { name: 'Leaked', role: 'integrator' }), 201, KeySecretReply);
  expect(await statusWith(owner, made.key, '/v1/questions')).toBe(200);
  const revoked = bodyOf(await owner.post(`/v1/keys/${made.id}:revoke`), 200, KeyReply);
  expect(revoked.state).toBe('revoked');
  expect(await statusWith(owner, made.key, '/v1/questions')).toBe(401);
  expect(bodyOf(await owner.post(`/v1/keys/${made.id}:revoke`), 200, KeyReply)).toEqual(revoked);
  problemOf(await owner.post(`/v1/keys/${made.id}:rotate`), 409);
  problemOf(await owner.send('PATCH', `/v1/keys/${made.id}`, { expiresAt: null }), 409);
  expect(bodyOf(await owner.get('/v1/keys'), 200, KeyPage).items).toContainEqual(revoked);
});

test('a rotated key has another secret at once; the one before opens only as long as it was asked to', async () => {
  const clock = { now: new Date() };
  const owner = await api.newCaller({ services: { clock: () => clock.now } });
  const first = bodyOf(await owner.post('/v1/keys', { name: 'System', role: 'integrator' }), 201, KeySecretReply);
  const rotate = async (body?: unknown) =>
    bodyOf(await owner.post(`/v1/keys/${first.id}:rotate`, body), 200, KeySecretReply);
  const second = await rotate();
  expect(second).toMatchObject({ id: first.id, scopes: first.scopes, previousSecretExpiresAt: null });
  expect(await statusWith(owner, first.key, '/v1/questions')).toBe(401);
  const third = await rotate({ overlapSeconds: 60 });
  expect(third.previousSecretExpiresAt).toBe(new Date(clock.now.getTime() + 60_000).toISOString());
  for (const { key } of [second, third]) expect(await statusWith(owner, key, '/v1/questions')).toBe(200);
  expect(await statusWith(owner, first.key, '/v1/questions')).toBe(401);
  clock.now = new Date(clock.now.getTime() + 60_000);
  expect(await statusWith(owner, second.key, '/v1/questions')).toBe(401);
  expect(await statusWith(owner, third.key, '/v1/questions')).toBe(200);
  await rotate({ overlapSeconds: 60 });
  await owner.post(`/v1/keys/${first.id}:revoke`);
  expect(await statusWith(owner, third.key, '/v1/questions')).toBe(401);
});

test('while a rotation overlaps, the secret before does all but manage keys', async () => {
  const owner = await api.newCaller();
  const before = bodyOf(await owner.post('/v1/keys', { name: 'Second', role: 'owner' }), 201, KeySecretReply);
  const at = `/v1/keys/${before.id}`;
  const after = bodyOf(await owner.post(`${at}:rotate`, { overlapSeconds: 3600 }), 200, KeySecretReply);
  const by = (key: string, method: string, path: string, body?: unknown) =>
    owner.send(method, path, body, { authorization: `Bearer ${key}` });
  const refused = [
    await by(before.key, 'POST', `${at}:rotate`),
    await by(before.key, 'POST', `${at}:revoke`),
    await by(before.key, 'PATCH', at, { name: 'Mine' }),
    await by(before.key, 'POST', '/v1/keys', { name: 'Mine', role: 'owner' }),
  ];
  for (const reply of refused) expect(problemOf(reply, 403).detail).toContain('replaced by a rotation');
  for (const path of ['/v1/keys', '/v1/questions', '/v1/audit'])
    expect(await statusWith(owner, before.key, path)).toBe(200);
  expect((await by(after.key, 'POST', `${at}:rotate`)).status).toBe(200);
});

test('an owner whose reply to the rotation of their own key is lost gets it again, within a minute', async () => {
  const clock = { now: new Date() };
  const owner = await api.newCaller({ services: { clock: () => clock.now } });
  const rotate = () => owner.send('POST', `/v1/keys/${idIn(owner)}:rotate`, undefined, { 'idempotency-key': 'lost' });
  const lost = bodyOf(await rotate(), 200, KeySecretReply);
  expect(lost.previousSecretExpiresAt).toBe(new Date(clock.now.getTime() + 60_000).toISOString());
  clock.now = new Date(clock.now.getTime() + 59_999);
  expect(bodyOf(await rotate(), 200, KeySecretReply)).toEqual(lost);
  problemOf(await owner.post(`/v1/keys/${idIn(owner)}:rotate`), 403);
  clock.now = new Date(clock.now.getTime() + 1);
  problemOf(await rotate(), 401);
  expect(await statusWith(owner, lost.key, '/v1/keys')).toBe(200);
});

test('a key that expires can neither put off its end, nor make or take over a key that lasts longer', async () => {
  const owner = await api.newCaller();
  const ends = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
  const own = ends(2);
  const made = await owner.post('/v1/keys', {
    name: 'Contractor',
    scopes: ['keys:read', 'keys:write'],
    expiresAt: own,
  });
  const { id, key } = bodyOf(made, 201, KeySecretReply);
  const as = (method: string, path: string, body?: unknown) =>
    owner.send(method, path, body, { authorization: `Bearer ${key}` });
  const lasting = await owner.post('/v1/keys', { name: 'Lasting', scopes: ['keys:read'] });
  const at = `/v1/keys/${bodyOf(lasting, 201, KeySecretReply).id}`;
  for (const expiresAt of [null, ends(3)]) {
    problemOf(await as('PATCH', `/v1/keys/${id}`, { expiresAt }), 403);
    const refused = problemOf(await as('POST', '/v1/keys', { name: 'More', scopes: ['keys:read'], expiresAt }), 403);
    expect(refused.detail).toContain(own);
  }
  problemOf(await as('PATCH', at, { expiresAt: ends(3) }), 403);
  problemOf(await as('POST', `${at}:rotate`), 403);
  expect((await as('PATCH', at, { name: 'Renamed' })).status).toBe(200);
  for (const expiresAt of [own, ends(1)])
    expect((await as('POST', '/v1/keys', { name: 'Less', scopes: ['keys:read'], expiresAt })).status).toBe(201);
  expect((await as('POST', `/v1/keys/${id}:rotate`, { overlapSeconds: 60 })).status).toBe(200);
});

test('a key that expires is refused from that moment on', async () => {
  const clock = { now: new Date() };
  const owner = await api.newCaller({ services: { clock: () => clock.now } });
  const expiresAt = new Date(clock.now.getTime() + 1000).toISOString();
  const made = bodyOf(
    await owner.post('/v1/keys', { name: 'Short', role: 'reviewer', expiresAt }),
    201,
    KeySecretReply,
  );
  clock.now = new Date(clock.now.getTime() + 999);
  expect(await statusWith(owner, made.key, '/v1/questions')).toBe(200);
  clock.now = new Date(clock.now.getTime() + 1);
  expect(await statusWith(owner, made.key, '/v1/questions')).toBe(401);
  expect((await owner.get(`/v1/keys/${made.id}`)).body).toMatchObject({ state: 'expired', expiresAt });
});

test('a tenant is never locked out: the last key that may make keys of its scopes is neither revoked nor given an end', async () => {
  const owner = await api.newCaller();
  const at = `/v1/keys/${idIn(owner)}`;
  await owner.post('/v1/keys', { name: 'Not as much', scopes: scopes.filter((scope) => scope !== 'people:erase') });
  problemOf(await owner.post(`${at}:revoke`), 409);
  const end = '2100-01-01T00:00:00.000Z';
  problemOf(await owner.send('PATCH', at, { expiresAt: end }), 409);
  const other = bodyOf(
    await owner.post('/v1/keys', { name: 'Second', role: 'owner', expiresAt: end }),
    201,
    KeySecretReply,
  );
  problemOf(await owner.send('PATCH', at, { expiresAt: end }), 409);
  expect(problemOf(await owner.post(`${at}:revoke`), 409).detail).toContain('for as long');
  expect((await owner.send('PATCH', `/v1/keys/${other.id}`, { expiresAt: null })).status).toBe(200);
  expect((await owner.post(`${at}:revoke`)).status).toBe(200);
  expect(await statusWith(owner, other.key, '/v1/keys')).toBe(200);
});

test('of keys that end each other at the same moment one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const one = await api.newCaller();
    const ring = [
      one,
      await api.newCaller({ tenantId: one.tenantId }),
      await api.newCaller({ tenantId: one.tenantId }),
    ];
    await Promise.all(ring.map((caller, at) => caller.post(`/v1/keys/${idIn(ring[(at + 1) % 3] ?? one)}:revoke`)));
    const statuses = await Promise.all(ring.map(async (caller) => (await caller.get('/v1/keys')).status));
    expect(statuses).toContain(200);
  }
});

test('keys are listed newest first, a page at a time', async () => {
  const owner = await api.newCaller();
  for (const name of ['a', 'b', 'c']) await owner.post('/v1/keys', { name, role: 'reviewer' });
  const first = bodyOf(await owner.get('/v1/keys?limit=3'), 200, KeyPage);
  const cursor = new URLSearchParams({ cursor: first.nextCursor ?? '' });
  const rest = bodyOf(await owner.get(`/v1/keys?limit=3&${cursor}`), 200, KeyPage);
  const made = [...first.items, ...rest.items].map(({ createdAt }) => createdAt);
  expect(made).toHaveLength(4);
  expect(made.slice(1).every((createdAt, at) => createdAt <= (made[at] ?? ''))).toBe(true);
  expect(rest.nextCursor).toBeNull();
});

test('a tenant has at most a hundred keys in force', async () => {
  const owner = await api.newCaller();
  const { services, tenantId } = owner;
  const fill = Array.from({ length: 99 }, () => issueKey(services, { tenantId, name: 'one of many', scopes: [] }));
  await Promise.all(fill);
  problemOf(await owner.post('/v1/keys', { name: 'Too many', role: 'reviewer' }), 409);
});

function idIn({ key, services }: Caller): string {
  return idOf(key, services.sha256);
}

async function statusWith(caller: Caller, key: string, path: string): Promise<number> {
  return (await caller.send('GET', path, undefined, { authorization: `Bearer ${key}` })).status;
}
