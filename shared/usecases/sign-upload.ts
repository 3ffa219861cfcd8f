import { base32Of } from '../domain/base32.ts';
import { type Sha256, type Timestamp, UploadId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { SignedUpload } from '../ports/files.ts';
import type { Context } from './context.ts';
import { derivedId } from './derived-id.ts';
import { uploadFile } from './upload-file.ts';

const expiresInSeconds = 3_600;

/** Says where a file of answers may be put within the next hour, by whoever has the address. */
export async function signUpload(
  context: Context,
): Promise<SignedUpload & { readonly uploadId: UploadId; readonly expiresAt: Timestamp }> {
  requireScope(context.principal, 'batches:write');
  const uploadId = newUploadId(context);
  const signed = await context.files.signUpload(uploadFile(context.principal.tenantId, uploadId), expiresInSeconds);
  const expiresAt = timestampOf(new Date(context.clock().getTime() + 1000 * expiresInSeconds));
  return { ...signed, uploadId, expiresAt };
}

/** Keeps a text as if it had been uploaded; the same text of the same `once` a second time in the place of the first. */
export async function keepText(context: Context, text: string, once: Sha256 | null = null): Promise<UploadId> {
  requireScope(context.principal, 'batches:write');
  const uploadId = once === null ? newUploadId(context) : UploadId.parse(`upl_${derivedId(context, ['upload', once])}`);
  await context.files.put(uploadFile(context.principal.tenantId, uploadId), oneChunk(text));
  return uploadId;
}

/** A text as the bytes of a file. */
export async function* oneChunk(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

function newUploadId({ random }: Context): UploadId {
  return UploadId.parse(`upl_${base32Of(random(16))}`);
}
