import type { EvaluationId, RegradeId, TenantId } from '../domain/ids.ts';
import type { Regrade, RegradedAnswer, RegradeEntry, RegradeRecord } from '../domain/regrade.ts';

/** Regrades of a tenant: what they would change, and what they did. */
export interface RegradeStore {
  /** Stores a new regrade with all of its answers and their differences; until that is done it can't be found. */
  create(regrade: Regrade, answers: readonly RegradedAnswer[], entries: readonly RegradeEntry[]): Promise<void>;
  find(tenantId: TenantId, id: RegradeId): Promise<Regrade | undefined>;
  /** In the order in which they were created. */
  entries(tenantId: TenantId, id: RegradeId): Promise<readonly RegradeEntry[]>;
  /** The answer of that place, from 0; undefined behind the last one. */
  answer(tenantId: TenantId, id: RegradeId, place: number): Promise<RegradedAnswer | undefined>;
  /** Writes `next`, whose revision is the one after `previous`. `stale` when it has changed since; nothing is changed then. */
  replace(previous: Regrade, next: Regrade): Promise<'replaced' | 'stale'>;
  /** Keeps the audit entry of one answer; the same one again changes nothing. */
  record(entry: RegradeRecord): Promise<void>;
  /** The audit entries of an evaluation, oldest first. */
  history(tenantId: TenantId, id: EvaluationId): Promise<readonly RegradeRecord[]>;
}
