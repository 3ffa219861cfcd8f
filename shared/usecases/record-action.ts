import { type AuditActor, type AuditDetails, AuditRecord, type AuditSubject, personMark } from '../domain/audit.ts';
import type { TenantId } from '../domain/ids.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Services } from './context.ts';

/** An action that has happened, and its place among the others. */
export interface Action {
  readonly tenantId: TenantId;
  readonly actor: AuditActor;
  /** The resource and the verb, such as `keys.revoke`. */
  readonly action: string;
  /** The kind `person`, and an id that is no plain identifier, are entered as keyed hashes. */
  readonly subject: AuditSubject;
  /** Null for what was no request. */
  readonly requestId: string | null;
  readonly details?: AuditDetails;
}

/**
 * Enters an action in the audit log of its tenant. It is there, for good, when this is done.
 *
 * For whoever lets the action happen, who has required its scope: there may be no principal, as on the command line.
 *
 * @throws Fault `unavailable` when it is not certain that it was entered
 */
export async function recordAction(
  services: Pick<Services, 'audit' | 'seal' | 'clock'>,
  action: Action,
): Promise<void> {
  await services.audit.append(auditRecordOf(services, action));
}

/** An action as it is entered, now: of a person, only the keyed hash. */
export function auditRecordOf(
  services: Pick<Services, 'seal' | 'clock'>,
  { tenantId, actor, action, subject: { kind, id }, requestId, details = {} }: Action,
): AuditRecord {
  const isNamed = id === null || (kind !== 'person' && isPlainId(id));
  const subject = { kind, id: isNamed ? id : personMark(tenantId, id, services) };
  const at = timestampOf(services.clock());
  return AuditRecord.parse({ tenantId, at, actor, action, subject, requestId, details });
}

// Ids that we give, and the slugs of questions. Anything else may be the name or the address of somebody.
function isPlainId(id: string): boolean {
  return /^(?:[a-z]{3}_[0-9a-z]+|[a-z0-9]+(?:-[a-z0-9]+)*)$/.test(id) && id.length <= 120;
}
