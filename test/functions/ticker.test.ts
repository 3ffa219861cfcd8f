import { expect, test } from 'vitest';
import { startTicker } from '../../functions/ticker.ts';

test('does its work over and over, never twice at once, and goes on after a failure that it reports', async () => {
  const failures: unknown[] = [];
  let [times, running, runningMax] = [0, 0, 0];
  const enough = Promise.withResolvers<void>();
  const work = async (): Promise<void> => {
    times += 1;
    running += 1;
    runningMax = Math.max(runningMax, running);
    await new Promise((resume) => setImmediate(resume));
    running -= 1;
    if (times === 2) throw new Error('the second time');
    if (times === 4) enough.resolve();
  };
  const ticker = startTicker(1, work, (error) => failures.push(error));
  await enough.promise;
  await ticker.stop();
  expect(runningMax).toBe(1);
  expect(failures).toEqual([new Error('the second time')]);
});

test('stops after the work that has begun, without waiting for the pause', async () => {
  const finish = Promise.withResolvers<void>();
  let times = 0;
  const ticker = startTicker(
    3_600_000,
    () => {
      times += 1;
      return finish.promise;
    },
    () => undefined,
  );
  let isStopped = false;
  const stopped = ticker.stop().then(() => {
    isStopped = true;
  });
  await new Promise((resume) => setImmediate(resume));
  expect(isStopped).toBe(false);
  finish.resolve();
  await stopped;
  expect(times).toBe(1);
});

test('stops in the middle of a pause', async () => {
  const done = Promise.withResolvers<void>();
  const ticker = startTicker(
    3_600_000,
    async () => done.resolve(),
    () => undefined,
  );
  await done.promise;
  await ticker.stop();
});
