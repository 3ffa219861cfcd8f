import Fifo from 'yocto-queue';
import { delaySecondsMax, type WorkMessage } from '../../domain/work-message.ts';
import type { WorkQueue } from '../../ports/queue.ts';

export interface InProcessQueueSettings {
  /** How many messages are in hand at once. */
  readonly concurrency: number;
  /** How often a message is handed over before it is dead, the first time included. */
  readonly attemptsMax: number;
  /** How long a message waits after its first failure; twice as long after each further one. */
  readonly backoffMs?: number;
  /** Told of each dead message and of what its handler threw last. */
  readonly onDead?: (message: WorkMessage, error: unknown) => void;
}

/** The queue of a product on one machine: nothing of it outlives the process. */
export interface InProcessQueue {
  readonly queue: WorkQueue;
  /** Hands every message to the handler from now on, those that came earlier first. */
  consume(handler: (message: WorkMessage) => Promise<void>): void;
  /** Resolves when no message waits, is delayed or in hand. Without a consumer, not before there is one. */
  idle(): Promise<void>;
  /** The newest dead messages, 1,000 at most. */
  readonly dead: readonly WorkMessage[];
  /** Forgets what is not in hand, starts nothing new, and resolves when what is in hand is done. */
  stop(): Promise<void>;
}

/**
 * Makes a queue in memory that behaves as SQS with a worker does, only in order: at most `concurrency` messages in hand, a
 * message whose handler fails handed over again later, `attemptsMax` times. What is sent after the end is forgotten, as
 * everything is that a killed process had: messages are hints, and whoever sweeps the table sends them again.
 *
 * A delay keeps no process alive, unless somebody waits for it by `idle`.
 */
export function inProcessQueue(settings: InProcessQueueSettings): InProcessQueue {
  const { concurrency, attemptsMax, backoffMs = 1_000, onDead = () => undefined } = settings;
  const ready = new Fifo<Delivery>();
  const delayed = new Set<NodeJS.Timeout>();
  const dead: WorkMessage[] = [];
  const waiters: (() => void)[] = [];
  let handle: ((message: WorkMessage) => Promise<void>) | null = null;
  let inHand = 0;
  let isStopped = false;

  function add(delivery: Delivery, delayMs: number): void {
    if (isStopped) return;
    if (delayMs === 0) {
      ready.enqueue(delivery);
      return;
    }
    const timer = setTimeout(() => {
      delayed.delete(timer);
      ready.enqueue(delivery);
      handOver();
    }, delayMs);
    delayed.add(timer);
    if (waiters.length === 0) timer.unref();
  }

  function handOver(): void {
    while (handle !== null && inHand < concurrency) {
      const next = ready.dequeue();
      if (next === undefined) break;
      inHand += 1;
      void deliver(handle, next).finally(() => {
        inHand -= 1;
        handOver();
      });
    }
    if (isIdle()) for (const resolve of waiters.splice(0)) resolve();
  }

  async function deliver(to: (message: WorkMessage) => Promise<void>, { message, failures }: Delivery): Promise<void> {
    try {
      await to(message);
    } catch (error) {
      if (isStopped) return;
      if (failures + 1 < attemptsMax) return add({ message, failures: failures + 1 }, backoffMs * 2 ** failures);
      if (dead.push(message) > deadMax) dead.shift();
      onDead(message, error);
    }
  }

  function isIdle(): boolean {
    return ready.size === 0 && delayed.size === 0 && inHand === 0;
  }

  function idle(): Promise<void> {
    if (isIdle()) return Promise.resolve();
    for (const timer of delayed) timer.ref();
    return new Promise((resolve) => waiters.push(resolve));
  }

  return {
    dead,
    idle,
    queue: {
      async send(messages, delaySeconds) {
        if (!(delaySeconds >= 0 && delaySeconds <= delaySecondsMax)) {
          throw new RangeError(`A delay must be of 0 to ${delaySecondsMax} seconds, not ${delaySeconds}.`);
        }
        for (const message of messages) add({ message, failures: 0 }, 1_000 * delaySeconds);
        handOver();
      },
    },
    consume(handler) {
      handle = handler;
      handOver();
    },
    stop() {
      isStopped = true;
      ready.clear();
      for (const timer of delayed) clearTimeout(timer);
      delayed.clear();
      handOver();
      return idle();
    },
  };
}

const deadMax = 1_000;

interface Delivery {
  readonly message: WorkMessage;
  readonly failures: number;
}
