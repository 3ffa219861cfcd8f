import { rm } from 'node:fs/promises';
import { Fault } from '../../shared/domain/fault.ts';
import { journalOf } from './grade-journal.ts';
import { systemReason } from './system-reason.ts';

/** Takes a folder for this process, or says null when another has it. The system frees it when the process ends. */
export type LockFolder = (folder: string) => Promise<{ release(): Promise<void> } | null>;

/**
 * Keeps every other process from grading into the same output.
 *
 * @returns what frees it again
 * @throws Fault `conflict` when another process has it, `invalid-request` when nothing can be written there
 */
export async function lockOutput(output: string, lockFolder: LockFolder): Promise<() => Promise<void>> {
  const folder = `${journalOf(output)}.lock`;
  const lock = await lockFolder(folder).catch((cause: unknown) => {
    throw new Fault('invalid-request', `${output} can't be written: ${systemReason(cause)}.`, { cause });
  });
  if (lock === null) throw new Fault('conflict', `Another process is grading into ${output}; wait until it has ended.`);
  return async () => {
    // While it is held: afterwards it may be another's already.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    await lock.release();
  };
}
