import { describe, expect, test } from 'vitest';
import { s3FileStore } from '../../../../shared/adapters/s3/file-store.ts';
import type { FileStore } from '../../../../shared/ports/files.ts';
import { useCloud } from '../../../support/fauxqs.ts';
import { chunked, contentOf, describeFileStore, newFile } from '../../../support/file-store-guarantees.ts';

const cloud = useCloud();

function storeAt(bucket = cloud().newBucket(), endpoint = cloud().endpoint): FileStore {
  const { region, credentials } = cloud();
  return s3FileStore({ bucket, region, credentials, endpoint });
}

describe('a file store of S3', () => {
  let store: FileStore | undefined;
  describeFileStore(() => {
    store ??= storeAt();
    return store;
  });

  test('signs an address at which a stranger may put this file, once, as bytes, and for a while', async () => {
    const files = storeAt();
    const file = newFile();
    const { method, url, headers } = await files.signUpload(file, 600);
    const { pathname, searchParams } = new URL(url);
    expect(pathname).toMatch(new RegExp(`/tenant/${file.tenantId}/uploads/answers\\.csv$`));
    expect(searchParams.get('X-Amz-Expires')).toBe('600');
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-type;host;if-none-match');
    expect(headers).toEqual({ 'content-type': 'application/octet-stream', 'if-none-match': '*' });
    // A checksum of no content, signed along, would refuse every file.
    expect([...searchParams.keys()].filter((key) => /checksum/i.test(key))).toEqual([]);
    expect((await fetch(url, { method, headers, body: 'id,answer\n1,Gravity.\n' })).status).toBe(200);
    expect(String(await contentOf(files, file))).toBe('id,answer\n1,Gravity.\n');
  });

  test('says that it does not answer when nothing is there, and not that there is no file', async () => {
    const files = storeAt('bucket', 'http://127.0.0.1:1');
    const file = newFile();
    const calls = [
      files.put(file, chunked(Buffer.from('x'))),
      files.open(file),
      files.bytesOf(file),
      files.erase(file),
    ];
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { kind: 'unavailable' } });
    }
  });

  test('tells a bucket that does not exist from a file that does not', async () => {
    const files = storeAt('no-such-bucket');
    await expect(files.open(newFile())).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(files.put(newFile(), chunked(Buffer.from('x')))).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});
