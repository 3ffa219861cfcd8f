import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Fault } from '../../shared/domain/fault.ts';
import { systemReason } from './system-reason.ts';

/** A file that takes its name only when all of it is written: whoever reads it sees the old one or the new one. */
export interface ResultFile {
  readonly stream: Writable;
  /** Ends it and gives it its name. */
  commit(): Promise<void>;
  /** Deletes what was written, unless it has its name already. */
  close(): Promise<void>;
}

/** Opens a file beside `name`, in the place of a draft that an earlier run may have left. @throws Fault `unavailable` */
export async function openResultFile(name: string): Promise<ResultFile> {
  // Where the name is a link, what it points to is replaced.
  const target = await realpath(name).catch(() => name);
  const draft = `${target}.part`;
  const attempt = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    try {
      return await act();
    } catch (cause) {
      throw new Fault('unavailable', `The results can't be written to ${name}: ${systemReason(cause)}.`, { cause });
    }
  };
  const handle = await attempt(() => open(draft, 'w'));
  const mode = (await stat(target).catch(() => null))?.mode;
  if (mode !== undefined) await attempt(() => handle.chmod(mode & 0o7777));
  // Each write reports its own failure; the event would only end the process.
  const stream = handle.createWriteStream({ flush: true }).on('error', () => undefined);
  let isNamed = false;
  return {
    stream,
    async commit() {
      await attempt(async () => {
        await finished(stream.end());
        await rename(draft, target);
      });
      isNamed = true;
    },
    async close() {
      if (isNamed) return;
      stream.destroy();
      await rm(draft, { force: true });
    },
  };
}
