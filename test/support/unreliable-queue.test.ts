import { expect, test } from 'vitest';
import { inProcessQueue } from '../../shared/adapters/memory/in-process-queue.ts';
import { type Unreliability, unreliableQueue } from './unreliable-queue.ts';
import { gradeRows } from './work-messages.ts';

// The rows of a thousand messages as they arrive.
async function arrivals(unreliability: Unreliability) {
  const { queue, consume, idle } = inProcessQueue({ concurrency: 1, attemptsMax: 1 });
  const rows: number[] = [];
  consume(async (message) => {
    if (message.kind === 'grade-rows') rows.push(...message.rows);
  });
  const unreliable = unreliableQueue(queue, unreliability);
  for (let first = 1; first <= 1_000; first += 100) {
    const messages = Array.from({ length: 100 }, (_, index) => gradeRows([first + index]));
    await unreliable.send(messages, 0);
  }
  await unreliable.flush();
  await idle();
  return { rows, counts: unreliable.counts };
}

test('a queue that is only out of order still hands over every message once', async () => {
  const { rows, counts } = await arrivals({ seed: 1, latePercent: 30 });
  expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
  expect(rows).not.toEqual([...rows].sort((a, b) => a - b));
  expect(counts).toMatchObject({ sent: 1_000, lost: 0, repeated: 0 });
  expect(counts.late).toBeGreaterThan(200);
});

test('loses and repeats as many messages as it counts, and as its seed says', async () => {
  const unreliability = { seed: 7, lostPercent: 5, repeatedPercent: 10, latePercent: 10 };
  const { rows, counts } = await arrivals(unreliability);
  expect(new Set(rows).size).toBe(1_000 - counts.lost);
  expect(rows.length).toBe(1_000 - counts.lost + counts.repeated);
  expect(Math.min(counts.lost, counts.repeated, counts.late)).toBeGreaterThan(0);
  expect(await arrivals(unreliability)).toEqual({ rows, counts });
  expect((await arrivals({ ...unreliability, seed: 8 })).rows).not.toEqual(rows);
});
