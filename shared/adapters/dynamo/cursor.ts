import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { Fault } from '../../domain/fault.ts';

/** Where a list goes on: the keys of the last item that was returned. */
export type Position = Record<string, string>;

/**
 * Writes a position as an opaque cursor that is good for one list only: `scope` is the list with its tenant and filters.
 * The signature keeps clients from reading another tenant's partition by writing its key into a cursor.
 */
export function sealCursor(secret: string, scope: readonly unknown[], position: Position): string {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${payload}.${signature(secret, scope, payload)}`;
}

/** @throws Fault `invalid-request` at `/cursor` unless `sealCursor` made it with the same secret and scope. */
export function openCursor(secret: string, scope: readonly unknown[], cursor: string): Position {
  const [payload = '', given = '', ...rest] = cursor.split('.');
  const expected = Buffer.from(signature(secret, scope, payload));
  const actual = Buffer.from(given);
  if (rest.length > 0 || actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    const detail = 'is not a cursor of this list with these filters';
    throw new Fault('invalid-request', `The cursor ${detail}.`, { issues: [{ pointer: '/cursor', detail }] });
  }
  return Position.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
}

const Position = z.record(z.string(), z.string());

function signature(secret: string, scope: readonly unknown[], payload: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([scope, payload]))
    .digest('base64url');
}
