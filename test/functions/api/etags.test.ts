import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { EvaluationReply, QuestionReply } from '../../../functions/api/contract.ts';
import { WebhookSecretReply } from '../../../functions/api/contracts/webhooks.ts';
import { etagOf, ifMatch } from '../../../functions/api/etag.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, type Reply, useApi } from '../../support/api.ts';
import { openedAssessment } from '../../support/candidates.ts';

const api = useApi();
const seed = 20_261_128;
const { id: _id, ...content } = aNewQuestion();
const path = '/v1/questions/cap-theorem';

const tagIn = ({ headers }: Reply): string => headers.get('etag') ?? 'no ETag';

async function kept(): Promise<Caller> {
  const caller = await api.newCaller();
  await caller.post('/v1/questions', aNewQuestion());
  return caller;
}

const edit = (caller: Caller, prompt: string, tag: string) =>
  caller.send('POST', `${path}/versions`, { ...content, prompt }, { 'if-match': tag });
const archive = (caller: Caller, tag: string) => caller.send('POST', `${path}:archive`, undefined, { 'if-match': tag });

describe('a question', () => {
  test('has one strong ETag wherever it is shown, and another after every change', async () => {
    const caller = await api.newCaller();
    const made = tagIn(await caller.post('/v1/questions', aNewQuestion()));
    expect(made).toMatch(/^"[\w.]+"$/);
    expect(tagIn(await caller.get(path))).toBe(made);
    expect(tagIn(await caller.get(`${path}/versions/1`))).toBe(made);
    const edited = tagIn(await edit(caller, 'What is CAP?', made));
    expect(tagIn(await caller.get(path))).toBe(edited);
    const archived = tagIn(await archive(caller, edited));
    expect(tagIn(await caller.get(path))).toBe(archived);
    expect(new Set([made, edited, archived, tagIn(await caller.get(`${path}/versions/1`))]).size).toBe(4);
  });

  test('is not changed by whoever does not say what they have read', async () => {
    const caller = await kept();
    problemOf(await caller.post(`${path}/versions`, { ...content, prompt: 'What is CAP?' }), 428);
    problemOf(await caller.post(`${path}/versions`, content), 428);
    problemOf(await caller.post(`${path}:archive`), 428);
    expect(bodyOf(await caller.get(path), 200, QuestionReply)).toMatchObject({ version: 1, status: 'active' });
  });

  test('is not changed by whoever has read an earlier state of it', async () => {
    const caller = await kept();
    const seen = tagIn(await caller.get(path));
    expect((await edit(caller, 'What is CAP?', seen)).status).toBe(201);
    problemOf(await edit(caller, 'What does CAP mean?', seen), 412);
    problemOf(await archive(caller, seen), 412);
    problemOf(await archive(caller, `W/${tagIn(await caller.get(path))}`), 412);
    expect(bodyOf(await caller.get(path), 200, QuestionReply)).toMatchObject({ version: 2, prompt: 'What is CAP?' });
    expect((await archive(caller, `"other", ${tagIn(await caller.get(path))}`)).status).toBe(200);
  });

  test('loses no update: of many edits of one state at once one is made, and the others are told', async () => {
    const caller = await kept();
    const seen = tagIn(await caller.get(path));
    const replies = await Promise.all(Array.from({ length: 20 }, (_, index) => edit(caller, `Edit ${index}?`, seen)));
    const made = replies.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    for (const refused of replies.filter((reply) => reply !== made[0])) problemOf(refused, 412);
    expect((await caller.get(path)).body).toEqual(made[0]?.body);
  });

  test('gets no second version of the same content: the edit that is sent again finds the first', async () => {
    const caller = await kept();
    const seen = tagIn(await caller.get(path));
    const made = await edit(caller, 'What is CAP?', seen);
    const again = await edit(caller, 'What is CAP?', seen);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(made.body);
    expect([tagIn(again), again.headers.get('location')]).toEqual([tagIn(made), made.headers.get('location')]);
    expect((await archive(caller, tagIn(made))).status).toBe(200);
    expect((await archive(caller, tagIn(made))).status).toBe(200);
    problemOf(await edit(caller, 'What is CAP?', '*'), 409);
  });

  test.each(['nonsense', '"open', '"a" "b"', '*, "a"', '""a'])(
    'is refused an If-Match that is none: %s',
    async (tag) => {
      const caller = await kept();
      expect(problemOf(await archive(caller, tag), 400).errors?.[0]?.pointer).toBe('/If-Match');
    },
  );
});

test.each(['open', 'close', 'release'])(
  'POST :%s of an assessment is refused to whoever has read an earlier state',
  async (verb) => {
    const caller = await api.newCaller();
    const { id } = await openedAssessment(caller);
    const at = `/v1/assessments/${id}`;
    const body = verb === 'release' ? { releasedBy: 'Grace Hopper', what: 'score' } : undefined;
    const send = (tag: string) => caller.send('POST', `${at}:${verb}`, body, { 'if-match': tag });
    problemOf(await send('"999"'), 412);
    expect((await send(tagIn(await caller.get(at)))).status).toBe(200);
  },
);

