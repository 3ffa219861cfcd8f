import { join } from 'node:path';
import { folderFileStore } from '../shared/adapters/files/folder-file-store.ts';
import { type InProcessQueue, inProcessQueue } from '../shared/adapters/memory/in-process-queue.ts';
import type { Log } from '../shared/ports.ts';
import type { Services } from '../shared/usecases/context.ts';
import { sweepBatches } from '../shared/usecases/sweep-batches.ts';
import { workConsumer } from './queue/consumer.ts';
import { workHandlers } from './queue/work-handlers.ts';
import type { Background } from './wire.ts';

/** How many messages are worked on at once: as many answers are with a model. */
const concurrency = 8;
const attemptsMax = 5;
const sweepEveryMs = 30_000;

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
  let timer: NodeJS.Timeout | undefined;
  return {
    queue: inProcess.queue,
    files,
    inProcess,
    work(services, log) {
      const consume = workConsumer({ handlers: workHandlers(services), log });
      let handedOver = 0;
      inProcess.consume((message) => {
        handedOver += 1;
        return consume(`local-${handedOver}`, message);
      });
      const sweep = (): void => void sweepBatches(services).catch((error) => log.bug('sweep', error));
      sweep();
      timer = setInterval(sweep, sweepEveryMs);
    },
    async stop() {
      clearInterval(timer);
      await inProcess.stop();
    },
  };
}
