import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Texts by their number, in memory up to a size and in a file beyond it. */
export interface StringSpool {
  add(text: string): void;
  /** Undefined where there is no such number. */
  at(index: number): string | undefined;
  readonly count: () => number;
  close(): void;
}

/*
 * Reads and writes wait for the disk: the texts are asked for cell by cell, where a promise each would cost more than the
 * disk, which has them in its cache.
 */
export function stringSpool(file: string, charsHeldMax = charsHeldByDefault): StringSpool {
  const held: string[] = [];
  let charsHeld = 0;
  let handle: number | null = null;
  const ends: number[] = [];
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const flush = (): void => {
    if (handle !== null && pendingBytes > 0) writeSync(handle, Buffer.concat(pending));
    pending = [];
    pendingBytes = 0;
  };
  return {
    add(text) {
      charsHeld += text.length + charsOfItsOwn;
      if (charsHeld <= charsHeldMax && handle === null) {
        held.push(text);
        return;
      }
      handle ??= openSync(file, 'wx+', 0o600);
      const bytes = Buffer.from(text);
      pending.push(bytes);
      pendingBytes += bytes.length;
      ends.push((ends.at(-1) ?? 0) + bytes.length);
      if (pendingBytes > writeBytes) flush();
    },
    at(index) {
      const text = held[index];
      const place = index - held.length;
      const end = ends[place];
      if (text !== undefined || end === undefined || handle === null) return text;
      flush();
      const start = ends[place - 1] ?? 0;
      const bytes = Buffer.allocUnsafe(end - start);
      readSync(handle, bytes, 0, bytes.length, start);
      return bytes.toString();
    },
    count: () => held.length + ends.length,
    close() {
      if (handle !== null) closeSync(handle);
      handle = null;
    },
  };
}

const charsHeldByDefault = 16 * 1024 * 1024;
// About what a text of no characters takes.
const charsOfItsOwn = 16;
const writeBytes = 1024 * 1024;
