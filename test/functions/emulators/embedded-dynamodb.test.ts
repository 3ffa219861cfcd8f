import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callDynamodb } from '../../../functions/emulators/call-dynamodb.ts';
import { type EmbeddedDynamodb, startEmbeddedDynamodb } from '../../../functions/emulators/embedded-dynamodb.ts';
import { lockFolder } from '../../../functions/emulators/folder-lock.ts';
import { tableClient } from '../../../shared/adapters/dynamo/client.ts';
import { dynamoQuestionStore } from '../../../shared/adapters/dynamo/question-store.ts';
import { createTableInput } from '../../../shared/adapters/dynamo/table.ts';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { aQuestion } from '../../support/fixtures.ts';
import { forkHolder, kill } from '../../support/fork-holder.ts';
import { newTenant, settingsOf } from '../../support/table.ts';

const tableName = 'markscheme';
const tenantId = newTenant();
const cleanups: (() => unknown)[] = [];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-dynamodb-'));
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  await rm(folder, { recursive: true });
});

describe('the embedded DynamoDB', () => {
  it('forgets everything without a folder, and two of them share nothing', async () => {
    const [one, other] = [await started(null), await started(null)];
    await store(one, 'kept');
    expect(await has(one, 'kept')).toBe(true);
    expect(await has(other, 'kept')).toBe(false);
  });

  it('listens on this machine only', async () => {
    const { hostname } = new URL((await started(null)).endpoint);
    expect(hostname).toBe('127.0.0.1');
  });

  it('keeps what a folder holds across a restart', async () => {
    const first = await started(folder);
    await store(first, 'kept');
    await first.close();
    await first.close();
    expect(await has(await started(folder), 'kept')).toBe(true);
  });

  it('loses no finished write when its process is killed, and the next one takes over', async () => {
    const [child, endpoint] = await startedElsewhere();
    for (let n = 0; n < 20; n += 1) await store({ endpoint }, `kept-${n}`);
    await kill(child);
    expect(await readFile(join(folder, 'holder.txt'), 'utf8'), 'a stale address is left').toContain(endpoint);
    const next = await started(folder);
    expect(next.endpoint).not.toBe(endpoint);
    for (let n = 0; n < 20; n += 1) expect(await has(next, `kept-${n}`)).toBe(true);
  });

  it('lets a second process join the first, and its end changes nothing', async () => {
    const holder = await started(folder);
    await store(holder, 'of-the-holder');
    const [child, endpoint] = await startedElsewhere();
    expect(holder.holderPid).toBeNull();
    expect(endpoint).toBe(holder.endpoint);
    child.send('close');
    await once(child, 'exit');
    expect(await has(holder, 'of-the-holder')).toBe(true);
  });

  it('joins a holder in another process and reads what it reads', async () => {
    const [child, endpoint] = await startedElsewhere();
    const joined = await started(folder);
    expect(joined).toMatchObject({ endpoint, holderPid: child.pid });
    await store(joined, 'shared');
    await joined.close();
    expect(await has({ endpoint }, 'shared')).toBe(true);
  });

  it('has one holder when several start at once', async () => {
    const processes = await Promise.all([startedElsewhere(), startedElsewhere(), startedElsewhere()]);
    const here = await Promise.all([started(folder), started(folder)]);
    const endpoints = [...processes.map(([, endpoint]) => endpoint), ...here.map(({ endpoint }) => endpoint)];
    expect(new Set(endpoints).size).toBe(1);
  });

  it('is not misled by a stale address that another emulator answers', async () => {
    const another = await started(null);
    await writeFile(join(folder, 'holder.txt'), `an-old-id\n${another.endpoint}\n${process.pid}\n`);
    const holder = await started(folder);
    expect(holder.endpoint).not.toBe(another.endpoint);
    expect((await started(folder)).endpoint).toBe(holder.endpoint);
  });

  it('waits for a holder that is still starting and does not mistake another emulator for it', async () => {
    const lock = await lockFolder(folder);
    const stranger = createServer((_request, response) => {
      response.end('{"TableNames":["markscheme"]}');
      void lock?.release();
    }).listen(0, '127.0.0.1');
    cleanups.push(() => stranger.close());
    await once(stranger, 'listening');
    const endpoint = endpointOf(stranger);
    await writeFile(join(folder, 'holder.txt'), `an-old-id\n${endpoint}\n${process.pid}\n`);
    expect((await started(folder)).endpoint).not.toBe(endpoint);
  });

  it('refuses what is meant for an earlier holder on its port', async () => {
    const holder = await started(folder);
    const gone = new URL('/an-old-id', holder.endpoint).href;
    await expect(questionsAt({ endpoint: gone }).create(aQuestion({ tenantId, id: 'stray' }))).rejects.toThrow();
    expect(await has(holder, 'stray')).toBe(false);
  });

  it('repairs a folder whose holder was killed while it made the table', async () => {
    const dying = dynalite({ path: join(folder, 'tables'), createTableMs: 1_000_000_000 });
    await new Promise<void>((done) => dying.listen(0, '127.0.0.1', done));
    await callDynamodb(endpointOf(dying), 'CreateTable', createTableInput(tableName));
    await new Promise((done) => dying.close(done));
    const holder = await started(folder);
    await store(holder, 'works');
    expect(await has(holder, 'works')).toBe(true);
  });

  it('survives a client that hangs up in the middle of a request', async () => {
    const holder = await started(null);
    const { port } = new URL(holder.endpoint);
    const client = connect(Number(port), '127.0.0.1');
    await once(client, 'connect');
    const head =
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: 100\r\n\r\n{';
    await new Promise((done) => client.write(head, done));
    await callDynamodb(holder.endpoint, 'ListTables', {}); // the half request has arrived by now
    client.destroy();
    await once(client, 'close');
    await store(holder, 'still-there');
    expect(await has(holder, 'still-there')).toBe(true);
  });
});

async function started(where: string | null): Promise<EmbeddedDynamodb> {
  const embedded = await startEmbeddedDynamodb({ folder: where });
  cleanups.push(() => embedded.close());
  return embedded;
}

async function startedElsewhere(): Promise<[ChildProcess, string]> {
  const { child, endpoint } = await forkHolder(folder);
  cleanups.push(() => kill(child));
  return [child, endpoint];
}

function endpointOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function store(at: { endpoint: string }, id: string): Promise<void> {
  expect(await questionsAt(at).create(aQuestion({ tenantId, id }))).toBe('created');
}

async function has(at: { endpoint: string }, id: string): Promise<boolean> {
  return (await questionsAt(at).latest(tenantId, QuestionId.parse(id))) !== undefined;
}

function questionsAt({ endpoint }: { endpoint: string }) {
  const table = tableClient(settingsOf({ endpoint, tableName }));
  cleanups.push(() => table.client.destroy());
  return dynamoQuestionStore(table);
}
