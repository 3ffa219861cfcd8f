import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { HealthReply } from '../../../functions/api/contract.ts';
import { DeliveryReply } from '../../../functions/api/contracts/webhooks.ts';
import { muedRequests } from '../../../functions/api/examples/mued-examples.ts';
import { problemKinds } from '../../../functions/api/problem.ts';
import { tableClient } from '../../../shared/adapters/dynamo/client.ts';
import { dynamoStorageProbe } from '../../../shared/adapters/dynamo/storage-probe.ts';
import { webhookSender } from '../../../shared/adapters/webhooks/webhook-sender.ts';
import { aNewQuestion, bodyOf, type Reply, replyOf, useApi } from '../../support/api.ts';
import { OpenApiDocument, schemaOf } from '../../support/routes.ts';
import { settingsOf } from '../../support/table.ts';

const api = useApi();

describe('/health', () => {
  test('needs no key and says that the service can work, and which judge serves', async () => {
    const { app } = await api.newCaller();
    expect(bodyOf(await replyOf(await app.request('/health')), 200, HealthReply)).toEqual({
      status: 'ok',
      version: '0.0.0-test',
      judge: 'offline',
      model: null,
      storage: 'reachable',
    });
  });

  test('names the model that serves', async () => {
    const model = { name: 'some-model', ask: () => Promise.reject(new Error('nobody asks')) };
    const { get } = await api.newCaller({ services: { model } });
    expect((await get('/health')).body).toMatchObject({ judge: 'llm', model: 'some-model' });
  });

  test('is degraded, with 503, when the table is out of reach', async () => {
    const patience = { connectionTimeoutMs: 200, requestTimeoutMs: 200, attemptsMax: 1 };
    const nowhere = settingsOf({ endpoint: 'http://127.0.0.1:1', tableName: 'none' });
    const probe = dynamoStorageProbe(tableClient({ ...nowhere, patience }));
    const { get } = await api.newCaller({ services: { probe } });
    const body = bodyOf(await get('/health'), 503, HealthReply);
    expect(body).toMatchObject({ status: 'degraded', storage: 'unreachable' });
  });
});

describe('/problems', () => {
  test.each(Object.entries(problemKinds))(
    'has a page about %s, for anybody',
    async (name, { status, title, advice }) => {
      const { app } = await api.newCaller();
      const reply = await replyOf(await app.request(`/problems/${name}`));
      expect(reply.status).toBe(200);
      const shown = String(reply.body).replaceAll('&quot;', '"').replaceAll('&#39;', "'");
      for (const part of [title, `/problems/${name}`, String(status), advice]) expect(shown).toContain(part);
    },
  );

  test('lists them all, each with a link to its page', async () => {
    const { app } = await api.newCaller();
    const { body } = await replyOf(await app.request('/problems'));
    for (const name of Object.keys(problemKinds)) expect(body).toContain(`href="/problems/${name}"`);
  });
});

describe('/docs', () => {
  test('shows the document with assets of our own, and nothing on it may come from elsewhere', async () => {
    const { app } = await api.newCaller();
    const page = await replyOf(await app.request('/docs'));
    const asked = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(asked).toContain('/docs/swagger-ui-bundle.js');
    for (const url of asked) {
      expect(url).toMatch(/^\/[a-z]/);
      expect((await app.request(url)).status, url).toBe(200);
    }
    for (const path of ['/docs', '/docs/start.js', '/problems', '/problems/conflict']) {
      const policy = (await app.request(path)).headers.get('content-security-policy');
      expect(policy, path).toContain("default-src 'self'");
      expect(policy, path).not.toMatch(/script-src|https?:|unsafe-eval/);
    }
  });

  test('serves no other file', async () => {
    const { app } = await api.newCaller();
    for (const path of ['/docs/package.json', '/docs/%2e%2e/zod/package.json', '/docs/swagger-ui.js'])
      expect((await app.request(path)).status, path).toBe(404);
  });

  test('opens with every limit that a request may meet', async () => {
    const { get } = await api.newCaller();
    const { description } = z
      .looseObject({ description: z.string() })
      .parse(z.looseObject({ info: z.unknown() }).parse((await get('/openapi.json')).body).info);
    for (const said of ['512 KiB', '32 levels', '20,000 characters', '100,000, each of 300 KiB'])
      expect(description).toContain(said);
  });
});

