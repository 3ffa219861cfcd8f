import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { workConsumer } from '../../functions/queue/consumer.ts';
import { type EconomyPolicy, workHandlers } from '../../functions/queue/work-handlers.ts';
import type { Background } from '../../functions/wire.ts';
import { folderFileStore } from '../../shared/adapters/files/folder-file-store.ts';
import { type InProcessQueue, inProcessQueue } from '../../shared/adapters/memory/in-process-queue.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Services } from '../../shared/usecases/context.ts';

/** A queue and a folder of files of one caller. Nobody works until `work` is called. */
export interface TestBackground extends Background {
  /** Where the files lie. */
  readonly folder: string;
  readonly inProcess: InProcessQueue;
  work(services: Services, log: Log, economy?: EconomyPolicy): void;
}

/** Makes backgrounds for the tests of a file; their files are gone after it. */
export function useBackground(): () => TestBackground {
  const folder = mkdtempSync(join(tmpdir(), 'markscheme-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => newBackground(join(folder, randomUUID()));
}

function newBackground(folder: string): TestBackground {
  const files = folderFileStore({
    folder,
    signingSecret: 'a secret for tests',
    clock: () => new Date(),
    base: () => 'http://uploads.test',
  });
  const inProcess = inProcessQueue({ concurrency: 4, attemptsMax: 5, backoffMs: 1 });
  return {
    queue: inProcess.queue,
    files,
    inProcess,
    folder,
    work(services, log, economy) {
      const consume = workConsumer({ handlers: workHandlers(services, undefined, economy), log });
      inProcess.consume((message) => consume('test', message));
    },
  };
}

/** For what never sends work or keeps files: it refuses both. */
export const noBackground: Background = {
  queue: { send: () => Promise.reject(new Error('Nobody works here')) },
  files: {
    put: () => Promise.reject(new Error('No files are kept here')),
    open: () => Promise.reject(new Error('No files are kept here')),
    bytesOf: () => Promise.reject(new Error('No files are kept here')),
    erase: () => Promise.reject(new Error('No files are kept here')),
    signUpload: () => Promise.reject(new Error('No files are kept here')),
  },
};
