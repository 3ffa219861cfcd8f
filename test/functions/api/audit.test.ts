import { describe, expect, test } from 'vitest';
import { auditedAction, auditedReads, unaudited } from '../../../functions/api/audited-action.ts';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { AuditPage, AuditVerificationReply } from '../../../functions/api/contracts/audit.ts';
import { ErasureReply } from '../../../functions/api/contracts/people.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { openedAssessment } from '../../support/candidates.ts';
import { ownedThing } from '../../support/owned-things.ts';
import { candidateRoutes, keptRoutes, requestTo } from '../../support/routes.ts';

const api = useApi();
const routes = keptRoutes();

describe('the audit log', () => {
  test('says who did what to what, by which request, newest first', async () => {
    const caller = await api.newCaller();
    const made = await caller.post('/v1/questions', aNewQuestion());
    const archived = await caller.edit('/v1/questions/cap-theorem:archive');
    const { items } = bodyOf(await caller.get('/v1/audit'), 200, AuditPage);
    const actor = { kind: 'key', id: caller.key.split('_')[1] };
    const subject = { kind: 'question', id: 'cap-theorem' };
    expect(items).toMatchObject([
      { sequence: 2, actor, action: 'questions.archive', subject, requestId: archived.headers.get('x-request-id') },
      { sequence: 1, actor, action: 'questions.create', subject, requestId: made.headers.get('x-request-id') },
    ]);
    expect(items[1]?.details).toEqual({ route: 'POST /v1/questions', status: 201 });
  });

  test('names what was made by the reply where the path does not', async () => {
    const caller = await api.newCaller();
    const { body } = await caller.post('/v1/webhooks', {
      url: 'https://hooks.example.com/',
      events: ['batch.completed'],
    });
    expect((await entriesOf(caller))[0]?.subject).toEqual({ kind: 'webhook', id: Object(body).id });
  });

  test('tells apart people whose ids look as if they ended in a verb', async () => {
    const caller = await api.newCaller();
    for (const id of ['urn:candidate:alice', 'urn:candidate:bob'])
      bodyOf(await caller.send('DELETE', `/v1/people/${encodeURIComponent(id)}`), 200, ErasureReply);
    const marks = (await entriesOf(caller)).map(({ subject }) => subject.id);
    expect(new Set(marks).size).toBe(2);
  });

  test('names an upload, and counts what was made at once', async () => {
    const caller = await api.newCaller();
    const { id } = await openedAssessment(caller);
    const { body } = await caller.post('/v1/uploads');
    await caller.post('/v1/invitations', { assessmentId: id, candidates: ['Ada', 'Ben'] });
    expect((await entriesOf(caller)).slice(0, 2)).toMatchObject([
      { action: 'invitations.create', details: { count: 2 } },
      { action: 'uploads.create', subject: { kind: 'upload', id: Object(body).uploadId } },
    ]);
  });

  test('has nothing of what was refused, of reading, and of the routes that are left out for a reason', async () => {
    const caller = await api.newCaller();
    await caller.get('/v1/questions');
    await caller.post('/v1/questions', { id: 'not valid' });
    await caller.edit('/v1/questions/missing:archive');
    await caller.post('/v1/nothing-here');
    for (const route of Object.keys(unaudited).filter((known) => !known.includes('/v1/candidate/'))) {
      const [method = '', path = ''] = route.split(' ');
      const { init, path: filled } = requestTo({ method, path });
      await caller.send(method, filled, init.body, init.headers);
    }
    const { path, init } = requestTo({ method: 'POST', path: '/v1/batches' });
    expect((await caller.send('POST', `${path}?dry_run=true`, init.body, init.headers)).status).toBe(200);
    expect(await entriesOf(caller)).toEqual([]);
  });

  test('leaves out only routes that there are', () => {
    const known = [...routes, ...candidateRoutes()].map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(unaudited).filter((route) => !known.includes(route))).toEqual([]);
  });

  test.each(routes.filter(({ method, path }) => method !== 'GET' && !(`${method} ${path}` in unaudited)))(
    'has every call of $method $path that was answered with success',
    async ({ method, path }) => {
      const caller = await api.newCaller();
      const ids = path.includes('{') ? await ownedThing(path).make(caller) : undefined;
      const before = await entriesOf(caller);
      const { path: filled, init } = requestTo({ method, path }, ids);
      const { status } = await caller.send(method, filled, init.body, init.headers);
      const added = (await entriesOf(caller)).length - before.length;
      expect({ status, added }).toEqual({ status, added: status < 300 ? 1 : 0 });
      expect(auditedAction(method, path)?.action).toMatch(/^[a-z-]+(\.[a-z-]+)+$/);
    },
  );

  test('takes in a route that nobody has thought of', async () => {
    const caller = await api.newCaller();
    caller.app.put('/v1/brand-new/:id', (c) => c.json({}, 200));
    caller.app.post('/v1/brand-new/:id{[^/:]+:polish}', (c) => c.json({}, 202));
    await undocumented(caller, 'PUT', '/v1/brand-new/things-1');
    await undocumented(caller, 'POST', '/v1/brand-new/things-1:polish');
    expect(await entriesOf(caller)).toMatchObject([
      { action: 'brand-new.polish', subject: { kind: 'brand-new', id: 'things-1' }, details: { status: 202 } },
      { action: 'brand-new.replace', subject: { kind: 'brand-new', id: 'things-1' } },
    ]);
  });

  test('never names a person, and has the reading of one', async () => {
    const caller = await api.newCaller();
    caller.app.post('/v1/things/:id', (c) => c.json({}));
    const person = 'jane.doe@example.com';
    await caller.post('/v1/questions', aNewQuestion());
    for (const candidate of [person, 'jane']) {
      const answered = { questionId: 'cap-theorem', answer: 'Consistency or availability.', candidate };
      expect((await caller.post('/v1/evaluations', answered)).status).toBe(201);
      expect((await caller.get(`/v1/people/${candidate}`)).status).toBe(200);
    }
    await undocumented(caller, 'POST', `/v1/things/${person}`);
    const entries = (await entriesOf(caller)).slice(0, 3);
    expect(entries.map(({ action }) => action)).toEqual(['things.create', 'people.read', 'people.read']);
    expect(JSON.stringify(entries)).not.toMatch(/jane|doe|example/i);
    expect(entries.map(({ subject }) => subject.id)).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{64}$/)));
    const [thing, , first] = entries;
    expect(auditedReads).toEqual(['GET /v1/people/{id}']);
    expect(thing?.subject.id).toBe(first?.subject.id);
  });

  test('can be searched by who, what and when, and paged through in both orders', async () => {
    const caller = await api.newCaller();
    for (const id of ['a', 'b', 'c']) await caller.post('/v1/questions', aNewQuestion({ id }));
    await caller.edit('/v1/questions/b:archive');
    const numbers = async (query: string): Promise<number[]> =>
      bodyOf(await caller.get(`/v1/audit?${query}`), 200, AuditPage).items.map(({ sequence }) => sequence);
    expect(await numbers('action=questions.create')).toEqual([3, 2, 1]);
    expect(await numbers(`actor=${caller.key.split('_')[1]}&order=oldest`)).toEqual([1, 2, 3, 4]);
    expect(await numbers('actor=0000000000000000')).toEqual([]);
    const [, third, second] = await entriesOf(caller);
    expect(await numbers(`from=${second?.at}&to=${third?.at}&action=questions.create`)).toEqual(
      expect.arrayContaining([3, 2]),
    );
    expect(await numbers('from=2100-01-01T00:00:00.000Z')).toEqual([]);
    const first = bodyOf(await caller.get('/v1/audit?limit=3&order=oldest'), 200, AuditPage);
    const rest = await numbers(`limit=3&order=oldest&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
    expect([...first.items.map(({ sequence }) => sequence), ...rest]).toEqual([1, 2, 3, 4]);
  });

  test('is of one tenant: each has a chain of its own', async () => {
    const [one, other] = [await api.newCaller(), await api.newCaller()];
    await one.post('/v1/questions', aNewQuestion());
    expect(await entriesOf(other)).toEqual([]);
    await other.post('/v1/questions', aNewQuestion());
    expect((await entriesOf(other)).map(({ sequence }) => sequence)).toEqual([1]);
  });

  test('that can not be written to makes the reply a 503 that says what may have happened', async () => {
    const caller = await api.newCaller();
    const down = await api.newCaller({
      tenantId: caller.tenantId,
      services: {
        audit: {
          ...caller.services.audit,
          append: () => Promise.reject(new Fault('unavailable', 'The storage does not answer at the moment.')),
        },
      },
    });
    const reply = await down.post('/v1/questions', aNewQuestion());
    const { type, detail } = problemOf(reply, 503);
    expect(type).toBe('/problems/unavailable');
    expect(detail).toBe('The action has happened, but may be missing in the audit log. Look before you send it again.');
    expect(reply.headers.get('location')).toBe('/v1/questions/cap-theorem');
    expect(down.outages).toHaveLength(1);
    expect((await caller.get('/v1/questions/cap-theorem')).status).toBe(200);
    expect((await down.post('/v1/evaluations', { questionId: 'cap-theorem', answer: 'Choose one.' })).status).toBe(201);
  });

  test('costs an evaluation nothing', async () => {
    const caller = await api.newCaller();
    const request = { question: 'Why?', referenceAnswer: 'Because of gravity.', answer: 'Gravity.' };
    const { id } = bodyOf(await caller.post('/v1/evaluations', request), 201, EvaluationReply);
    expect(id).toMatch(/^evl_/);
    expect(await caller.services.audit.head(caller.tenantId)).toBeUndefined();
  });
});

describe('its verification', () => {
  test('counts the entries and says that they are in order', async () => {
    const caller = await api.newCaller();
    expect(await verificationOf(caller)).toMatchObject({ status: 'intact', entries: 0, head: null, fault: null });
    for (const id of ['a', 'b', 'c']) await caller.post('/v1/questions', aNewQuestion({ id }));
    const [last] = await entriesOf(caller);
    const end = `3:${last?.hash}`;
    const intact = { status: 'intact', entries: 3, end, head: { sequence: 3 }, fault: null, next: null };
    expect(await verificationOf(caller)).toMatchObject(intact);
    expect(await verificationOf(caller, `?known=${end}`)).toMatchObject(intact);
    expect(await verificationOf(caller, `?after=${end}`)).toMatchObject({ ...intact, entries: 0 });
  });

  test('goes on only behind an entry that is there and is the one that was named', async () => {
    const caller = await api.newCaller();
    for (const id of ['a', 'b']) await caller.post('/v1/questions', aNewQuestion({ id }));
    const hash = '0'.repeat(64);
    const broken = { status: 'broken', entries: 0, end: `0:${hash}` };
    expect(await verificationOf(caller, `?after=500:${hash}`)).toMatchObject({
      ...broken,
      fault: { sequence: 500, kind: 'cut-off' },
    });
    expect(await verificationOf(caller, `?after=1:${hash}`)).toMatchObject({
      ...broken,
      fault: { sequence: 1, kind: 'not-as-known' },
    });
  });

  test('finds a log that is not the one that was known', async () => {
    const [caller, other] = [await api.newCaller(), await api.newCaller()];
    for (const { post } of [caller, other]) await post('/v1/questions', aNewQuestion());
    const { end } = await verificationOf(other);
    expect(await verificationOf(caller, `?known=${end}`)).toMatchObject({
      status: 'broken',
      fault: { sequence: 1, kind: 'not-as-known', detail: 'Entry 1: another entry was known to stand there.' },
    });
    expect(await verificationOf(caller, `?known=${end.replace('1:', '2:')}`)).toMatchObject({
      fault: { sequence: 2, kind: 'cut-off' },
    });
    problemOf(await caller.get('/v1/audit/verification?known=2'), 400);
  });
});

async function undocumented({ app, key }: Caller, method: string, path: string): Promise<void> {
  const { status } = await app.request(path, { method, headers: { authorization: `Bearer ${key}` } });
  expect([200, 202]).toContain(status);
}

async function entriesOf(caller: Caller) {
  return bodyOf(await caller.get('/v1/audit?limit=100'), 200, AuditPage).items;
}

async function verificationOf(caller: Caller, query = '') {
  return bodyOf(await caller.get(`/v1/audit/verification${query}`), 200, AuditVerificationReply);
}
