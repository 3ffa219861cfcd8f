import { expect, test } from 'vitest';
import { type WorkHandlers, workConsumer } from '../../../functions/queue/consumer.ts';
import { sqsWorker } from '../../../functions/queue/sqs-worker.ts';
import { sqsWorkQueue } from '../../../shared/adapters/sqs/work-queue.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import type { WorkMessage } from '../../../shared/domain/work-message.ts';
import type { WorkEvent } from '../../../shared/ports/log.ts';
import { useCloud } from '../../support/fauxqs.ts';
import { driveWorker, eventOf } from '../../support/sqs-driver.ts';
import { gradeRows, prepareBatch, someBatch } from '../../support/work-messages.ts';

const cloud = useCloud();

test('gives each message of an event to the handler of its kind, and has nothing to hand over again', async () => {
  const { worker, seen } = newWorker();
  expect(await worker(eventOf([sent('m1', prepareBatch), sent('m2', gradeRows([3, 4]))]))).toEqual(nothingFailed);
  expect(seen).toEqual([prepareBatch, gradeRows([3, 4])]);
});

test('tells back only the messages that failed, all of them when all did', async () => {
  const { worker, seen } = newWorker({ failing: (message) => message.kind === 'grade-rows' });
  const [first, second, third] = [sent('m1', gradeRows([1])), sent('m2', prepareBatch), sent('m3', gradeRows([2]))];
  expect(await worker(eventOf([first, second, third]))).toEqual(failed('m1', 'm3'));
  expect(seen).toEqual([gradeRows([1]), prepareBatch, gradeRows([2])]);
  expect(await worker(eventOf([first, third]))).toEqual(failed('m1', 'm3'));
  expect(await worker(eventOf([second]))).toEqual(nothingFailed);
  expect(await worker(eventOf([]))).toEqual(nothingFailed);
});

test.each([
  ['no JSON', 'the secretanswer'],
  ['nothing', ''],
  ['another kind', JSON.stringify({ ...prepareBatch, kind: 'secretanswer' })],
  ['a field too many', JSON.stringify({ ...prepareBatch, secretanswer: 1 })],
  ['rows that are none', JSON.stringify({ ...gradeRows([1]), rows: [0] })],
])('hands a message that is %s to nobody, tells it back alone, and logs no word of it', async (_name, body) => {
  const { worker, seen, events, bugs } = newWorker();
  const reply = await worker(eventOf([{ MessageId: 'm1', Body: body }, sent('m2', prepareBatch)]));
  expect(reply).toEqual(failed('m1'));
  expect(seen).toEqual([prepareBatch]);
  expect(events).toMatchObject([
    { messageId: 'm1', kind: null, tenantId: null, batchId: null, outcome: 'malformed' },
    { messageId: 'm2', kind: 'prepare-batch', outcome: 'done' },
  ]);
  expect(JSON.stringify([events, bugs])).not.toContain('secret');
});

test('logs one event a message: what for, for whom, how it ended; bugs whole, outages by their cause, refusals by name', async () => {
  const cause = new Error('connect ECONNREFUSED');
  const failures: Record<number, Error> = {
    2: new TypeError('A bug'),
    3: new Fault('unavailable', 'The storage does not answer.', { cause }),
    4: new Fault('not-found', 'There is no such batch.'),
  };
  const { worker, events, bugs, outages } = newWorker({
    failing: ({ rows: [row = 0] = [] }) => failures[row] ?? false,
  });
  await worker(eventOf([1, 2, 3, 4].map((row) => sent(`m${row}`, gradeRows([row, 10])))));
  expect(events.map(({ messageId, outcome, fault }) => [messageId, outcome, fault])).toEqual([
    ['m1', 'done', null],
    ['m2', 'failed', 'internal-error'],
    ['m3', 'failed', 'unavailable'],
    ['m4', 'failed', 'not-found'],
  ]);
  for (const event of events) {
    expect(event).toMatchObject({ kind: 'grade-rows', ...someBatch, rows: 2 });
    expect(event.latencyMs).toBeGreaterThanOrEqual(0);
  }
  expect(bugs).toEqual([['m2', failures[2]]]);
  expect(outages).toEqual([['m3', 'Error: connect ECONNREFUSED']]);
});

test('behind SQS works on everything, on what failed again, and puts aside what fails every time', async () => {
  const queue = cloud().newQueue({ maxReceiveCount: 3 });
  const tries = new Map<number, number>();
  const { worker, seen } = newWorker({
    failing: ({ rows: [row = 0] = [] }) => {
      tries.set(row, (tries.get(row) ?? 0) + 1);
      return row === 13 || (row === 7 && tries.get(row) === 1);
    },
  });
  const { endpoint, region, credentials } = cloud();
  const at = { endpoint, region, credentials, queueUrl: queue.url };
  const messages = Array.from({ length: 25 }, (_, index) => gradeRows([index + 1]));
  await sqsWorkQueue(at).send(messages, 0);
  cloud().server.sendMessage(queue.name, 'no message of ours');
  await driveWorker({ ...at, handler: worker, concurrency: 3 });
  expect([...tries].filter(([, count]) => count !== 1)).toEqual([
    [7, 2],
    [13, 3],
  ]);
  expect(new Set(seen.flatMap((message) => (message.kind === 'grade-rows' ? message.rows : []))).size).toBe(25);
  const dead = cloud()
    .server.inspectQueue(queue.deadName)
    ?.messages.ready.map(({ body }) => body);
  expect(dead?.sort()).toEqual(['no message of ours', JSON.stringify(gradeRows([13]))]);
});

const nothingFailed = { batchItemFailures: [] };

function failed(...ids: string[]) {
  return { batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) };
}

function sent(messageId: string, message: WorkMessage) {
  return { MessageId: messageId, Body: JSON.stringify(message) };
}

type Failing = (message: { kind: string; rows?: readonly number[] }) => boolean | Error;

// A worker whose handlers keep what they are given, and fail when they are told.
function newWorker({ failing = () => false }: { failing?: Failing } = {}) {
  const seen: WorkMessage[] = [];
  const events: WorkEvent[] = [];
  const bugs: unknown[] = [];
  const outages: unknown[] = [];
  const take = async (message: WorkMessage): Promise<void> => {
    seen.push(message);
    const failure = failing(message);
    if (failure !== false) throw failure === true ? new Error('It failed') : failure;
  };
  const handlers: WorkHandlers = {
    'prepare-batch': take,
    'grade-rows': take,
    'grade-submission': take,
    'advance-chunk': take,
    evaluate: take,
  };
  const log = {
    event: () => undefined,
    work: (event: WorkEvent) => events.push(event),
    bug: (id: string, error: unknown) => bugs.push([id, error]),
    outage: (id: string, cause: string) => outages.push([id, cause]),
  };
  return { worker: sqsWorker(workConsumer({ handlers, log })), seen, events, bugs, outages };
}
