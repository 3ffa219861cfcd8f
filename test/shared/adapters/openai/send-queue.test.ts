import { setImmediate as settled } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ToldLimits } from '../../../../shared/adapters/openai/limit-headers.ts';
import { type SendQueue, sendQueue, type Timer } from '../../../../shared/adapters/openai/send-queue.ts';

const noLimits = { requestsPerMinute: null, tokensPerMinute: null };
const saysNothing: ToldLimits = { requests: null, tokens: null };

describe('requests that wait for their turn', () => {
  it('go at once where no limit is known', async () => {
    const { sentBy, come } = queueOf(sendQueue(noLimits, 1_000, virtualTimer()));
    come('a', 'b', 'c');
    await settled();
    expect(sentBy()).toEqual(['a', 'b', 'c']);
  });

  it('go in the order in which they came, a small one behind a large one too', async () => {
    const timer = virtualTimer();
    const queue = sendQueue({ requestsPerMinute: null, tokensPerMinute: 600 }, 1_000, timer);
    const sent: number[] = [];
    for (const tokens of [600, 500, 1]) void queue.turn(tokens).then(() => sent.push(tokens));
    await settled();
    expect(sent).toEqual([600]);
    await timer.advance(180_000);
    expect(sent).toEqual([600, 500, 1]);
  });

  it('all wait when one of them is refused until later, and then go', async () => {
    const timer = virtualTimer();
    const queue = sendQueue(noLimits, 60_000, timer);
    const { sentBy, come } = queueOf(queue);
    const refused = await queue.turn(1);
    refused.refused(5_000, saysNothing);
    come('a', 'b');
    await timer.advance(4_999);
    expect(sentBy()).toEqual([]);
    await timer.advance(1_000);
    expect(sentBy()).toEqual(['a', 'b']);
  });

  it('do not wait when one is refused for longer than anybody would', async () => {
    const queue = sendQueue(noLimits, 60_000, virtualTimer());
    const { sentBy, come } = queueOf(queue);
    (await queue.turn(1)).refused(3_600_000, saysNothing);
    come('a');
    await settled();
    expect(sentBy()).toEqual(['a']);
  });

  it('go sooner once a reply took less than was reckoned', async () => {
    const timer = virtualTimer();
    const queue = sendQueue({ requestsPerMinute: null, tokensPerMinute: 60_000 }, 1_000, timer);
    const { sentBy, come } = queueOf(queue, 1_000);
    const first = await queue.turn(1_000);
    come('a');
    await settled();
    expect(sentBy()).toEqual([]);
    first.replied(10, saysNothing);
    await timer.advance(100);
    expect(sentBy()).toEqual(['a']);
  });
});

describe('a thousand requests to a server that allows half of what is wanted', () => {
  const perSecond = 30;
  const allowedMs = ((1_000 - perSecond) / perSecond) * 1_000;

  it('are never refused and take no longer than they must where it tells its limit', async () => {
    const { refused, tookMs } = await sendAll({ perSecond, isSilent: false });
    expect(refused).toBe(0);
    expect(tookMs).toBeLessThanOrEqual(1.02 * allowedMs + 300);
  });

  it('are seldom refused and take hardly longer where it only refuses', async () => {
    const { refused, tookMs } = await sendAll({ perSecond, isSilent: true });
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(30);
    expect(tookMs).toBeLessThanOrEqual(1.1 * allowedMs + 300);
  });
});

/** Twenty at once to a bucket of one second, each answered after 300 ms, in a time of its own. */
async function sendAll({ perSecond, isSilent }: { perSecond: number; isSilent: boolean }) {
  const timer = virtualTimer();
  const queue = sendQueue(noLimits, 60_000, timer);
  let level = perSecond;
  let filledAtMs = 0;
  let left = 1_000;
  let refused = 0;
  const fill = (): void => {
    level = Math.min(perSecond, level + ((timer.now() - filledAtMs) * perSecond) / 1_000);
    filledAtMs = timer.now();
  };
  const told = (): ToldLimits => {
    fill();
    const resetMs = ((perSecond - level) * 1_000) / perSecond;
    return isSilent
      ? saysNothing
      : { requests: { limit: perSecond, remaining: Math.floor(level), resetMs }, tokens: null };
  };
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      for (let isDone = false; !isDone; ) {
        const turn = await queue.turn(1);
        fill();
        isDone = level >= 1;
        if (isDone) {
          level -= 1;
          await new Promise<void>((resume) => void timer.wake(300, resume));
          turn.replied(1, told());
        } else {
          refused += 1;
          turn.refused(((1 - level) * 1_000) / perSecond, told());
        }
      }
    }
  };
  let isOver = false;
  void Promise.all(Array.from({ length: 20 }, worker)).then(() => {
    isOver = true;
  });
  while (!isOver) await timer.advance(10);
  return { refused, tookMs: timer.now() };
}

function queueOf(queue: SendQueue, tokens = 1) {
  const sent: string[] = [];
  return {
    sentBy: () => sent,
    come(...names: string[]) {
      for (const name of names) void queue.turn(tokens).then(() => sent.push(name));
    },
  };
}

/** Time that passes when it is told to. */
function virtualTimer(): Timer & { advance(ms: number): Promise<void> } {
  let now = 0;
  const alarms = new Set<{ readonly atMs: number; readonly act: () => void }>();
  return {
    now: () => now,
    wake(afterMs, act) {
      const alarm = { atMs: now + afterMs, act };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    async advance(ms) {
      const until = now + ms;
      for (;;) {
        await settled();
        const [next] = [...alarms].filter(({ atMs }) => atMs <= until).sort((one, other) => one.atMs - other.atMs);
        if (next === undefined) break;
        alarms.delete(next);
        now = Math.max(now, next.atMs);
        next.act();
      }
      now = until;
    },
  };
}
