import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../domain/fault.ts';

/** A temporary folder that only this user can read. */
export interface PrivateFolder {
  readonly path: string;
  /** Deletes it with all that is in it. */
  remove(): Promise<void>;
}

/** Makes a temporary folder. @throws Fault `unavailable` when there is no room for one */
export async function privateFolder(): Promise<PrivateFolder> {
  try {
    const path = await mkdtemp(join(tmpdir(), 'markscheme-'));
    return { path, remove: () => rm(path, { recursive: true, force: true }) };
  } catch (cause) {
    throw new Fault('unavailable', 'The sheet can not be kept for a while: there is no temporary folder.', { cause });
  }
}
