import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../../domain/fault.ts';
import { FileName } from '../../domain/file-name.ts';
import type { FileRef, FileStore } from '../../ports/files.ts';
import { sealUploadToken } from './upload-token.ts';

export interface FolderFileStoreSettings {
  /** Made on first use, for its owner only. */
  readonly folder: string;
  readonly signingSecret: string;
  readonly clock: () => Date;
  /** Where the server is that takes uploads, such as `http://127.0.0.1:8787`. Asked when an address is signed. */
  readonly base: () => string;
}

/**
 * Keeps files in a folder of this machine. A file is there whole or not at all, even when the process is killed or its content
 * ends with an error: it is written beside its place and moved there at the end. Only what a killed process wrote of a
 * file that far is left, in `.partial`.
 *
 * `signUpload` gives the address of a local server that knows the same secret; it is the server that limits the size.
 *
 * @throws Fault `unavailable` with what the system said, when it refuses to write or read; what the content throws is thrown as it came
 */
export function folderFileStore({ folder, signingSecret, clock, base }: FolderFileStoreSettings): FileStore {
  // The slashes of a name are no folders here: a file `a` and a file `a/b` can both be there.
  const pathOf = ({ tenantId, name }: FileRef): string =>
    join(folder, tenantId, FileName.parse(name).replaceAll('/', '%2F'));

  return {
    async put(file, content) {
      const path = pathOf(file);
      const partial = join(folder, '.partial', randomUUID());
      await onDisk(() => Promise.all([path, partial].map(makeFolderOf)));
      try {
        await pipeline(content, createWriteStream(partial, { mode: 0o600, flags: 'wx', flush: true }));
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw translated(error);
      }
    },
    async open(file) {
      const path = pathOf(file);
      return (await bytesAt(path)) === undefined ? undefined : chunksOf(path);
    },
    bytesOf: async (file) => bytesAt(pathOf(file)),
    erase: (file) => onDisk(async () => rm(pathOf(file), { force: true })),
    async signUpload(file, expiresInSeconds) {
      FileName.parse(file.name);
      const token = sealUploadToken(signingSecret, file, clock().getTime() + 1_000 * expiresInSeconds);
      return { method: 'PUT', url: `${base()}/uploads/${token}`, headers: {} };
    },
  };
}

async function makeFolderOf(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
}

async function bytesAt(path: string): Promise<number | undefined> {
  const found = await onDisk(() => stat(path).catch(undefinedIfAbsent));
  return found?.size;
}

// Opened when it is read, so that a file nobody reads keeps no descriptor.
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw translated(error);
  }
}

async function onDisk<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw translated(error);
  }
}

function undefinedIfAbsent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

function translated(error: unknown): unknown {
  const isOfSystem = error instanceof Error && 'syscall' in error;
  return isOfSystem
    ? new Fault('unavailable', 'The file storage does not answer at the moment.', { cause: error })
    : error;
}
