import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { FileRef, FileStore } from '../../shared/ports/files.ts';
import { newTenant } from './table.ts';

/** What every file store guarantees. */
export function describeFileStore(store: () => FileStore): void {
  test('gives back byte for byte what was put, of any size, and says how many bytes', async () => {
    for (const size of [1, 70_000, 6 * megabyte + 1]) {
      const file = newFile();
      const content = Buffer.alloc(size, 'Bytes 0123456789 \n');
      await store().put(file, chunked(content, 50_000));
      expect(await store().bytesOf(file)).toBe(size);
      expect((await contentOf(store(), file)).equals(content)).toBe(true);
    }
  });

  test('has no file that was not put, and erases what is not there', async () => {
    const file = newFile();
    expect(await store().open(file)).toBeUndefined();
    expect(await store().bytesOf(file)).toBeUndefined();
    await store().erase(file);
  });

  test('replaces a file whole, and has nothing of it after it is erased', async () => {
    const file = newFile();
    await store().put(file, chunked(Buffer.from('a long first content')));
    await store().put(file, chunked(Buffer.from('second')));
    expect(String(await contentOf(store(), file))).toBe('second');
    await store().erase(file);
    expect(await store().open(file)).toBeUndefined();
    expect(await store().bytesOf(file)).toBeUndefined();
  });

  test.each([3, 7 * megabyte])(
    'keeps nothing of content that breaks off after %i bytes, and what was there before',
    async (size) => {
      const [absent, present] = [newFile(), newFile()];
      await store().put(present, chunked(Buffer.from('before')));
      for (const file of [absent, present]) {
        await expect(store().put(file, breakingOff(size))).rejects.toThrow('broke off');
      }
      expect(await store().open(absent)).toBeUndefined();
      expect(String(await contentOf(store(), present))).toBe('before');
    },
  );

  test('keeps the files of one tenant from another, and a file from one whose name begins the same', async () => {
    const file = newFile('shared/name');
    await store().put(file, chunked(Buffer.from('mine')));
    await store().put({ ...file, name: 'shared' }, chunked(Buffer.from('other')));
    expect(await store().open(newFile('shared/name'))).toBeUndefined();
    expect(String(await contentOf(store(), file))).toBe('mine');
  });

  test.each([
    '',
    '/',
    '..',
    '../a',
    'a/../b',
    'a/..',
    './a',
    'a//b',
    '/a',
    'a/',
    '.a',
    'a\\b',
    'a%2fb',
    'a\0',
    'a\n',
    'ä',
    'x'.repeat(101),
  ])('refuses %j, which is no plain name', async (name) => {
    const file = newFile(name);
    await expect(store().put(file, chunked(Buffer.from('x')))).rejects.toThrow('plain name');
    await expect(store().open(file)).rejects.toThrow('plain name');
    await expect(store().bytesOf(file)).rejects.toThrow('plain name');
    await expect(store().erase(file)).rejects.toThrow('plain name');
    await expect(store().signUpload(file, 60)).rejects.toThrow('plain name');
  });
}

/** A file of a tenant that no other test has. */
export function newFile(name = 'uploads/answers.csv'): FileRef {
  return { tenantId: newTenant(), name };
}

export async function contentOf(store: FileStore, file: FileRef): Promise<Buffer> {
  const content = await store.open(file);
  if (content === undefined) throw new Error(`There is no ${file.name}`);
  return buffer(Readable.from(content));
}

export async function* chunked(content: Uint8Array, chunkBytes = 1_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += chunkBytes) yield content.subarray(at, at + chunkBytes);
}

async function* breakingOff(size: number): AsyncGenerator<Uint8Array> {
  yield* chunked(Buffer.alloc(size), 100_000);
  throw new Error('It broke off');
}

const megabyte = 1024 * 1024;
