import { join } from 'node:path';
import { folderFileStore } from '../shared/adapters/files/folder-file-store.ts';
import { type InProcessQueue, inProcessQueue } from '../shared/adapters/memory/in-process-queue.ts';
import { lanedQueue } from '../shared/adapters/memory/laned-queue.ts';
import { Fault } from '../shared/domain/fault.ts';
import type { Log } from '../shared/ports/log.ts';
import type { Services } from '../shared/usecases/context.ts';
import { deliverDue } from '../shared/usecases/deliver-due.ts';
import { sweep } from '../shared/usecases/sweep.ts';
import { defaultSweepPolicy } from '../shared/usecases/sweep-batches.ts';
import { sweepExpired } from '../shared/usecases/sweep-expired.ts';
import { workConsumer } from './queue/consumer.ts';
import { workHandlers } from './queue/work-handlers.ts';
import { startTicker, type Ticker } from './ticker.ts';
import type { Background } from './wire.ts';

/** How many messages are worked on at once: as many answers are with a model. */
const concurrency = 8;
const attemptsMax = 5;
const sweepEveryMs = 30_000;
const deliverEveryMs = 3_000;
const expireEveryMs = 3_600_000;
const deliveriesMax = 100;

/** The queue, the files and the worker of a product on one machine. */
export interface LocalBackground extends Background {
  readonly inProcess: InProcessQueue;
  /** Begins to work, with whatever an earlier process has left. */
  work(services: Services, log: Log): void;
  stop(): Promise<void>;
}

/** @param base where the server is that takes uploads */
export function localBackground(dataFolder: string, signingSecret: string, base: () => string): LocalBackground {
  const clock = (): Date => new Date();
  const files = folderFileStore({ folder: join(dataFolder, 'files'), signingSecret, clock, base });
  const inProcess = inProcessQueue({ concurrency, attemptsMax });
  // Somebody waits for an evaluation: it must not stand behind the rows of a batch.
  const urgent = inProcessQueue({ concurrency, attemptsMax });
  let tickers: readonly Ticker[] = [];
  return {
    queue: lanedQueue(urgent.queue, inProcess.queue),
    files,
    inProcess,
    work(services, log) {
      const consume = workConsumer({ handlers: workHandlers(services), log });
      let handedOver = 0;
      for (const lane of [urgent, inProcess]) {
        lane.consume((message) => {
          handedOver += 1;
          return consume(`local-${handedOver}`, message);
        });
      }
      let isFirst = true;
      const lookAfter = async (): Promise<void> => {
        // What an earlier process had in its queue is gone.
        const policy = { ...defaultSweepPolicy, isQueueEmpty: isFirst };
        isFirst = false;
        await sweep(services, policy);
      };
      tickers = [
        startTicker(sweepEveryMs, lookAfter, reportTo(log, 'sweep')),
        startTicker(expireEveryMs, () => removeOld(services), reportTo(log, 'expire')),
        startTicker(deliverEveryMs, () => deliverDue(services, { limit: deliveriesMax }), reportTo(log, 'deliver')),
      ];
    },
    async stop() {
      await Promise.all([urgent.stop(), inProcess.stop(), ...tickers.map((ticker) => ticker.stop())]);
    },
  };
}

// The embedded table removes nothing by itself.
async function removeOld(services: Services): Promise<void> {
  await services.people.removeExpired();
  await sweepExpired(services);
}

function reportTo(log: Log, what: string): (error: unknown) => void {
  return (error) => {
    if (error instanceof Fault && error.kind === 'unavailable') log.outage(what, error.message);
    else log.bug(what, error);
  };
}