describe('/openapi.json', () => {
  test('is an OpenAPI 3.1 document for anybody, whose references all lead somewhere', async () => {
    const { app } = await api.newCaller();
    const document = bodyOf(await replyOf(await app.request('/openapi.json')), 200, OpenApiDocument);
    expect(document.openapi).toBe('3.1.0');
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [, name] of references) expect(Object.keys(document.components.schemas)).toContain(name);
    for (const operation of Object.values(document.paths).flatMap((operations) => Object.values(operations))) {
      expect(operation.summary).not.toBe('');
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining([expect.stringMatching(/^2/)]));
    }
  });

  test('describes what is answered: every kind of reply fits the schema documented for its route and status', async () => {
    const { get, post, edit, send, idle } = await api.newCaller({
      services: { webhookSender: webhookSender({ reach: 'anywhere' }) },
    });
    const document = bodyOf(await get('/openapi.json'), 200, OpenApiDocument);
    const { id, ...content } = aNewQuestion();
    const grade = { questionId: id, answer: 'Consistency or availability.' };
    const tried = new Set<string>();
    const check = (method: string, path: string, reply: Reply): void => {
      const documented = document.paths[path]?.[method]?.responses[reply.status];
      const type = (reply.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const schema = Documented.parse(documented).content[type]?.schema;
      if (schema === undefined) throw new Error(`${method} ${path} ${reply.status} ${type} is not documented`);
      const result = schemaOf(schema, document.components.schemas).safeParse(reply.body);
      expect(result.error, `${method} ${path} ${reply.status}`).toBeUndefined();
      tried.add(`${method} ${path}`);
    };
    check('post', '/v1/questions', await post('/v1/questions', { id, ...content }));
    check('post', '/v1/questions', await post('/v1/questions', { id, ...content }));
    check('post', '/v1/questions', await post('/v1/questions', {}));
    check('get', '/v1/questions', await get('/v1/questions'));
    check('get', '/v1/questions', await get('/v1/questions?limit=0'));
    check('get', '/v1/questions/{id}', await get(`/v1/questions/${id}`));
    check('get', '/v1/questions/{id}', await get('/v1/questions/missing'));
    check('get', '/v1/questions/{id}/versions/{version}', await get(`/v1/questions/${id}/versions/1`));
    check('post', '/v1/questions/{id}/versions', await post(`/v1/questions/${id}/versions`, content));
    const version = { ...content, prompt: 'What does CAP say?' };
    for (const again of [version, version])
      check('post', '/v1/questions/{id}/versions', await edit(`/v1/questions/${id}/versions`, again));
    const extract = { question: 'Why is that so?', referenceAnswer: 'Because of gravity.' };
    check('post', '/v1/questions:extract', await post('/v1/questions:extract', extract));
    const selfTest = '/v1/questions/{id}:self-test';
    check('post', selfTest, await post(`/v1/questions/${id}:self-test`));
    check('post', selfTest, await post('/v1/questions/missing:self-test'));
    const newTest = { question: { id: 'another', ...content } };
    check('post', '/v1/questions:self-test', await post('/v1/questions:self-test', newTest));
    const evaluated = await post('/v1/evaluations', grade);
    check('post', '/v1/evaluations', evaluated);
    check('post', '/v1/evaluations', await post('/v1/evaluations', grade));
    check('post', '/v1/evaluations', await post('/v1/evaluations', { ...grade, questionId: 'missing' }));
    check('get', '/v1/evaluations', await get('/v1/evaluations'));
    check('get', '/v1/evaluations/{id}', await get(evaluated.headers.get('location') ?? ''));
    const feedback = `${evaluated.headers.get('location')}/feedback`;
    check('get', '/v1/evaluations/{id}/feedback', await get(feedback));
    check('get', '/v1/evaluations/{id}/feedback', await get(`${feedback}?reveal=true`));
    check('get', '/v1/evaluations/{id}/feedback', await get(`${feedback}?reveal=maybe`));
    const regrade = '/v1/questions/{id}:regrade';
    const regraded = await post(`/v1/questions/${id}:regrade`, { fromVersion: 2, toVersion: 1 });
    check('post', regrade, regraded);
    check('post', regrade, await post(`/v1/questions/${id}:regrade`, { fromVersion: 1, toVersion: 1 }));
    const regradePath = regraded.headers.get('location') ?? '';
    check('get', '/v1/regrades/{id}', await get(regradePath));
    check('post', '/v1/regrades/{id}:apply', await post(`${regradePath}:apply`));
    check('post', '/v1/regrades/{id}:discard', await post(`${regradePath}:discard`));
    check('get', '/v1/analytics', await get(`/v1/analytics?question_id=${id}`));
    check('get', '/v1/analytics', await get('/v1/analytics'));
    check('get', '/v1/analytics', await get('/v1/analytics?question_id=missing'));
    const similar = '/v1/questions/{id}/similar-answers';
    check('get', similar, await get(`/v1/questions/${id}/similar-answers`));
    check('get', similar, await get(`/v1/questions/${id}/similar-answers?newest=1`));
    check('get', '/v1/review-queue', await get('/v1/review-queue?budget=0.2'));
    check('get', '/v1/review-queue', await get('/v1/review-queue?budget=2'));
    check('get', '/v1/audit', await get('/v1/audit?limit=5'));
    check('get', '/v1/audit', await get('/v1/audit?from=yesterday'));
    check('get', '/v1/audit/verification', await get('/v1/audit/verification'));
    check('get', '/v1/audit/verification', await get('/v1/audit/verification?after=1'));
    check('post', '/mued/evaluate', await post('/mued/evaluate', muedRequests.criteria.value));
    check('post', '/mued/evaluate', await post('/mued/evaluate', {}));
    check('get', '/mued/evaluate/health', await get('/mued/evaluate/health'));
    check('post', '/v1/uploads', await post('/v1/uploads'));
    const batch = await post('/v1/batches', { rows: [{ question_id: id, answer: grade.answer }, { question_id: id }] });
    check('post', '/v1/batches', batch);
    check('post', '/v1/batches', await post('/v1/batches', { rows: [] }));
    check(
      'post',
      '/v1/batches',
      await post('/v1/batches?dry_run=true', { rows: [{ question_id: id, answer: 'None.' }] }),
    );
    check('post', '/v1/batches/{id}:cancel', await post(`${batch.headers.get('location')}:cancel`));
    check('post', '/v1/batches/{id}:resume', await post(`${batch.headers.get('location')}:resume`));
    await idle();
    check('post', '/v1/batches/{id}:resume', await post(`${batch.headers.get('location')}:resume`));
    check('get', '/v1/batches', await get('/v1/batches'));
    check('get', '/v1/batches/{id}', await get(batch.headers.get('location') ?? ''));
    check('get', '/v1/batches/{id}/rows', await get(`${batch.headers.get('location')}/rows`));
    check('get', '/v1/batches/{id}/events', await get(`${batch.headers.get('location')}/events`));
    for (const format of ['jsonl', 'csv', 'xlsx', 'pdf'])
      check('get', '/v1/batches/{id}/results', await get(`${batch.headers.get('location')}/results?format=${format}`));
    const ofBatch = `${batch.headers.get('location')}:regrade`;
    check('post', '/v1/batches/{id}:regrade', await post(ofBatch, { questionId: id, toVersion: 1 }));
    check('post', '/v1/batches/{id}:regrade', await post(ofBatch, { questionId: 'missing' }));
    check('post', '/v1/batches/{id}:retry-failures', await post(`${batch.headers.get('location')}:retry-failures`));
    const marks = [{ ...grade, score: 60, secondScore: 70, points: [{ keyPointId: 'choice', credit: 1 }] }];
    check('post', '/v1/agreement', await post('/v1/agreement', { marks }));
    check('post', '/v1/agreement', await post('/v1/agreement', { marks: [...marks, ...marks] }));
    check('get', '/v1/agreement', await get('/v1/agreement'));
    check('get', '/v1/agreement', await get('/v1/agreement?judge=llm'));
    check('delete', '/v1/agreement/{id}', await send('DELETE', `/v1/agreement/${id}`));
    check('post', '/v1/questions/{id}:archive', await post(`/v1/questions/${id}:archive`));
    check('post', '/v1/questions/{id}:archive', await edit(`/v1/questions/${id}:archive`));
    const hook = { url: 'http://127.0.0.1:1/', events: ['batch.completed'] };
    const made = await post('/v1/webhooks', hook);
    check('post', '/v1/webhooks', made);
    check('post', '/v1/webhooks', await post('/v1/webhooks', { ...hook, events: [] }));
    check('get', '/v1/webhooks', await get('/v1/webhooks'));
    const at = made.headers.get('location') ?? '';
    check('get', '/v1/webhooks/{id}', await get(at));
    check('patch', '/v1/webhooks/{id}', await send('PATCH', at, { description: 'Another' }));
    check('post', '/v1/webhooks/{id}:rotate-secret', await post(`${at}:rotate-secret`));
    const sent = await post(`${at}:test`);
    check('post', '/v1/webhooks/{id}:test', sent);
    check('get', '/v1/webhooks/{id}/deliveries', await get(`${at}/deliveries`));
    const replay = '/v1/webhooks/{id}/deliveries/{delivery}:replay';
    check('post', replay, await post(`${at}/deliveries/${DeliveryReply.parse(sent.body).id}:replay`));
    check('post', replay, await post(`${at}/deliveries/nonsense:replay`));
    check('delete', '/v1/webhooks/{id}', await send('DELETE', at));
    check('delete', '/v1/webhooks/{id}', await send('DELETE', at));
    const keyMade = await post('/v1/keys', { name: 'Another', role: 'reviewer' });
    check('post', '/v1/keys', keyMade);
    check('post', '/v1/keys', await post('/v1/keys', { name: 'None' }));
    check('get', '/v1/keys', await get('/v1/keys'));
    const keyAt = keyMade.headers.get('location') ?? '';
    check('get', '/v1/keys/{id}', await get(keyAt));
    check('patch', '/v1/keys/{id}', await send('PATCH', keyAt, { expiresAt: '2100-01-01T00:00:00Z' }));
    check('post', '/v1/keys/{id}:rotate', await post(`${keyAt}:rotate`));
    check('post', '/v1/keys/{id}:revoke', await post(`${keyAt}:revoke`));
    check('post', '/v1/keys/{id}:rotate', await post(`${keyAt}:rotate`));
    check('get', '/health', await get('/health'));
    const all = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    expect(tried).toEqual(new Set(all));
  });

  test('would notice a reply that does not fit', () => {
    const schemas = { Item: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] } };
    const schema = schemaOf({ $ref: '#/components/schemas/Item' }, schemas);
    expect(schema.safeParse({ n: 1 }).success).toBe(true);
    expect(schema.safeParse({ n: 'one' }).success).toBe(false);
  });
});

const Documented = z.object({
  content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })),
});
