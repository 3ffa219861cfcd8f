import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { startProgram } from './process.ts';

/** The product served by a process of its own, and what its welcome says. */
export interface Running {
  readonly child: ChildProcess;
  readonly welcome: string;
  readonly base: string;
  readonly key: string;
  readonly curl: string;
}

/** Starts it on a free port and waits for its welcome. */
export async function startLocal(
  folder: string,
  program = 'functions/local.ts',
  args: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<Running> {
  const child = startProgram(program, args, { PORT: '0', MARKSCHEME_DATA: folder, ...environment });
  let welcome = '';
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    welcome += String(chunk);
    if (welcome.includes('Stop with Ctrl+C')) break;
  }
  // Its log goes on; nobody reads it, and it must not stop for that.
  child.stdout?.resume();
  const base = /serves on (\S+)/.exec(welcome)?.[1] ?? '';
  const key = /development key: (\S+)/.exec(welcome)?.[1] ?? '';
  const curl = /^curl .*$/m.exec(welcome)?.[0] ?? '';
  expect({ base, key, curl }, welcome).not.toMatchObject({ base: '' });
  return { child, welcome, base, key, curl };
}

/** What it answers to a GET with its key. */
export async function json({ base, key }: Running, path: string): Promise<unknown> {
  const response = await fetch(base + path, { headers: { authorization: `Bearer ${key}` } });
  return response.json();
}

/** Ends a process and gives its exit code, which is null when a signal has killed it. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<unknown> {
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code;
}
