import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { Fault } from '../../domain/fault.ts';
import { FileName } from '../../domain/file-name.ts';
import { TenantId } from '../../domain/ids.ts';
import type { FileRef } from '../../ports/files.ts';

/** Writes down that whoever holds this may put the file until `expiresAtMs`, in epoch milliseconds. */
export function sealUploadToken(secret: string, file: FileRef, expiresAtMs: number): string {
  const payload = Buffer.from(JSON.stringify([file.tenantId, file.name, expiresAtMs])).toString('base64url');
  return `${payload}.${signature(secret, payload)}`;
}

/** @throws Fault `not-found` unless `sealUploadToken` made it with the same secret, or when its time is over. */
export function openUploadToken(secret: string, token: string, nowMs: number): FileRef {
  const [payload = '', given = '', ...rest] = token.split('.');
  const expected = Buffer.from(signature(secret, payload));
  const actual = Buffer.from(given);
  if (rest.length > 0 || actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw new Fault('not-found', 'This is no address to upload to.');
  }
  const [tenantId, name, expiresAtMs] = Payload.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (nowMs >= expiresAtMs) {
    throw new Fault('not-found', 'The time to upload to this address is over; ask for another one.');
  }
  return { tenantId, name };
}

const Payload = z.tuple([TenantId, FileName, z.int()]);

// The secret signs cursors too, so what is signed begins with what it is.
function signature(secret: string, payload: string): string {
  return createHmac('sha256', secret).update(`upload ${payload}`).digest('base64url');
}
