import type { OpenAPIHono } from '@hono/zod-openapi';
import { Fault } from '../../../shared/domain/fault.ts';
import type { FileRef, FileStore } from '../../../shared/ports/files.ts';
import type { ApiEnvironment } from '../environment.ts';

export interface LocalUploads {
  readonly files: Pick<FileStore, 'put' | 'bytesOf'>;
  /** The file that a token is for. @throws Fault `not-found` when the token is good for nothing, or no more */
  readonly fileOf: (token: string) => FileRef;
  readonly bytesMax: number;
}

/**
 * `PUT /uploads/{token}` of a server on one machine, which stands for a signed address of S3: the token is all it needs, and
 * the address is good for one file, once. A file that is too large, empty or breaks off leaves nothing behind.
 */
export function localUploadRoute(app: OpenAPIHono<ApiEnvironment>, { files, fileOf, bytesMax }: LocalUploads): void {
  app.put('/uploads/:token', async (c) => {
    const file = fileOf(c.req.param('token'));
    if (Number(c.req.header('content-length')) > bytesMax) throw tooLarge(bytesMax);
    if ((await files.bytesOf(file)) !== undefined) throw new Fault('conflict', 'The file was uploaded already.');
    await files.put(file, bounded(c.req.raw.body, bytesMax));
    return c.body(null);
  });
}

async function* bounded(body: ReadableStream<Uint8Array> | null, bytesMax: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      if (bytes > bytesMax) break;
      yield chunk;
    }
  } catch (cause) {
    throw new Fault('invalid-request', 'The upload broke off. Send the file again.', { cause });
  }
  if (bytes > bytesMax) throw tooLarge(bytesMax);
  if (bytes === 0) throw new Fault('invalid-request', 'The file is empty.');
}

function tooLarge(bytesMax: number): Fault {
  return new Fault('too-large', `The file is larger than ${bytesMax} bytes.`);
}
