import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { localUploadRoute } from '../../../functions/api/routes/local-uploads.ts';
import { folderFileStore } from '../../../shared/adapters/files/folder-file-store.ts';
import { openUploadToken } from '../../../shared/adapters/files/upload-token.ts';
import { limits } from '../../../shared/domain/limits.ts';
import type { FileRef, FileStore } from '../../../shared/ports/files.ts';
import { problemOf, type Reply, replyOf, useApi } from '../../support/api.ts';
import { noBackground } from '../../support/background.ts';
import { chunked, contentOf, newFile } from '../../support/file-store-guarantees.ts';
import { newFolder } from '../../support/process.ts';

const api = useApi();
const secret = 'a secret for tests, long enough';
const bytesMax = 1_000;

interface Uploads {
  readonly files: FileStore;
  readonly file: FileRef;
  readonly url: string;
  readonly events: unknown[];
  readonly bugs: unknown[];
  put(body: string | AsyncIterable<Uint8Array>, at?: { url?: string; nowMs?: number }): Promise<Reply>;
}

// The address is signed at 0 for a minute.
async function newUploads(): Promise<Uploads> {
  const { app, events, bugs } = await api.newCaller();
  const clock = () => new Date(0);
  const files = folderFileStore({ folder: await newFolder(), signingSecret: secret, clock, base: () => '' });
  const file = newFile();
  const { url: signed } = await files.signUpload(file, 60);
  let nowMs = 0;
  localUploadRoute(app, { files, fileOf: (token) => openUploadToken(secret, token, nowMs), bytesMax });
  const put: Uploads['put'] = async (content, at = {}) => {
    nowMs = at.nowMs ?? 0;
    const body = typeof content === 'string' ? content : Readable.toWeb(Readable.from(content));
    return replyOf(await app.request(at.url ?? signed, { method: 'PUT', body, duplex: 'half' }));
  };
  return { files, file, url: signed, events, bugs, put };
}

test('takes a file without a key, up to the limit, and logs no word of the address', async () => {
  const { put, url, files, file, events } = await newUploads();
  const content = Buffer.alloc(bytesMax, 'Answers\n');
  expect(await put(chunked(content, 100))).toMatchObject({ status: 200, body: '' });
  expect(await contentOf(files, file)).toEqual(content);
  expect(events).toMatchObject([{ method: 'PUT', route: '/uploads/:token', status: 200, tenantId: null }]);
  expect(JSON.stringify(events)).not.toContain(url.slice(-20));
});

test('takes no other file in place of one that is there', async () => {
  const { put, files, file } = await newUploads();
  await put('first');
  expect(problemOf(await put('second'), 409).detail).toBe('The file was uploaded already.');
  expect(String(await contentOf(files, file))).toBe('first');
});

test('refuses an address whose time is over, and one that it has not signed', async () => {
  const { put, url, files, file } = await newUploads();
  expect(problemOf(await put('x', { nowMs: 60_000 }), 404).detail).toContain('is over');
  for (const other of [`${url}0`, '/uploads/x', '/uploads/x.y']) {
    expect(problemOf(await put('x', { url: other }), 404).detail).toBe('This is no address to upload to.');
  }
  expect(await files.bytesOf(file)).toBeUndefined();
});

test('keeps nothing of a file that is empty, too large or breaks off, says so, and can be tried again', async () => {
  const { put, files, file, bugs } = await newUploads();
  const tooMuch = Buffer.alloc(bytesMax + 1, 'x');
  expect(problemOf(await put(''), 400).detail).toBe('The file is empty.');
  expect(problemOf(await put(chunked(tooMuch, 300)), 413).detail).toBe('The file is larger than 1000 bytes.');
  expect(problemOf(await put(String(tooMuch)), 413).detail).toBe('The file is larger than 1000 bytes.');
  expect(problemOf(await put(brokenOff()), 400).detail).toBe('The upload broke off. Send the file again.');
  expect(await files.bytesOf(file)).toBeUndefined();
  expect(bugs).toEqual([]);
  expect((await put('whole')).status).toBe(200);
});

test('starts no batch of a file that is too large, however it got there', async () => {
  const files = { ...noBackground.files, bytesOf: async () => limits.uploadBytesMax + 1 };
  const { post } = await api.newCaller({ services: { files } });
  const reply = await post('/v1/batches', { uploadId: `upl_${'0'.repeat(26)}`, format: 'csv' });
  expect(problemOf(reply, 413).detail).toBe(`The file is larger than ${limits.uploadBytesMax} bytes; split it.`);
});

async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half of ');
  throw new Error('The connection is gone');
}
