import type { Erasure } from '../domain/erasure.ts';
import type { BatchId, EvaluationId, Sha256, TenantId, Timestamp } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';

/** Something that is kept of a person, or of an answer, whatever it is: as its own store would read it. */
export interface KeptThing {
  /** The type of the item: `evaluation`, `batch-row`, `human-mark`... */
  readonly kind: string;
  readonly value: unknown;
  /** The batch that it is a row of; null for anything else. */
  readonly batchId: BatchId | null;
  /** Where it lies, for who erases it. */
  readonly place: Readonly<Record<string, string>>;
}

/**
 * All that is listed of a person, as the tenant names them, and of an answer by its hash. On AWS the lists lag behind writes by
 * a moment.
 */
export interface PersonStore {
  /** In order of kind and id. */
  list(tenantId: TenantId, person: string, page: PageRequest): Promise<Page<KeptThing>>;
  ofAnswer(tenantId: TenantId, answerHash: Sha256): Promise<readonly KeptThing[]>;
  /** Evaluations from before a moment, the oldest first, at most `limit`; those that name nobody too. */
  before(tenantId: TenantId, moment: Timestamp, limit: number): Promise<readonly KeptThing[]>;
  /** Removes all that is past its period, of candidates or not, by reading the whole table: for one that does not do that by itself. */
  removeExpired(): Promise<void>;
  /** Erases a thing where it still is one of those that it was listed with. Nothing happens otherwise. */
  erase(thing: KeptThing): Promise<void>;
  /** Erases the judgement of some work, which an earlier version may have listed nowhere. */
  eraseJudgement(tenantId: TenantId, work: Sha256): Promise<void>;
  /** Erases what regrades and people did to an evaluation, but what lies in itself. */
  eraseHistory(tenantId: TenantId, id: EvaluationId): Promise<void>;
  /** The name of a person that tells nobody who it is without the secret of this installation. */
  pseudonym(tenantId: TenantId, person: string): Sha256;
}

/** How long tenants have what is of candidates kept. */
export interface Retentions {
  /** In days; null: without end. */
  daysOf(tenantId: TenantId): Promise<number | null>;
  /** The tenants that have a period. */
  all(): Promise<readonly { readonly tenantId: TenantId; readonly days: number }[]>;
}

/** What was erased when, without saying of whom. */
export interface ErasureStore {
  find(tenantId: TenantId, personHash: Sha256): Promise<Erasure | undefined>;
  /** Of all tenants, those that somebody has to look at again at a moment, the longest waiting first. */
  due(now: Timestamp, limit: number): Promise<readonly Erasure[]>;
  /** Writes what follows revision `revision - 1`, 0 for none. `stale` when another stands there; nothing is changed then. */
  save(erasure: Erasure): Promise<'saved' | 'stale'>;
}
