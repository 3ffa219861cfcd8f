import { beforeAll, expect, test } from 'vitest';
import { scopes } from '../../../shared/domain/principal.ts';
import { issueKey } from '../../../shared/usecases/issue-key.ts';
import { type Caller, problemOf, type Reply, replyOf, useApi } from '../../support/api.ts';
import { flaws } from '../../support/flawed-keys.ts';
import { ownedThing, ownedThings, type PathIds } from '../../support/owned-things.ts';
import { keptRoutes, type RequestToTry, type RouteToTry, requestsTo, requestTo } from '../../support/routes.ts';

/*
 * Every route that needs a key x everything that can be wrong with who asks. Routes come from the OpenAPI document, which
 * access.test.ts compares with what is served.
 */

const api = useApi();
const routes = keptRoutes();
const columns = [...Object.keys(flaws), 'wrong scope', 'other tenant'];

// What a route says to somebody who may ask, but whose the thing is not: most have no such thing.
const answersAnyway: Readonly<Record<string, number>> = {
  'DELETE /v1/agreement/{id}': 200,
  'DELETE /v1/people/{id}': 200,
};

let owner: Caller;
let stranger: Caller;
/** Of the owner, by the place in `ownedThings`. */
const owned = new Map<unknown, PathIds>();

beforeAll(async () => {
  owner = await api.newCaller();
  stranger = await api.newCaller({ services: { files: owner.background.files } });
  for (const thing of Object.values(ownedThings)) owned.set(thing, await thing.make(owner));
});

test('refuses every route to everybody who may not use it, and says so in a table', async () => {
  const before = await allThatIsOwned();
  const cells = new Map<string, string[]>();
  // One after the other: a key that is revoked counts on another, whose rotation at that moment would be a conflict.
  const authorizations: (string | null)[] = [];
  for (const flawed of Object.values(flaws)) authorizations.push(await flawed(owner));
  for (const route of routes) {
    const row: string[] = [];
    for (const authorization of authorizations) row.push(await outcome(() => refusedKey(route, authorization)));
    row.push(await outcome(() => refusedScope(route)));
    row.push(await outcome(() => (route.path.includes('{') ? refusedThing(route) : nothingOfOthers(route))));
    cells.set(nameOf(route), row);
  }
  print(cells);
  const notRefused = [...cells].flatMap(([route, row]) =>
    row.flatMap((cell, at) => (refusals.includes(cell) ? [] : [`${route}, ${columns[at]}: ${cell}`])),
  );
  expect(notRefused).toEqual([]);
  expect(cells.size).toBeGreaterThan(40);
  expect(await allThatIsOwned()).toEqual(before);
});

const refusals = ['401', '403', '404', 'same', 'none'];

/** 401 in the same words, headers and log entry, whatever is wrong with the key. */
async function refusedKey(route: RouteToTry, authorization: string | null): Promise<string> {
  const { path, init } = requestTo(route);
  const headers = { ...init.headers, ...(authorization === null ? {} : { authorization }) };
  const reply = await replyOf(await owner.app.request(path, { ...init, headers }));
  const { requestId, ...told } = problemOf(reply, 401);
  expect(told).toEqual({
    type: '/problems/unauthenticated',
    title: 'A valid API key is needed',
    status: 401,
    detail: 'A valid API key is needed: Authorization: Bearer msk_...',
  });
  const shown = [...reply.headers.entries()].filter(([name]) => name !== 'x-request-id');
  expect(Object.fromEntries(shown)).toEqual({
    'content-type': 'application/problem+json',
    'www-authenticate': 'Bearer realm="markscheme"',
  });
  expect(owner.events.at(-1)).toMatchObject({ status: 401, tenantId: null, keyId: null, fault: 'unauthenticated' });
  return '401';
}

