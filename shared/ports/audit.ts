import type { AuditEntry, AuditRecord } from '../domain/audit.ts';
import type { FoundEntry, FoundHead } from '../domain/audit-check.ts';
import type { TenantId, Timestamp } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';

/** The audit chains of the tenants. */
export interface AuditStore {
  /**
   * Enters an action at the end of its tenant's chain and moves the head there. Done when both are durable; so every action
   * that was entered is at or before the head. Of many at once, in whatever processes, each gets its own place.
   *
   * @throws Fault `unavailable` when it is not certain that it was entered
   */
  append(record: AuditRecord): Promise<AuditEntry>;
  list(tenantId: TenantId, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
  /** As of now. */
  head(tenantId: TenantId): Promise<FoundHead>;
  /** What stands in the table from a place on, in its order, as of now; none only where nothing more follows. */
  entriesFrom(tenantId: TenantId, sequence: number): Promise<readonly FoundEntry[]>;
}

/** Null leaves nothing out. `actor` is the id of a key or an invitation, or `installation`; `from` and `to` are included. */
export interface AuditFilter {
  readonly actor: string | null;
  readonly action: string | null;
  readonly from: Timestamp | null;
  readonly to: Timestamp | null;
  readonly order: 'newest' | 'oldest';
}
