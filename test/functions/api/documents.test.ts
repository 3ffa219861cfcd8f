import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { HealthReply } from '../../../functions/api/contract.ts';
import { problemKinds } from '../../../functions/api/problem.ts';
import { tableClient } from '../../../shared/adapters/dynamo/client.ts';
import { dynamoStorageProbe } from '../../../shared/adapters/dynamo/storage-probe.ts';
import { webhookSender } from '../../../shared/adapters/webhooks/webhook-sender.ts';
import { bodyOf, replyOf, useApi } from '../../support/api.ts';
import { ownedThing } from '../../support/owned-things.ts';
import {
  candidateRoutes,
  keptRoutes,
  OpenApiDocument,
  openApiDocument,
  openRoutes,
  requestTo,
  schemaOf,
} from '../../support/routes.ts';
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

  test('names every operation once', () => {
    const ids = Object.values(openApiDocument().paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(ids.length).toBeGreaterThan(50);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
    expect(ids).toEqual(
      expect.arrayContaining(['listQuestions', 'getQuestion', 'archiveQuestion', 'createEvaluations']),
    );
  });

  test.each(keptRoutes())('describes what is answered to a valid request: $method $path', async (route) => {
    const caller = await api.newCaller({ services: { webhookSender: webhookSender({ reach: 'anywhere' }) } });
    const ids = route.path.includes('{') ? await ownedThing(route.path).make(caller) : undefined;
    const { path, init } = requestTo(route, ids);
    // The caller holds every reply against the document.
    const { status } = await caller.send(init.method, path, init.body, init.headers);
    expect(status).toBeLessThan(500);
  });

  test('tells of no refusal for want of a key or a scope where none is asked for', () => {
    const { paths } = openApiDocument();
    const ofCallers = ({ method, path }: { readonly method: string; readonly path: string }) =>
      Object.keys(paths[path]?.[method.toLowerCase()]?.responses ?? {}).filter((status) =>
        /^4(?:01|03|29)$/.test(status),
      );
    expect(openRoutes().length).toBeGreaterThan(0);
    for (const route of openRoutes()) expect([route.path, ofCallers(route)]).toEqual([route.path, []]);
    for (const route of candidateRoutes()) expect([route.path, ofCallers(route)]).toEqual([route.path, ['401']]);
    for (const route of keptRoutes())
      expect([route.path, ofCallers(route)]).toEqual([route.path, ['401', '403', '429']]);
  });

  test('would notice a reply that does not fit', () => {
    const schemas = { Item: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] } };
    const schema = schemaOf({ $ref: '#/components/schemas/Item' }, schemas);
    expect(schema.safeParse({ n: 1 }).success).toBe(true);
    expect(schema.safeParse({ n: 'one' }).success).toBe(false);
  });
});
