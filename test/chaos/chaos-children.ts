import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { kill } from '../support/fork-holder.ts';
import type { SeenRequest } from './chaos-requests.ts';
import type { WorkerSettings, WorkerTells } from './worker-settings.ts';

/** The bad provider, in a process of its own. */
export interface ChaosModel {
  readonly url: string;
  requests(): Promise<readonly SeenRequest[]>;
  end(): Promise<void>;
}

export async function startModel(seed: number): Promise<ChaosModel> {
  const child = fork(pathOf('chaos-model.ts'), [String(seed)], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error('The model has no output');
  const [url] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    url: String(url),
    requests: async () => (await fetch(new URL('/requests', String(url)))).json().then(seenRequests),
    end: () => kill(child),
  };
}

/** A worker that does its work until it is killed. */
export interface ChaosWorker {
  kill(): Promise<void>;
}

/** Starts a worker; `hear` is given all that it tells until it is dead. Resolves when it has begun to work. */
export async function startWorker(settings: WorkerSettings, hear: (told: WorkerTells) => void): Promise<ChaosWorker> {
  const child = fork(pathOf('chaos-worker.ts'), [JSON.stringify(settings)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', hear);
  await isReady(child);
  return { kill: () => kill(child) };
}

function isReady(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    child.on('message', (told: WorkerTells) => told.kind === 'ready' && done());
    child.once('exit', (code) => fail(new Error(`a worker ended with ${code} before it began`)));
  });
}

function seenRequests(body: unknown): readonly SeenRequest[] {
  if (!Array.isArray(body)) throw new Error('The model told nothing of its requests');
  return body;
}

function pathOf(file: string): string {
  return new URL(file, import.meta.url).pathname;
}
