import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

const script = new URL('embedded-holder.ts', import.meta.url).pathname;

/** Opens the embedded DynamoDB of a folder in a process of its own, which ends when it is sent anything. */
export async function forkHolder(folder: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const child = fork(script, [folder], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const endpoint = await new Promise<string>((done, fail) => {
    child.once('message', (message) => done(String(message)));
    child.once('exit', (code) => fail(new Error(`the other process ended with ${code}`)));
  });
  return { child, endpoint };
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
