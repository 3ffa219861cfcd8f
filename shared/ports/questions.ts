import type { QuestionId, TenantId } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { Question, QuestionKind } from '../domain/question.ts';

/** Questions of a tenant. A version, once written, never changes. */
export interface QuestionStore {
  latest(tenantId: TenantId, id: QuestionId): Promise<Question | undefined>;
  version(tenantId: TenantId, id: QuestionId, version: number): Promise<Question | undefined>;
  /** In order of id: the active ones, or with `archived` only the archived ones. */
  list(tenantId: TenantId, filter: QuestionFilter, page: PageRequest): Promise<Page<Question>>;
  /** Stores version 1. `exists` when the tenant has a question of this id already; nothing is changed then. */
  create(question: Question): Promise<'created' | 'exists'>;
  /**
   * Makes `next` the latest version, keeping `previous` readable by its number. `stale` when the latest is no longer
   * `previous`; nothing is changed then. Also used to archive: same version, other status.
   */
  replace(previous: Question, next: Question): Promise<'replaced' | 'stale'>;
}

export interface QuestionFilter {
  readonly category: string | null;
  readonly kind: QuestionKind | null;
  readonly tag: string | null;
  readonly archived: boolean;
}
