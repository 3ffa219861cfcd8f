import { bypass, HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { sqsWorkQueue } from '../../../../shared/adapters/sqs/work-queue.ts';
import { WorkMessage } from '../../../../shared/domain/work-message.ts';
import { type TestQueue, useCloud } from '../../../support/fauxqs.ts';
import { gradeRows, prepareBatch } from '../../../support/work-messages.ts';

const cloud = useCloud();
const network = setupServer();
beforeAll(() => network.listen({ onUnhandledFrame: 'bypass' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

describe('a work queue of SQS', () => {
  test('sends every message once, as it was given, however many they are', async () => {
    const at = cloud().newQueue();
    const messages = [prepareBatch, ...rowMessages(123)];
    await queueAt(at).send(messages, 0);
    expect(messagesIn(at).sort(byText)).toEqual(messages.sort(byText));
  });

  test('sends nothing for no messages, and takes a message of the most rows ten times in a request', async () => {
    const at = cloud().newQueue();
    await queueAt(at).send([], 0);
    expect(messagesIn(at)).toEqual([]);
    const large = gradeRows(Array.from({ length: 1_000 }, (_, index) => 99_001 + index));
    await queueAt(at).send(
      Array.from({ length: 10 }, () => large),
      0,
    );
    expect(messagesIn(at)).toHaveLength(10);
  });

  test.each([1, 900])('holds messages back for %i seconds', async (delaySeconds) => {
    const at = cloud().newQueue();
    await queueAt(at).send([prepareBatch], delaySeconds);
    const { delayed, ready } = stateOf(at);
    expect(ready).toEqual([]);
    const [message] = delayed;
    expect(Math.round(((message?.delayUntil ?? 0) - (message?.sentTimestamp ?? 0)) / 1_000)).toBe(delaySeconds);
  });

  test('sends again only those messages of a request that SQS did not take', async () => {
    const at = cloud().newQueue();
    const requests = refusingOf((row) => row % 3 === 0, { times: 2 });
    const messages = rowMessages(10);
    await queueAt(at).send(messages, 0);
    expect(requests).toEqual([10, 3, 3]);
    expect(messagesIn(at).sort(byText)).toEqual(messages.sort(byText));
  });

  test('says that it does not answer when SQS takes a message not even at the fifth time, and repeats no other', async () => {
    const at = cloud().newQueue();
    const requests = refusingOf((row) => row === 2, { times: 100 });
    await expect(queueAt(at).send(rowMessages(3), 0)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(requests).toEqual([3, 1, 1, 1, 1]);
    expect(messagesIn(at)).toEqual([gradeRows([1]), gradeRows([3])]);
  });

  test('does not repeat a message that SQS calls wrong: that is a bug', async () => {
    const at = cloud().newQueue();
    const requests = refusingOf(() => true, { times: 100, isOurs: true });
    await expect(queueAt(at).send(rowMessages(2), 0)).rejects.toThrow('SQS refuses a message: InternalError');
    expect(requests).toEqual([2]);
  });

  test('waits when SQS throttles, and then goes on', async () => {
    const at = cloud().newQueue();
    let throttled = 0;
    network.use(
      http.post(`${cloud().endpoint}/*`, () => {
        throttled += 1;
        if (throttled > 2) return undefined;
        return HttpResponse.json(
          { __type: 'com.amazonaws.sqs#RequestThrottled', message: 'Slow down' },
          { status: 400, headers: { 'x-amzn-query-error': 'RequestThrottled;Sender' } },
        );
      }),
    );
    await queueAt(at).send([prepareBatch], 0);
    expect(throttled).toBe(3);
    expect(messagesIn(at)).toEqual([prepareBatch]);
  });

  test('says that it does not answer when nothing is there, and not that something is to be mended', async () => {
    const queue = sqsWorkQueue({ ...cloud(), endpoint: 'http://127.0.0.1:1', queueUrl: 'http://127.0.0.1:1/q' });
    await expect(queue.send([prepareBatch], 0)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('tells a queue that does not exist from one that does not answer', async () => {
    const { url } = cloud().newQueue();
    await expect(queueAt({ url: `${url}-other` }).send([prepareBatch], 0)).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});

function queueAt({ url }: Pick<TestQueue, 'url'>) {
  const { endpoint, region, credentials } = cloud();
  return sqsWorkQueue({ endpoint, region, credentials, queueUrl: url, backoffMs: 1 });
}

function rowMessages(count: number): WorkMessage[] {
  return Array.from({ length: count }, (_, index) => gradeRows([index + 1]));
}

function stateOf({ name }: TestQueue) {
  const state = cloud().server.inspectQueue(name);
  if (state === undefined) throw new Error(`There is no queue ${name}`);
  return state.messages;
}

function messagesIn(at: TestQueue): WorkMessage[] {
  return stateOf(at).ready.map(({ body }) => WorkMessage.parse(JSON.parse(body)));
}

function byText(one: WorkMessage, other: WorkMessage): number {
  return JSON.stringify(one).localeCompare(JSON.stringify(other));
}

const SendRequest = z.looseObject({ Entries: z.array(z.looseObject({ Id: z.string(), MessageBody: z.string() })) });
const SendReply = z.looseObject({ Successful: z.array(z.unknown()) });

// Stands before the emulator and leaves out, so many times, messages of some rows, as SQS does under load.
function refusingOf(
  isRefused: (row: number) => boolean,
  { times, isOurs = false }: { times: number; isOurs?: boolean },
) {
  const requests: number[] = [];
  network.use(
    http.post(`${cloud().endpoint}/*`, async ({ request }) => {
      const body = SendRequest.parse(await request.clone().json());
      requests.push(body.Entries.length);
      const refused = body.Entries.filter(({ MessageBody }) => {
        const message = WorkMessage.parse(JSON.parse(MessageBody));
        return requests.length <= times && message.kind === 'grade-rows' && message.rows.some(isRefused);
      });
      const taken = body.Entries.filter((entry) => !refused.includes(entry));
      const failed = refused.map(({ Id }) => ({ Id, SenderFault: isOurs, Code: 'InternalError', Message: 'Busy' }));
      if (taken.length === 0) return HttpResponse.json({ Successful: [], Failed: failed });
      const headers = new Headers(request.headers);
      headers.delete('content-length');
      const passedOn = { method: 'POST', headers, body: JSON.stringify({ ...body, Entries: taken }) };
      const reply = SendReply.parse(await (await fetch(bypass(request.url, passedOn))).json());
      return HttpResponse.json({ ...reply, Failed: failed });
    }),
  );
  return requests;
}
