import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../../shared/domain/fault.ts';
import type { SheetSource } from '../../shared/ports/files.ts';
import { systemReason } from './system-reason.ts';
import type { Terminal } from './terminal.ts';

/** A file that can be read several times, and what was put aside for that. */
export interface InputSource extends SheetSource {
  close(): Promise<void>;
}

/**
 * A file, or standard input for `-`. What can be read only once (standard input, a pipe) is copied into a temporary folder
 * that only this user can read, until it is closed.
 *
 * @throws Fault `invalid-request` when it can't be read, `unavailable` when there is no room for the copy
 */
export async function inputSource(file: string, terminal: Terminal): Promise<InputSource> {
  if (file === '-') return spooled('', terminal.in);
  const found = await orRefuse(file, () => stat(file));
  if (found.isFile()) return { ...fileAt(file, file), close: () => Promise.resolve() };
  return orRefuse(file, () => spooled(file, createReadStream(file)));
}

/** The bytes of a small file, or of standard input for `-`. @throws Fault `invalid-request` when it can't be read */
export async function contentOf(file: string, terminal: Terminal): Promise<Uint8Array> {
  return file === '-' ? buffer(terminal.in) : orRefuse(file, () => readFile(file));
}

function fileAt(path: string, name: string): SheetSource {
  return {
    name,
    path,
    async *stream() {
      try {
        for await (const chunk of createReadStream(path)) yield chunk;
      } catch (cause) {
        throw unreadable(name, cause);
      }
    },
  };
}

async function spooled(name: string, stream: NodeJS.ReadableStream): Promise<InputSource> {
  const folder = await mkdtemp(join(tmpdir(), 'markscheme-')).catch((cause: unknown) => {
    const what = name === '' ? 'Standard input' : name;
    const why = systemReason(cause);
    throw new Fault('unavailable', `${what} can't be kept for a while in ${tmpdir()}: ${why}.`, { cause });
  });
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'input');
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
    return { ...fileAt(path, name), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function orRefuse<Result>(file: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): Fault {
  return new Fault('invalid-request', `${file} can't be read: ${systemReason(cause)}.`, { cause });
}
