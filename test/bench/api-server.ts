import { createServer } from 'node:http';
import type { Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { createApi } from '../../functions/api/app.ts';
import { EvaluationReply } from '../../functions/api/contract.ts';
import { startEmbeddedDynamodb } from '../../functions/emulators/embedded-dynamodb.ts';
import { packageVersion } from '../../functions/package-version.ts';
import { wireServices } from '../../functions/wire.ts';
import { tableClient } from '../../shared/adapters/dynamo/client.ts';
import { structuredLog } from '../../shared/adapters/structured-log.ts';
import { TenantId } from '../../shared/domain/ids.ts';
import { scopes } from '../../shared/domain/principal.ts';
import { issueKey } from '../../shared/usecases/issue-key.ts';
import { noBackground } from '../support/background.ts';
import { settingsOf } from '../support/table.ts';
import { countOperations } from '../support/table-operations.ts';
import { answerNumbered, benchQuestion, type FromServer, ToServer } from './api-exchange.ts';

/*
 * The process that `bench:api` drives: the API on a table in memory, graded offline, with its log and without a rate limit. On
 * ports beside it node:http alone and Hono alone, which read a body and answer with what a new evaluation is answered with.
 */
const dynamodb = await startEmbeddedDynamodb({ folder: null });
const table = tableClient(settingsOf(dynamodb));
const operations = countOperations(table);
const services = wireServices({ model: null }, table, noBackground);
const app = createApi({ ...services, log: structuredLog(), version: packageVersion, rateLimit: null });
const key = await issueKey(services, { tenantId: TenantId.parse('bench'), name: 'bench', scopes });
await posted('/v1/questions', benchQuestion);
const replyText = await posted('/v1/evaluations', answerNumbered(0));

const bareNode = createServer((request, response) => {
  void text(request).then((body) => {
    JSON.parse(body);
    response.writeHead(201, { 'content-type': 'application/json' }).end(replyText);
  });
});
const evaluation = EvaluationReply.parse(JSON.parse(replyText));
const bareHono = new Hono().post('*', async (c) => {
  await c.req.json();
  return c.json(evaluation, 201);
});

let cpuBefore = process.cpuUsage();
process.on('message', (message) => {
  const { ask } = ToServer.parse(message);
  if (ask === 'reset') {
    operations.reset();
    cpuBefore = process.cpuUsage();
  }
  const { reads, writes, byName } = operations;
  const { user, system } = process.cpuUsage(cpuBefore);
  tell({ is: 'counted', byName: Object.fromEntries(byName), reads, writes, cpuMs: (user + system) / 1_000 });
});
process.on('disconnect', () => process.exit());
tell({
  is: 'ready',
  ...{ node: process.version, replyBytes: Buffer.byteLength(replyText), key },
  evaluationId: evaluation.id,
  bases: {
    api: await listening(createAdaptorServer({ fetch: app.fetch })),
    node: await listening(bareNode),
    hono: await listening(createAdaptorServer({ fetch: bareHono.fetch })),
  },
});

function tell(message: FromServer): void {
  process.send?.(message);
}

async function posted(path: string, body: unknown): Promise<string> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (response.status !== 201) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.text();
}

async function listening(server: Pick<Server, 'listen' | 'address'>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens nowhere.');
  return `http://127.0.0.1:${address.port}`;
}
