import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Fault } from '../../domain/fault.ts';
import { FileName } from '../../domain/file-name.ts';
import type { FileRef, FileStore } from '../../ports/files.ts';
import { isOutOfReach } from '../aws/out-of-reach.ts';

export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** AWS in that region without one. */
  readonly endpoint?: string;
  /** Those of the machine without any. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Keeps files in a bucket, under `tenant/<tenant>/<name>`. Make it once and keep it: it holds the connections. A file is
 * there whole or not at all. However large it is, at most a few parts of 5 MB are in memory.
 *
 * A signed address is good for one file, written once (`If-None-Match`), as bytes (`Content-Type`); both are signed, so S3
 * refuses a PUT without them. It can't bound the size: S3 bounds that of forms, and of a PUT only where the exact size is
 * known before. Whoever uses the file asks `bytesOf` first.
 *
 * Whoever asks for files must be allowed to list the bucket: S3 says of an absent file that it is forbidden otherwise.
 *
 * @throws Fault `unavailable` when S3 can't be reached or refuses the load, after the last try; what the content throws is thrown as it came
 */
export function s3FileStore({ bucket, region, endpoint, credentials }: S3Settings): FileStore {
  const config: S3ClientConfig = {
    region,
    maxAttempts: 4,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
    // An emulator knows no names of buckets in front of its own.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  const client = new S3Client(config);
  // Else an address is signed with the checksum of no content at all, and S3 refuses every file.
  const signing = new S3Client({ ...config, requestChecksumCalculation: 'WHEN_REQUIRED' });

  return {
    async put(file, content) {
      const upload = new Upload({
        client,
        params: { Bucket: bucket, Key: keyOf(file), Body: Readable.from(content), ContentType: contentType },
        partSize: partBytes,
        queueSize: partsAtOnce,
      });
      await onS3(() => upload.done());
    },
    async open(file) {
      const found = await onS3(() => client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(file) })));
      return found?.Body instanceof Readable ? found.Body : undefined;
    },
    async bytesOf(file) {
      const found = await onS3(() => client.send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(file) })));
      return found?.ContentLength;
    },
    async erase(file) {
      await onS3(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(file) })));
    },
    async signUpload(file, expiresInSeconds) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: keyOf(file),
        ContentType: contentType,
        IfNoneMatch: '*',
      });
      const url = await getSignedUrl(signing, command, {
        expiresIn: expiresInSeconds,
        signableHeaders: new Set(['content-type', 'host', 'if-none-match']),
      });
      return { method: 'PUT', url, headers: { 'content-type': contentType, 'if-none-match': '*' } };
    },
  };
}

// Of no format in particular: what a file is, is found out by reading it.
const contentType = 'application/octet-stream';
// The smallest that S3 allows of every part but the last.
const partBytes = 5 * 1024 * 1024;
const partsAtOnce = 2;

function keyOf({ tenantId, name }: FileRef): string {
  return `tenant/${tenantId}/${FileName.parse(name)}`;
}

// Undefined where the file is not there.
async function onS3<Result>(act: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
    if (!isOutOfReach(error)) throw error;
    throw new Fault('unavailable', 'The file storage does not answer at the moment. Try again later.', {
      cause: error,
    });
  }
}
