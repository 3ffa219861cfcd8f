import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fc, test as propertyTest } from '@fast-check/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderFileStore } from '../../../../shared/adapters/files/folder-file-store.ts';
import { openUploadToken } from '../../../../shared/adapters/files/upload-token.ts';
import { Fault } from '../../../../shared/domain/fault.ts';
import type { FileStore } from '../../../../shared/ports/files.ts';
import { chunked, describeFileStore, newFile } from '../../../support/file-store-guarantees.ts';
import { newFolder } from '../../../support/process.ts';

const nowMs = Date.parse('2026-11-28T08:00:00.000Z');
const secret = 'a secret for tests, long enough';
let folder = '';
let store: FileStore;

beforeEach(async () => {
  folder = join(await newFolder(), 'files');
  const clock = () => new Date(nowMs);
  store = folderFileStore({ folder, signingSecret: secret, clock, base: () => 'http://127.0.0.1:8787' });
});

describe('a file store in a folder', () => {
  describeFileStore(() => store);

  test('keeps its files from other users of the machine, and leaves no part of any beside them', async () => {
    const file = newFile();
    await store.put(file, chunked(Buffer.from('an answer')));
    const [partial = '', tenant = ''] = (await readdir(folder)).sort();
    for (const path of [folder, join(folder, partial), join(folder, tenant)]) {
      expect((await stat(path)).mode & 0o777).toBe(0o700);
    }
    const [name = ''] = await readdir(join(folder, tenant));
    expect((await stat(join(folder, tenant, name))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, partial))).toEqual([]);
  });

  test('says that it does not answer when the system refuses, and tells the caller nothing of its paths', async () => {
    const file = newFile();
    await store.put(file, chunked(Buffer.from('x')));
    const other = newFile();
    await writeFile(join(folder, other.tenantId), 'a file where a folder should be');
    const refused = [store.put(other, chunked(Buffer.from('x'))), store.bytesOf(other), store.open(other)];
    for (const result of await Promise.allSettled(refused)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { kind: 'unavailable' } });
      if (result.status === 'rejected') expect(String(result.reason)).not.toContain(folder);
    }
  });

  test('signs an address that names the file to its server until its time is over', async () => {
    const file = newFile();
    const { method, url, headers } = await store.signUpload(file, 60);
    expect({ method, headers }).toEqual({ method: 'PUT', headers: {} });
    const [, token = ''] = /^http:\/\/127\.0\.0\.1:8787\/uploads\/([\w.-]+)$/.exec(url) ?? [];
    expect(openUploadToken(secret, token, nowMs)).toEqual(file);
    expect(openUploadToken(secret, token, nowMs + 59_999)).toEqual(file);
    expect(() => openUploadToken(secret, token, nowMs + 60_000)).toThrow('is over');
    expect(() => openUploadToken('another secret', token, nowMs)).toThrow('no address');
  });

  propertyTest.prop([fc.nat(), fc.constantFrom(...'AZaz09_-.='), fc.boolean()])(
    'refuses an address of which one character was changed, added or left out',
    async (at, character, isAdded) => {
      const token = await store.signUpload(newFile(), 60).then(({ url }) => url.slice(url.lastIndexOf('/') + 1));
      const place = at % (token.length + 1);
      const changed = token.slice(0, place) + character + token.slice(isAdded ? place : place + 1);
      fc.pre(changed !== token);
      expect(() => openUploadToken(secret, changed, nowMs)).toThrow(Fault);
    },
  );
});