/** 403 that names the one scope which the document says is needed, for a key with every other. */
async function refusedScope(route: RouteToTry): Promise<string> {
  const others = scopes.filter((scope) => scope !== route.scope);
  const key = await issueKey(owner.services, { tenantId: owner.tenantId, name: 'all but one', scopes: others });
  const reply = await asked(owner, requestTo(route), key);
  expect(problemOf(reply, 403).detail).toBe(`This key lacks the scope ${route.scope}.`);
  return '403';
}

/** The same reply for a thing of somebody else as for none, but for its id. */
async function refusedThing(route: RouteToTry): Promise<string> {
  const { missing } = ownedThing(route.path);
  const theirs = owned.get(ownedThing(route.path)) ?? {};
  const expected = answersAnyway[nameOf(route)] ?? 404;
  for (const [at, request] of requestsTo(route, theirs).entries()) {
    const reply = await asked(stranger, request);
    const none = await asked(stranger, requestsTo(route, missing)[at] ?? request);
    expect(reply.status).toBe(expected);
    expect(comparable(reply, theirs)).toEqual(comparable(none, missing));
    expect(textOf(reply)).not.toContain(owner.tenantId);
  }
  return expected === 404 ? '404' : 'same';
}

/** A list or anything else without an id shows nothing of somebody else. */
async function nothingOfOthers(route: RouteToTry): Promise<string> {
  for (const request of requestsTo(route)) {
    const text = textOf(await asked(stranger, request));
    expect(text).not.toContain(owner.tenantId);
    // The log of one's own actions has the ids that one has tried them on.
    if (route.path === '/v1/audit') continue;
    for (const ids of owned.values()) for (const id of longIds(ids)) expect(text).not.toContain(id);
  }
  return 'none';
}

// What a test found wrong is told in the table and at its end, for all routes at once.
async function outcome(check: () => Promise<string>): Promise<string> {
  try {
    return await check();
  } catch (error) {
    return error instanceof Error ? `NOT REFUSED: ${error.message}` : 'NOT REFUSED';
  }
}

function asked(caller: Caller, { path, init }: RequestToTry, key = caller.key): Promise<Reply> {
  return caller.send(init.method, path, init.body, { ...init.headers, authorization: `Bearer ${key}` });
}

async function allThatIsOwned(): Promise<unknown> {
  const shown: Record<string, unknown> = {};
  for (const route of routes.filter(({ method, path }) => method === 'GET' && path.includes('{'))) {
    const { status, body } = await asked(owner, requestTo(route, owned.get(ownedThing(route.path)) ?? {}));
    expect(status, nameOf(route)).toBe(200);
    shown[nameOf(route)] = body;
  }
  return shown;
}

function comparable({ status, headers, body }: Reply, ids: PathIds): unknown {
  const names = [...headers.keys()];
  const text = longIds(ids).reduce((left, id) => left.replaceAll(id, 'ID'), JSON.stringify(body));
  // Neither the request nor its moment is the same.
  return { status, names, body: text.replaceAll(/"(?:requestId|requestedAt|erasedAt)":"[^"]*"/g, '') };
}

// A version number is an id in a path, and stands in many places.
function longIds(ids: PathIds): string[] {
  return Object.values(ids).filter((id) => id.length > 3);
}

function textOf({ body }: Reply): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function nameOf({ method, path }: RouteToTry): string {
  return `${method} ${path}`;
}

function print(cells: ReadonlyMap<string, readonly string[]>): void {
  const width = Math.max(...[...cells.keys()].map((route) => route.length));
  const line = (name: string, row: readonly string[]): string =>
    [name.padEnd(width), ...row.map((cell, at) => cell.slice(0, 14).padStart(columns[at]?.length ?? 0))].join('  ');
  const refused = columns.map((_, at) => [...cells.values()].filter((row) => refusals.includes(row[at] ?? '')).length);
  const total = line(
    'refused',
    refused.map((count) => `${count}/${cells.size}`),
  );
  const legend = 'other tenant: 404 as for a missing id, same: as for a missing id, none: shows nothing of theirs';
  console.log([line('', columns), ...[...cells].map(([name, row]) => line(name, row)), total, legend].join('\n'));
}
