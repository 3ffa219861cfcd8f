import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process, or says null when another has it. The folder is made when absent.
 *
 * The lock is that of an empty LevelDB, dynalite's own database: the operating system frees it when its process ends, however
 * it ends, so unlike a lock file it is never stale and nobody has to guess from a process id.
 */
export async function lockFolder(folder: string): Promise<FolderLock | null> {
  await mkdir(folder, { recursive: true });
  const lock = new ClassicLevel(join(folder, 'lock'));
  try {
    await lock.open();
  } catch (error) {
    if (isLocked(error)) return null;
    throw error;
  }
  return { release: () => lock.close() };
}

/** Who holds a folder and where it answers; `id` is what its answers are marked with. */
export interface Holder {
  readonly id: string;
  readonly endpoint: string;
  readonly pid: number;
}

/** Null when there is no address in the folder. */
export async function readHolder(folder: string): Promise<Holder | null> {
  const text = await readFile(addressFile(folder), 'utf8').catch(() => '');
  const [id, endpoint, pid] = text.split('\n');
  return id && endpoint && pid ? { id, endpoint, pid: Number(pid) } : null;
}

/** Readers see all of it or nothing. Only for who has the lock. */
export async function writeHolder(folder: string, { id, endpoint, pid }: Holder): Promise<void> {
  const draft = `${addressFile(folder)}.draft`;
  await writeFile(draft, `${id}\n${endpoint}\n${pid}\n`);
  await rename(draft, addressFile(folder));
}

export async function removeHolder(folder: string): Promise<void> {
  await rm(addressFile(folder), { force: true });
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
}

function addressFile(folder: string): string {
  return join(folder, 'holder.txt');
}
