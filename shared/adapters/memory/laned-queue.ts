import type { WorkQueue } from '../../ports/queue.ts';

/** A queue whose messages about single evaluations, which somebody may be waiting for, go another way than those of batches. */
export function lanedQueue(urgent: WorkQueue, others: WorkQueue): WorkQueue {
  return {
    async send(messages, delaySeconds) {
      const { true: single = [], false: rest = [] } = Object.groupBy(messages, ({ kind }) =>
        kind === 'evaluate' ? 'true' : 'false',
      );
      if (single.length > 0) await urgent.send(single, delaySeconds);
      if (rest.length > 0) await others.send(rest, delaySeconds);
    },
  };
}
