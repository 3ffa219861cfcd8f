import type { ApiKey } from '../domain/api-key.ts';
import type { KeyId, Sha256, TenantId } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { RateLimit } from '../domain/rate-limit.ts';

/** API keys, found by the public part of the key: the tenant is not known before the key is. */
export interface KeyStore {
  find(id: KeyId): Promise<ApiKey | undefined>;
  /** All of the tenant, newest first. A key that was made or changed this moment may be missing or be as it was. */
  all(tenantId: TenantId): Promise<readonly ApiKey[]>;
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<ApiKey>>;
  create(key: ApiKey): Promise<'created' | 'exists'>;
  /** Replaces the revision before. When it was last used is not written: that is noted by using it. */
  replace(key: ApiKey): Promise<'replaced' | 'stale'>;
  /**
   * Counts a use of the key towards its rate limit and notes when it was, both in one write. `refused`: this secret
   * opens no key of this id at that moment (`opens`, `keyState`), and nothing was written; `limited`: it does, and was used
   * too often.
   */
  use(id: KeyId, use: KeyUse): Promise<KeyUsed>;
}

/** One request with a key. `limit` is null where keys may be used as often as they like. */
export interface KeyUse {
  readonly secretHash: Sha256;
  readonly nowMs: number;
  readonly limit: RateLimit | null;
}

/** `tatMicros` is what the limit is kept by (`rateStanding`); null where there never was one. */
export type KeyUsed =
  | { readonly outcome: 'used'; readonly key: ApiKey; readonly tatMicros: number | null }
  | { readonly outcome: 'limited'; readonly key: ApiKey; readonly tatMicros: number }
  | { readonly outcome: 'refused' };
