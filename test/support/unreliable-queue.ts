import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { WorkMessage } from '../../shared/domain/work-message.ts';
import type { WorkQueue } from '../../shared/ports/queue.ts';

export interface Unreliability {
  readonly seed: number;
  /** Of a hundred messages, so many are lost, sent twice, or kept back until the next are sent. */
  readonly lostPercent?: number;
  readonly repeatedPercent?: number;
  readonly latePercent?: number;
}

export interface UnreliableQueue extends WorkQueue {
  /** What has been done to the messages so far. */
  readonly counts: Readonly<Record<'sent' | 'lost' | 'repeated' | 'late', number>>;
  /** Sends what was kept back. */
  flush(): Promise<void>;
}

/**
 * Stands before any queue and does to it what a queue may do: loses messages, repeats them, and hands them over in any order.
 * The same seed does the same to the same messages.
 */
export function unreliableQueue(queue: WorkQueue, unreliability: Unreliability): UnreliableQueue {
  const { seed, lostPercent = 0, repeatedPercent = 0, latePercent = 0 } = unreliability;
  const generator = xoroshiro128plus(seed);
  const happens = (percent: number): boolean => uniformInt(generator, 1, 100) <= percent;
  const counts = { sent: 0, lost: 0, repeated: 0, late: 0 };
  let keptBack: WorkMessage[] = [];

  return {
    counts,
    async send(messages, delaySeconds) {
      const before = keptBack;
      keptBack = [];
      const now: WorkMessage[] = [...before];
      for (const message of messages) {
        counts.sent += 1;
        const [isLost, isRepeated, isLate] = [lostPercent, repeatedPercent, latePercent].map(happens);
        if (isLost) counts.lost += 1;
        else if (isLate) counts.late += 1;
        else now.push(message);
        if (isLate && !isLost) keptBack.push(message);
        if (isRepeated && !isLost) {
          counts.repeated += 1;
          now.push(message);
        }
      }
      await queue.send(shuffled(now), delaySeconds);
    },
    async flush() {
      const rest = keptBack;
      keptBack = [];
      await queue.send(shuffled(rest), 0);
    },
  };

  function shuffled(messages: readonly WorkMessage[]): WorkMessage[] {
    const left = [...messages];
    return messages.flatMap(() => left.splice(uniformInt(generator, 0, left.length - 1), 1));
  }
}
