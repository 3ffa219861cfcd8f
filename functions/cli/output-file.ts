import { access, constants, open, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { Fault } from '../../shared/domain/fault.ts';
import type { Output, ResultFormat } from '../results/result-format.ts';
import { systemReason } from './system-reason.ts';

/**
 * The format that the name of the output asks for; without an ending, and on standard output, JSON Lines.
 *
 * @throws Fault `invalid-request` when the ending is of no format
 */
export function outputFormat(name: string): ResultFormat {
  const ending = extname(name).toLowerCase();
  if (ending === '.txt') return 'text';
  if (ending === '.xlsx') return 'xlsx';
  if (['.csv', '.tsv'].includes(ending)) return 'csv';
  if (['', '.jsonl', '.ndjson', '.json'].includes(ending)) return 'jsonl';
  throw new Fault('invalid-request', `No format is known for ${ending} files; choose one with --format.`);
}

/** Opens a file for the results. @throws Fault `invalid-request` when it can't be written */
export async function openOutput(file: string): Promise<Output> {
  try {
    const handle = await open(file, 'w');
    const isFile = (await handle.stat()).isFile();
    // Each write reports its own failure; the event would only end the process.
    return { stream: handle.createWriteStream().on('error', () => undefined), isFile };
  } catch (cause) {
    throw new Fault('invalid-request', `${file} can't be written: ${systemReason(cause)}.`, { cause });
  }
}

/**
 * Whether an output will be a file with a record of its run beside it. Standard output, pipes and devices are not.
 *
 * @throws Fault `invalid-request` when there is a file that may not be written
 */
export async function isFileOutput(output: string): Promise<boolean> {
  if (output === '-') return false;
  const found = await stat(output).catch(() => null);
  if (found?.isDirectory() === true) throw new Fault('invalid-request', `${output} can't be written: it is a folder.`);
  if (found !== null && !found.isFile()) return false;
  await access(found === null ? dirname(output) : output, constants.W_OK).catch((cause: unknown) => {
    throw new Fault('invalid-request', `${output} can't be written: ${systemReason(cause)}.`, { cause });
  });
  return true;
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
