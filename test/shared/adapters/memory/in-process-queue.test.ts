import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inProcessQueue } from '../../../../shared/adapters/memory/in-process-queue.ts';
import type { WorkMessage } from '../../../../shared/domain/work-message.ts';
import { gradeRows } from '../../../support/work-messages.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const once = { concurrency: 1, attemptsMax: 1 };

test('hands every message over once and in order, those included that came before the consumer', async () => {
  const { queue, consume, idle } = inProcessQueue(once);
  const seen: WorkMessage[] = [];
  const messages = [1, 2, 3, 4].map((row) => gradeRows([row]));
  await queue.send(messages.slice(0, 2), 0);
  consume(async (message) => {
    seen.push(message);
  });
  await queue.send(messages.slice(2), 0);
  await idle();
  expect(seen).toEqual(messages);
});

test('has as many messages in hand as it is told, and never more', async () => {
  const { queue, consume, idle } = inProcessQueue({ concurrency: 3, attemptsMax: 1 });
  let inHand = 0;
  let most = 0;
  consume(async () => {
    inHand += 1;
    most = Math.max(most, inHand);
    await null;
    await null;
    inHand -= 1;
  });
  await queue.send(
    Array.from({ length: 20 }, (_, index) => gradeRows([index + 1])),
    0,
  );
  await idle();
  expect([most, inHand]).toEqual([3, 0]);
});

test('tells nobody of a delayed message before its time, and is not idle until then', async () => {
  const { queue, consume, idle } = inProcessQueue(once);
  const seen: WorkMessage[] = [];
  consume(async (message) => {
    seen.push(message);
  });
  await queue.send([gradeRows([1])], 900);
  const isIdle = vi.fn();
  const waiting = idle().then(isIdle);
  await vi.advanceTimersByTimeAsync(899_999);
  expect([seen.length, isIdle.mock.calls.length]).toEqual([0, 0]);
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
  expect(seen).toEqual([gradeRows([1])]);
});

test.each([-1, 901, Number.NaN])('refuses a delay of %s seconds, which SQS would refuse', async (delaySeconds) => {
  await expect(inProcessQueue(once).queue.send([gradeRows([1])], delaySeconds)).rejects.toThrow(RangeError);
});

test('hands a failed message over again after growing waits, behind which the others pass', async () => {
  const { queue, consume, idle, dead } = inProcessQueue({ concurrency: 1, attemptsMax: 4, backoffMs: 100 });
  const startedAt = Date.now();
  const seen: [number, number][] = [];
  consume(async (message) => {
    const [row = 0] = message.kind === 'grade-rows' ? message.rows : [];
    seen.push([row, Date.now() - startedAt]);
    if (row === 1 && seen.length < 5) throw new Error('Not yet');
  });
  await queue.send([gradeRows([1]), gradeRows([2])], 0);
  const waiting = idle();
  await vi.runAllTimersAsync();
  await waiting;
  expect(seen).toEqual([
    [1, 0],
    [2, 0],
    [1, 100],
    [1, 300],
    [1, 700],
  ]);
  expect(dead).toEqual([]);
});

test('buries a message that fails every time, and says which and why', async () => {
  const told: unknown[] = [];
  const { queue, consume, idle, dead } = inProcessQueue({
    concurrency: 2,
    attemptsMax: 3,
    onDead: (message, error) => told.push([message, error]),
  });
  const failure = new Error('Never');
  const handler = vi.fn(() => Promise.reject(failure));
  consume(handler);
  await queue.send([gradeRows([7])], 0);
  const waiting = idle();
  await vi.runAllTimersAsync();
  await waiting;
  expect(handler).toHaveBeenCalledTimes(3);
  expect(dead).toEqual([gradeRows([7])]);
  expect(told).toEqual([[gradeRows([7]), failure]]);
});

test('when it stops, finishes what is in hand, starts nothing new, and forgets the rest', async () => {
  const { queue, consume, idle, stop } = inProcessQueue({ concurrency: 1, attemptsMax: 5 });
  const started: WorkMessage[] = [];
  const { promise, reject } = Promise.withResolvers<void>();
  consume((message) => {
    started.push(message);
    return promise;
  });
  await queue.send([gradeRows([1]), gradeRows([2])], 0);
  await queue.send([gradeRows([3])], 10);
  const isStopped = vi.fn();
  const stopping = stop().then(isStopped);
  await queue.send([gradeRows([4])], 0);
  await vi.runAllTimersAsync();
  expect(isStopped).not.toHaveBeenCalled();
  reject(new Error('In hand, and failing'));
  await stopping;
  await vi.runAllTimersAsync();
  await idle();
  expect(started).toEqual([gradeRows([1])]);
});

test('is idle at once when nothing was sent, with or without a consumer', async () => {
  const { idle, stop, consume } = inProcessQueue(once);
  await idle();
  consume(async () => undefined);
  await idle();
  await stop();
});
