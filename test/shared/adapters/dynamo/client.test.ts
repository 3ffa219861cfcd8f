import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Patience, tableClient } from '../../../../shared/adapters/dynamo/client.ts';
import { dynamoJudgementStore } from '../../../../shared/adapters/dynamo/judgement-store.ts';
import { dynamoStorageProbe } from '../../../../shared/adapters/dynamo/storage-probe.ts';
import { sha256 } from '../../../support/fixtures.ts';
import { newTenant, settingsOf } from '../../../support/table.ts';

const impatient: Patience = { connectionTimeoutMs: 200, requestTimeoutMs: 60, attemptsMax: 3 };
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe('a table that fails', () => {
  it.each([
    ['refuses the load', 400, 'ProvisionedThroughputExceededException'],
    ['throttles', 400, 'ThrottlingException'],
    ['breaks', 500, 'InternalServerError'],
    ['is down', 503, 'ServiceUnavailable'],
  ])('is unavailable, with the cause, after three tries when it %s', async (_, status, name) => {
    const { table, requests } = await tableThat((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'private words' }));
    });
    const error: unknown = await find(table).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'Fault', kind: 'unavailable', cause: { name } });
    expect(error).not.toMatchObject({ message: expect.stringContaining('private') });
    expect(requests()).toBe(3);
  });

  it('is unavailable after three timeouts when it never answers', async () => {
    const { table, requests } = await tableThat(() => {});
    await expect(find(table)).rejects.toMatchObject({
      name: 'Fault',
      kind: 'unavailable',
      cause: { name: 'TimeoutError' },
    });
    expect(requests()).toBe(3);
  });

  it('is unavailable when it hangs up', async () => {
    const { table, requests } = await tableThat((request) => request.socket.destroy());
    await expect(find(table)).rejects.toMatchObject({ name: 'Fault', kind: 'unavailable' });
    expect(requests()).toBe(3);
  });

  it('is unavailable when nobody listens, and the probe says so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = endpointOf(server.address());
    server.close();
    const table = clientOf(endpoint);
    await expect(find(table)).rejects.toMatchObject({
      name: 'Fault',
      kind: 'unavailable',
      cause: { code: 'ECONNREFUSED' },
    });
    expect(await dynamoStorageProbe(table).isReachable()).toBe(false);
  });

  it('is a bug, not a fault, when the table is missing or the request is wrong', async () => {
    const { table, requests } = await tableThat((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: 'x#ResourceNotFoundException', message: 'no such table' }));
    });
    await expect(find(table)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(requests()).toBe(1);
  });
});

const find = (table: ReturnType<typeof tableClient>) => dynamoJudgementStore(table).find(newTenant(), sha256(1));

async function tableThat(answers: RequestListener) {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    answers(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { table: clientOf(endpointOf(server.address())), requests: () => count };
}

function clientOf(endpoint: string) {
  const table = tableClient({ ...settingsOf({ endpoint, tableName: 'any' }), patience: impatient });
  cleanups.push(() => table.client.destroy());
  return table;
}

function endpointOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