test('a key is changed, and an endpoint erased, only as they were read where If-Match says so', async () => {
  const caller = await api.newCaller();
  const key = `/v1/keys/${caller.key.split('_')[1]}`;
  const rename = (name: string, tag: string) => caller.send('PATCH', key, { name }, { 'if-match': tag });
  const read = tagIn(await caller.get(key));
  const renamed = await rename('One', read);
  expect([renamed.status, tagIn(renamed)]).toEqual([200, tagIn(await caller.get(key))]);
  problemOf(await rename('Two', read), 412);
  const hook = { url: 'https://hooks.example.com/', events: ['batch.completed'] };
  const made = await caller.post('/v1/webhooks', hook);
  const at = made.headers.get('location') ?? '';
  const erase = (tag: string) => caller.send('DELETE', at, undefined, { 'if-match': tag });
  problemOf(await erase('"999"'), 412);
  expect((await erase(tagIn(made))).status).toBe(200);
  problemOf(await caller.get(at), 404);
});

test('an endpoint that was changed while it was to be erased as it was read stays', async () => {
  const caller = await api.newCaller();
  const made = await caller.post('/v1/webhooks', { url: 'https://hooks.example.com/', events: ['batch.completed'] });
  const at = made.headers.get('location') ?? '';
  const find: Caller['services']['webhooks']['find'] = async (tenantId, id) => {
    const before = await caller.services.webhooks.find(tenantId, id);
    await caller.send('PATCH', at, { description: 'Changed' });
    return before;
  };
  const webhooks = { ...caller.services.webhooks, find };
  const late = await api.newCaller({ tenantId: caller.tenantId, services: { webhooks } });
  problemOf(await late.send('DELETE', at, undefined, { 'if-match': tagIn(made) }), 412);
  expect((await caller.get(at)).status).toBe(200);
});

test('an endpoint is changed under any state without If-Match, and with it only as it was read', async () => {
  const { post, get, send } = await api.newCaller();
  const made = await post('/v1/webhooks', { url: 'https://hooks.example.com/', events: ['batch.completed'] });
  const { id } = bodyOf(made, 201, WebhookSecretReply);
  const at = `/v1/webhooks/${id}`;
  expect(tagIn(await get(at))).toBe(tagIn(made));
  const change = (description: string, headers = {}) => send('PATCH', at, { description }, headers);
  const changed = await change('One', { 'if-match': tagIn(made) });
  expect(changed.status).toBe(200);
  problemOf(await change('Two', { 'if-match': tagIn(made) }), 412);
  expect((await get(at)).body).toMatchObject({ description: 'One' });
  expect((await change('Three')).status).toBe(200);
  expect(tagIn(await get(at))).not.toBe(tagIn(changed));
});

test('what has not changed since it was read is not sent again', async () => {
  const { post, get, send } = await kept();
  const hook = await post('/v1/webhooks', { url: 'https://hooks.example.com/', events: ['batch.completed'] });
  const graded = await post('/v1/evaluations', { questionId: 'cap-theorem', answer: 'Consistency or availability.' });
  const { id } = bodyOf(graded, 201, EvaluationReply);
  expect(tagIn(await get(`/v1/evaluations/${id}`))).toBe(tagIn(graded));
  const paths = [path, `${path}/versions/1`, hook.headers.get('location') ?? '', `/v1/evaluations/${id}`];
  for (const at of paths) {
    const tag = tagIn(await get(at));
    for (const given of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const reply = await send('GET', at, undefined, { 'if-none-match': given });
      expect([reply.status, reply.body, tagIn(reply)], at).toEqual([304, '', tag]);
      expect(reply.headers.get('x-request-id')).toMatch(/./);
    }
    const other = await send('GET', at, undefined, { 'if-none-match': '"other"' });
    expect([other.status, tagIn(other)]).toEqual([200, tag]);
  }
});

describe('If-Match', () => {
  const app = new Hono();
  app.get('/', (c) => {
    try {
      return c.json(ifMatch(c)?.('"now"') ?? null);
    } catch (error) {
      if (error instanceof Fault) return c.json(error.kind);
      throw error;
    }
  });
  const matches = async (given: string): Promise<unknown> =>
    (await app.request('/', { headers: { 'if-match': given } })).json();

  const word = fc.stringMatching(/^[\w.]{1,8}$/).filter((text) => text !== 'now');
  const tags = fc.array(fc.record({ word: fc.oneof(word, fc.constant('now')), weak: fc.boolean() }), { minLength: 1 });
  const gap = fc.constantFrom(',', ', ', ' ,', ' , ,', ',\t');

  test('holds of the tags that it lists and of no other, whatever the spaces and empty elements between them', async () => {
    await fc.assert(
      fc.asyncProperty(tags, gap, async (listed, between) => {
        const given = listed.map(({ word: text, weak }) => `${weak ? 'W/' : ''}${etagOf(text)}`).join(between);
        expect(await matches(given)).toBe(listed.some(({ word: text, weak }) => text === 'now' && !weak));
      }),
      { seed },
    );
  });

  test('is refused or understood, whatever is sent, and holds of nothing that it does not name', async () => {
    const visible = fc.string({ unit: fc.constantFrom(...'",W/* ab'), minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(visible, async (given) => {
        expect([false, 'invalid-request', given.trim() === '*']).toContain(await matches(given));
      }),
      { seed, numRuns: 500 },
    );
  });

  test('asks for nothing where it was not sent', async () => {
    expect(await (await app.request('/')).json()).toBeNull();
  });
});
