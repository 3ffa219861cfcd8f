import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly messages: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts one of the programs as `npm start` and `npm run markscheme` do; it is killed after the test at the latest. */
export function startProgram(
  program: string,
  args: readonly string[],
  environment: Record<string, string>,
): ChildProcess {
  const { OPENAI_API_KEY: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    cwd: root,
    env: { ...inherited, ...environment },
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

/** What a program wrote, once it has ended. */
export async function endOf(child: ChildProcess, input: string | Uint8Array = ''): Promise<Ended> {
  if (child.stdin === null || child.stdout === null || child.stderr === null) throw new Error('No pipes');
  child.stdin.end(input);
  const [out, messages, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: typeof code === 'number' ? code : null, out, messages };
}

/** A folder that is gone after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'markscheme-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
