import { Fault } from '../domain/fault.ts';
import type { Services } from './context.ts';

/** @throws Fault `invalid-request` at `/url` when events can't be sent there, as far as the URL shows */
export function refuseUnreachable({ webhookSender }: Pick<Services, 'webhookSender'>, url: string): void {
  const detail = webhookSender.objectionTo(url);
  if (detail === null) return;
  throw new Fault('invalid-request', `The URL ${detail}.`, { issues: [{ pointer: '/url', detail }] });
}
