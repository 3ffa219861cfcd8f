import { open, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { Fault } from '../../shared/domain/fault.ts';

/** Opens a file for the results. @throws Fault `invalid-request` when it can't be written */
export async function openOutput(file: string): Promise<Writable> {
  try {
    // Each write reports its own failure; the event would only end the process.
    return (await open(file, 'w')).createWriteStream().on('error', () => undefined);
  } catch (cause) {
    throw new Fault('invalid-request', `${file} can't be written.`, { cause });
  }
}

/** @throws Fault `invalid-request` when the output is one of the inputs: by identity, so that a link counts too */
export async function refuseOverwriting(output: string, inputs: readonly (string | null)[]): Promise<void> {
  for (const input of inputs) {
    if (input !== null && (await isSameFile(input, output))) {
      throw new Fault('invalid-request', `The results would overwrite ${input}; name another file with --out.`);
    }
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)));
  return first?.isFile() === true && first.ino === second?.ino && first.dev === second.dev;
}
