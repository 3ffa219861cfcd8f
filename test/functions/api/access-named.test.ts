import { expect, test } from 'vitest';
import { aNewQuestion, type Caller, type Reply, useApi } from '../../support/api.ts';
import { filledPath, ownedThing } from '../../support/owned-things.ts';
import { keptRoutes, type RouteToTry, requestTo } from '../../support/routes.ts';

/* Requests that name another tenant's thing in their query or body: they are answered as if there were none of that id. */

const api = useApi();

// These name parts of the thing in the path, and nothing outside of it.
const parts = new Set(['keyPointId', 'appealId']);
const named = keptRoutes().flatMap((route) =>
  route.namedBy.filter((field) => !parts.has(field)).map((field) => ({ ...route, field })),
);

// What the ids in queries stand for.
const queried: Readonly<Record<string, string>> = {
  question_id: '/v1/questions/{id}',
  batch_id: '/v1/batches/{id}',
  assessment_id: '/v1/assessments/{id}',
};

interface Body {
  readonly of: string;
  readonly with: (id: string) => Record<string, unknown>;
}

// Bodies that name something by its id; `of` says what, as in test/support/owned-things.ts.
const bodies: Readonly<Record<string, Body>> = {
  'POST /v1/evaluations questionId': {
    of: '/v1/questions/{id}',
    with: (id) => ({ questionId: id, answer: 'Anything at all.' }),
  },
  'POST /v1/questions/{id}:regrade evaluationIds': {
    of: '/v1/evaluations/{id}',
    with: (id) => ({ fromVersion: 1, toVersion: 2, evaluationIds: [id] }),
  },
  'POST /v1/batches/{id}:regrade questionId': { of: '/v1/questions/{id}', with: (id) => ({ questionId: id }) },
  'POST /v1/invitations assessmentId': {
    of: '/v1/assessments/{id}',
    with: (id) => ({ assessmentId: id, candidates: ['Ada'] }),
  },
  'POST /v1/batches uploadId': { of: 'upload', with: (id) => ({ uploadId: id, format: 'jsonl' }) },
};

const nested = [
  {
    ...{ method: 'POST', path: '/v1/agreement', of: '/v1/questions/{id}' },
    body: (id: string) => ({ marks: [{ questionId: id, answer: 'Anything at all.', score: 50 }] }),
  },
  {
    ...{ method: 'POST', path: '/v1/batches?dry_run=true', of: '/v1/questions/{id}' },
    body: (id: string) => ({ rows: [{ question_id: id, answer: 'Anything at all.' }] }),
  },
];

test.each(named)('$method $path tells nothing of a $field of another tenant', async (route) => {
  const { owner, stranger } = await twoTenants();
  const { theirs, none } = await idsOf(kindOf(route), owner);
  const own = route.path.includes('{') ? await ownThing(stranger, route) : {};
  const ask = async (id: string): Promise<Reply> => {
    const { path, init } = requestTo(route, own);
    const body = bodies[`${nameOf(route)} ${route.field}`];
    if (body !== undefined) return stranger.send(init.method, path, body.with(id));
    const [bare = path] = path.split('?');
    return stranger.send(init.method, `${bare}?${route.field}=${id}`, init.body, init.headers);
  };
  expect(comparable(await ask(theirs), theirs, owner)).toEqual(comparable(await ask(none), none, owner));
});

test.each(nested)(
  '$method $path tells nothing of what a row of it names of another tenant',
  async ({ method, path, of, body }) => {
    const { owner, stranger } = await twoTenants();
    const { theirs, none } = await idsOf(of, owner);
    const ask = (id: string): Promise<Reply> => stranger.send(method, path, body(id));
    expect(comparable(await ask(theirs), theirs, owner)).toEqual(comparable(await ask(none), none, owner));
  },
);

async function twoTenants(): Promise<{ owner: Caller; stranger: Caller }> {
  const owner = await api.newCaller();
  return { owner, stranger: await api.newCaller({ services: { files: owner.background.files } }) };
}

function kindOf(route: RouteToTry & { readonly field: string }): string {
  const kind = bodies[`${nameOf(route)} ${route.field}`]?.of ?? queried[route.field];
  if (kind !== undefined) return kind;
  throw new Error(`${nameOf(route)}: say in access-named.test.ts what ${route.field} names`);
}

async function idsOf(kind: string, owner: Caller): Promise<{ theirs: string; none: string }> {
  if (kind === 'upload') return { theirs: await uploadOf(owner), none: `upl_${'0'.repeat(26)}` };
  const { make, missing } = ownedThing(kind);
  return { theirs: filledPath('{id}', await make(owner)), none: filledPath('{id}', missing) };
}

async function uploadOf(owner: Caller): Promise<string> {
  const { body } = await owner.post('/v1/uploads');
  const id = /upl_[0-9a-z]{26}/.exec(JSON.stringify(body))?.[0] ?? '';
  const content = [Buffer.from('{"answer":"Anything.","question_id":"cap-theorem"}\n')];
  await owner.background.files.put({ tenantId: owner.tenantId, name: `uploads/${id}` }, asyncOf(content));
  expect((await owner.post('/v1/batches', { uploadId: id, format: 'jsonl' })).status).toBe(202);
  await owner.background.files.put({ tenantId: owner.tenantId, name: `uploads/${id}` }, asyncOf(content));
  return id;
}

async function* asyncOf(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

// Two versions, so that there is an edit to regrade after.
async function ownThing(stranger: Caller, { path }: RouteToTry): Promise<Readonly<Record<string, string>>> {
  const ids = await ownedThing(path).make(stranger);
  const { id: _, ...content } = aNewQuestion({ prompt: 'Another wording?' });
  if (path.startsWith('/v1/questions/')) await stranger.edit(`/v1/questions/${ids['id']}/versions`, content);
  return ids;
}

function comparable({ status, body }: Reply, id: string, owner: Caller): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  expect(text).not.toContain(owner.tenantId);
  expect(status).not.toBe(500);
  return { status, body: text.replaceAll(id, 'ID').replace(/"requestId":"[^"]*"/, '') };
}

function nameOf({ method, path }: RouteToTry): string {
  return `${method} ${path}`;
}
