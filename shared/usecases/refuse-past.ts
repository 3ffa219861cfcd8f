import { Fault } from '../domain/fault.ts';
import type { Timestamp } from '../domain/ids.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Services } from './context.ts';

/** Lets the end of a key pass that is still to come, and no end. @throws Fault `invalid-request` */
export function refusePast({ clock }: Pick<Services, 'clock'>, expiresAt: Timestamp | null): void {
  if (expiresAt === null || expiresAt > timestampOf(clock())) return;
  const issues = [{ pointer: '/expiresAt', detail: 'is not in the future' }];
  throw new Fault('invalid-request', 'A key can only expire in the future.', { issues });
}
