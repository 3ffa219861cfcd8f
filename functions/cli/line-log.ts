import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Where a line stands in its file, in bytes, without its end. */
export interface LinePlace {
  readonly at: number;
  readonly size: number;
}

/** A file of lines that is only appended to, and survives the end of its process at any moment. */
export interface LineLog {
  readonly isEmpty: boolean;
  /** Every whole line that stood there when it was opened, in order. */
  lines(): AsyncIterable<LinePlace & { readonly text: string }>;
  /** Settles once the line is on the disk. Lines that come meanwhile are written together. */
  append(text: string): Promise<LinePlace>;
  /** Settles once so little waits to be written that more may come; at once where little does. */
  room(): Promise<void>;
  /** One at a time. */
  read(place: LinePlace): Promise<string>;
  /** Writes what waits, and closes the file. */
  close(): Promise<void>;
}

const waitingBytesMax = 512 * 1024;
const aheadBytes = 256 * 1024;

/**
 * Opens a file of lines that only this user can read, made when absent. A last line that has no end was torn by the end
 * of its writer: it is no line, and the first line that is appended takes its place.
 *
 * @throws the error of the system when it can't be opened or read
 */
export async function openLineLog(file: string): Promise<LineLog> {
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  let end: number;
  try {
    end = await wholeBytes(handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
  const found = end;
  let queue: Waiting[] = [];
  let waitingBytes = 0;
  let writing: Promise<void> | null = null;
  let isTorn = true;

  async function writeAll(): Promise<void> {
    // What is added in the same turn of the loop goes along.
    await new Promise<void>((next) => setImmediate(next));
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      const bytes = Buffer.from(batch.map(({ text }) => `${text}\n`).join(''));
      try {
        if (isTorn) await handle.truncate(end);
        isTorn = false;
        await writeWhole(handle, bytes, end);
        await handle.datasync();
      } catch (error) {
        isTorn = true;
        for (const { reject } of [...batch, ...queue]) reject(error);
        queue = [];
        waitingBytes = 0;
        return;
      }
      for (const { size, resolve } of batch) {
        resolve({ at: end, size });
        end += size + 1;
      }
      waitingBytes -= bytes.length;
    }
  }

  let block = { at: 0, bytes: Buffer.alloc(0) };
  let readUpTo = -1;

  async function readLine({ at, size }: LinePlace): Promise<string> {
    const isNext = at === readUpTo;
    readUpTo = at + size + 1;
    if (at < block.at || at + size > block.at + block.bytes.length) {
      // Whoever reads on line after line is read ahead for.
      const wanted = Buffer.allocUnsafe(isNext ? Math.max(size, aheadBytes) : size);
      const { bytesRead } = await handle.read(wanted, 0, wanted.length, at);
      block = { at, bytes: wanted.subarray(0, bytesRead) };
    }
    return block.bytes.toString('utf8', at - block.at, at - block.at + size);
  }

  return {
    isEmpty: found === 0,
    async *lines() {
      for await (const line of linesWithin(handle, found)) yield line;
    },
    append: (text) =>
      new Promise((resolve, reject) => {
        const size = Buffer.byteLength(text);
        queue.push({ text, size, resolve, reject });
        waitingBytes += size + 1;
        writing ??= writeAll().finally(() => {
          writing = null;
        });
      }),
    async room() {
      while (waitingBytes > waitingBytesMax && writing !== null) await writing;
    },
    read: readLine,
    async close() {
      await writing;
      await handle.close();
    },
  };
}

interface Waiting {
  readonly text: string;
  readonly size: number;
  readonly resolve: (place: LinePlace) => void;
  readonly reject: (error: unknown) => void;
}

const lineEnd = 0x0a;
const chunkBytes = 1024 * 1024;

// Up to and with the last end of a line.
async function wholeBytes(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const chunk = Buffer.allocUnsafe(chunkBytes);
  for (let until = size; until > 0; until -= chunkBytes) {
    const from = Math.max(0, until - chunkBytes);
    const { bytesRead } = await handle.read(chunk, 0, until - from, from);
    const at = chunk.subarray(0, bytesRead).lastIndexOf(lineEnd);
    if (at >= 0) return from + at + 1;
  }
  return 0;
}

async function* linesWithin(handle: FileHandle, end: number): AsyncIterable<LinePlace & { text: string }> {
  let rest = Buffer.alloc(0);
  let restAt = 0;
  for (let at = 0; at < end; ) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let start = 0;
    for (let stop = bytes.indexOf(lineEnd); stop >= 0; stop = bytes.indexOf(lineEnd, start)) {
      yield { at: restAt + start, size: stop - start, text: bytes.toString('utf8', start, stop) };
      start = stop + 1;
    }
    rest = bytes.subarray(start);
    restAt += start;
  }
}

async function writeWhole(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
