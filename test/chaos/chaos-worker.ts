import { join } from 'node:path';
import { workConsumer } from '../../functions/queue/consumer.ts';
import { sqsWorker } from '../../functions/queue/sqs-worker.ts';
import { workHandlers } from '../../functions/queue/work-handlers.ts';
import { wireServices } from '../../functions/wire.ts';
import { folderFileStore } from '../../shared/adapters/files/folder-file-store.ts';
import { inProcessQueue } from '../../shared/adapters/memory/in-process-queue.ts';
import { sqsWorkQueue } from '../../shared/adapters/sqs/work-queue.ts';
import { Fault } from '../../shared/domain/fault.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { WorkQueue } from '../../shared/ports/queue.ts';
import type { Services } from '../../shared/usecases/context.ts';
import { sweepBatches } from '../../shared/usecases/sweep-batches.ts';
import { driveWorker } from '../support/sqs-driver.ts';
import { chaosTable } from './chaos-table.ts';
import { type Seeded, seeded } from './seeded.ts';
import { modelOf, policies, type WorkerSettings, type WorkerTells, workersAtOnce } from './worker-settings.ts';

/*
 * A worker that is there to be killed: the use cases wired as in the product, on a table that refuses writes and a queue that
 * loses, repeats and reorders messages. It sweeps, works and tells its parent of bugs until somebody ends it.
 */
const settings: WorkerSettings = JSON.parse(process.argv[2] ?? '');
const chance = seeded(settings.seed);
const tell = (told: WorkerTells): void => void process.send?.(told);
process.on('disconnect', () => process.exit(1));

const log: Log = {
  event: () => undefined,
  work: () => undefined,
  bug: (_id, error) => tell({ kind: 'bug', text: error instanceof Error ? (error.stack ?? error.message) : 'unknown' }),
  outage: () => tell({ kind: 'outage' }),
};
const table = chaosTable(settings, chance, () => tell({ kind: 'refused-write' }));
const files = folderFileStore({
  folder: join(settings.folder, 'files'),
  signingSecret: 'a secret for tests',
  clock: () => new Date(),
  base: () => 'http://uploads.test',
});

if (settings.sqs === null) {
  const inProcess = inProcessQueue({ concurrency: workersAtOnce, attemptsMax: 5, backoffMs: 50 });
  const services = servicesOn(inProcess.queue);
  const consume = workConsumer({ handlers: workHandlers(services, policies.row), log });
  inProcess.consume((message) => consume('chaos', message));
  sweepOften(services);
} else {
  const { queueUrl, region, endpoint, credentials } = settings.sqs;
  const services = servicesOn(sqsWorkQueue({ queueUrl, region, endpoint, credentials }));
  const handler = sqsWorker(workConsumer({ handlers: workHandlers(services, policies.row), log }));
  sweepOften(services);
  await driveWorker({ ...settings.sqs, handler, concurrency: 2 }, new AbortController().signal);
}

function servicesOn(queue: WorkQueue): Services {
  return wireServices({ model: modelOf(settings.modelUrl) }, table, { queue: unreliable(queue, chance), files });
}

function sweepOften(services: Services): void {
  const sweep = (): void => void sweepBatches(services, policies.sweep).catch(report);
  sweep();
  setInterval(sweep, policies.sweepEveryMs);
  tell({ kind: 'ready' });
}

// One that storage refuses is followed by another.
function report(error: unknown): void {
  if (error instanceof Fault && error.kind === 'unavailable') log.outage('sweep', error.message);
  else log.bug('sweep', error);
}

function unreliable(queue: WorkQueue, { happens, shuffled }: Seeded): WorkQueue {
  return {
    async send(messages, delaySeconds) {
      const sent = messages.flatMap((message) => {
        if (happens(0.05)) {
          tell({ kind: 'dropped-message' });
          return [];
        }
        if (!happens(0.15)) return [message];
        tell({ kind: 'repeated-message' });
        return [message, message];
      });
      await queue.send(shuffled(sent), delaySeconds);
    },
  };
}
