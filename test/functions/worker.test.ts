import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApi } from '../../functions/api/app.ts';
import { EvaluationReply } from '../../functions/api/contract.ts';
import { BatchReply, BatchRowPage, UploadReply } from '../../functions/api/contracts/batches.ts';
import { PendingReply } from '../../functions/api/contracts/pending-evaluations.ts';
import { cloudServices } from '../../functions/cloud-services.ts';
import type { BatchId, TenantId } from '../../shared/domain/ids.ts';
import { scopes } from '../../shared/domain/principal.ts';
import type { WorkMessage } from '../../shared/domain/work-message.ts';
import { issueKey } from '../../shared/usecases/issue-key.ts';
import { bodyOf, type Reply, replyOf } from '../support/api.ts';
import { type TestQueue, useCloud } from '../support/fauxqs.ts';
import { stop } from '../support/local-server.ts';
import { startProgram } from '../support/process.ts';
import { driveWorker, eventOf } from '../support/sqs-driver.ts';
import { newTenant, useTable } from '../support/table.ts';

const table = useTable();
const cloud = useCloud();
let queue: TestQueue;
let bucket = '';

// The functions read their environment when they are loaded, as on AWS; the SDK itself knows how to be sent elsewhere.
beforeEach(() => {
  vi.resetModules();
  queue = cloud().newQueue({ maxReceiveCount: 2 });
  bucket = cloud().newBucket();
  for (const [name, value] of Object.entries(environment())) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

test('grades a file that was uploaded to S3, row by row, from messages of SQS, to the end', async () => {
  const { send } = await newCaller();
  const id = await startBatch(send, 25);
  expect(await batch(send, id)).toMatchObject({ state: 'preparing' });
  await driveWorker({ ...cloud(), queueUrl: queue.url, handler: await worker(), concurrency: 2 });
  const done = await batch(send, id);
  expect(done).toMatchObject({ state: 'completed', counts: { queued: 0, grading: 0, failed: 0 } });
  expect(done.counts.graded + done.counts.needsReview).toBe(25);
  const { items } = bodyOf(await send('GET', `/v1/batches/${id}/rows?limit=100`), 200, BatchRowPage);
  expect(items.map(({ row }) => row)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  expect(deadBodies()).toEqual([]);
});

test('makes an evaluation that nobody waits for from its message, once however often that comes', async () => {
  const { send, tenantId } = await newCaller();
  const request = { question: 'Why?', referenceAnswer: 'Gravity pulls.', answer: 'Gravity pulls.' };
  const { id } = bodyOf(await send('POST', '/v1/evaluations', request, { prefer: 'respond-async' }), 202, PendingReply);
  expect(bodyOf(await send('GET', `/v1/evaluations/${id}`), 202, PendingReply)).toMatchObject({ attempts: 0 });
  await driveWorker({ ...cloud(), queueUrl: queue.url, handler: await worker(), concurrency: 2 });
  const made = bodyOf(await send('GET', `/v1/evaluations/${id}`), 200, EvaluationReply);
  const again = record('m1', { kind: 'evaluate', tenantId, evaluationId: made.id });
  expect(await (await worker())(eventOf([again, again]))).toEqual(nothingFailed);
  expect(bodyOf(await send('GET', `/v1/evaluations/${id}`), 200, EvaluationReply)).toEqual(made);
});

test('finds nothing to do in a message that comes again, whether late, twice at once or after the end', async () => {
  const { send, tenantId } = await newCaller();
  const id = await startBatch(send, 3);
  const handler = await worker();
  const prepare = record('m1', { kind: 'prepare-batch', tenantId, batchId: id });
  const grade = record('m2', { kind: 'grade-rows', tenantId, batchId: id, rows: [1, 2, 3] });
  expect(await handler(eventOf([prepare, prepare]))).toEqual(nothingFailed);
  expect(await handler(eventOf([grade, { ...grade, MessageId: 'm3' }]))).toEqual(nothingFailed);
  const done = await batch(send, id);
  expect(done).toMatchObject({ state: 'completed' });
  const rows = await send('GET', `/v1/batches/${id}/rows`);
  expect(await handler(eventOf([grade, prepare]))).toEqual(nothingFailed);
  expect(await batch(send, id)).toEqual(done);
  expect((await send('GET', `/v1/batches/${id}/rows`)).body).toEqual(rows.body);
});

test('works on the other messages of an event when one is damaged, which is put aside in the end', async () => {
  const { send } = await newCaller();
  const id = await startBatch(send, 2);
  cloud().server.sendMessage(queue.name, '{"kind":"grade-rows","rows":');
  await driveWorker({ ...cloud(), queueUrl: queue.url, handler: await worker() });
  expect(await batch(send, id)).toMatchObject({ state: 'completed' });
  expect(deadBodies()).toEqual(['{"kind":"grade-rows","rows":']);
});

test('tells every message back when the table does not answer, and grades them when it does', async () => {
  const { send, tenantId } = await newCaller();
  const id = await startBatch(send, 1);
  const prepare = record('m1', { kind: 'prepare-batch', tenantId, batchId: id });
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', 'http://127.0.0.1:1');
  const failed = await (await worker())(eventOf([prepare, { ...prepare, MessageId: 'm2' }]));
  expect(failed.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(['m1', 'm2']);
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', table.settings().endpoint);
  vi.resetModules();
  await driveWorker({ ...cloud(), queueUrl: queue.url, handler: await worker() });
  expect(await batch(send, id)).toMatchObject({ state: 'completed' });
});

test('as a process of its own works on what is sent until it is told to stop, and ends with what it has in hand', async () => {
  const { send } = await newCaller();
  const child = startProgram('test/support/sqs-worker-process.ts', [], environment());
  const id = await startBatch(send, 4);
  await expect.poll(async () => (await batch(send, id)).state, { timeout: 60_000 }).toBe('completed');
  expect(await stop(child)).toBe(0);
}, 90_000);

test.each(['worker', 'sweep', 'http'])('%s does not start without any of its parts, and says so', async (name) => {
  for (const part of ['MARKSCHEME_TABLE', 'MARKSCHEME_QUEUE_URL', 'MARKSCHEME_BUCKET', 'MARKSCHEME_SIGNING_SECRET']) {
    const given = process.env[part];
    vi.stubEnv(part, '');
    await expect(import(`../../functions/${name}.ts`)).rejects.toThrow(part);
    vi.stubEnv(part, given);
  }
});

function environment(): Record<string, string> {
  const { endpoint, tableName } = table.settings();
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SQS: cloud().endpoint,
    AWS_ENDPOINT_URL_S3: cloud().endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: cloud().region,
    OPENAI_API_KEY: '',
    MARKSCHEME_TABLE: tableName,
    MARKSCHEME_QUEUE_URL: queue.url,
    MARKSCHEME_BUCKET: bucket,
    MARKSCHEME_SIGNING_SECRET: 'a secret for tests, long enough',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  };
}

const nothingFailed = { batchItemFailures: [] };

type Send = (method: string, path: string, body?: unknown, more?: Record<string, string>) => Promise<Reply>;

async function worker() {
  const { handler } = await import('../../functions/worker.ts');
  return handler;
}

async function newCaller(): Promise<{ send: Send; tenantId: TenantId }> {
  const services = cloudServices();
  const tenantId = newTenant();
  const key = await issueKey(services, { tenantId, name: 'test', scopes });
  const app = createApi(services);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const send: Send = async (method, path, body, more) =>
    replyOf(
      await app.request(path, {
        method,
        headers: { ...headers, ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  return { send, tenantId };
}

// Uploads a file of so many different answers to S3 and starts a batch with it, as a stranger to AWS would.
async function startBatch(send: Send, rows: number): Promise<BatchId> {
  const { uploadId, method, url, headers } = bodyOf(await send('POST', '/v1/uploads'), 201, UploadReply);
  const lines = Array.from({ length: rows }, (_, index) => `Why?,Gravity pulls.,Gravity pulls ${index} stones.`);
  const body = ['question,reference_answer,answer', ...lines].join('\n');
  expect((await fetch(url, { method, headers, body })).status).toBe(200);
  return bodyOf(await send('POST', '/v1/batches', { uploadId, format: 'csv' }), 202, BatchReply).id;
}

async function batch(send: Send, id: BatchId) {
  return bodyOf(await send('GET', `/v1/batches/${id}`), 200, BatchReply);
}

function record(messageId: string, message: WorkMessage) {
  return { MessageId: messageId, Body: JSON.stringify(message) };
}

function deadBodies(): string[] | undefined {
  return cloud()
    .server.inspectQueue(queue.deadName)
    ?.messages.ready.map(({ body }) => body);
}
