import type { KeptRequest, SealedText } from '../domain/idempotency.ts';
import type { Sha256, TenantId, Timestamp } from '../domain/ids.ts';

/**
 * The requests of a tenant that were sent under an idempotency key, and the sealed replies to them. What has expired is as
 * good as gone.
 */
export interface IdempotencyStore {
  /** Keeps a request that nobody has answered. `taken` when there is one under its key at `now`; nothing is changed then. */
  begin(request: KeptRequest, now: Timestamp): Promise<'begun' | 'taken'>;
  /** With its reply, if it has one. Undefined too where a part of the reply was erased; what is left of it is then forgotten. */
  find(tenantId: TenantId, keyHash: Sha256, now: Timestamp): Promise<AnsweredRequest | undefined>;
  /** Writes `next`, of another lease or holder. `lost` when `previous` is not what is kept by now; nothing is changed then. */
  hold(previous: KeptRequest, next: KeptRequest): Promise<'held' | 'lost'>;
  /** Keeps the reply to a request. `lost` when its holder has lost it; nothing is changed then. */
  answer(request: KeptRequest, reply: KeptSeal): Promise<'answered' | 'lost'>;
  /** Forgets a request, where its holder still holds it. */
  release(request: KeptRequest): Promise<void>;
}

/**
 * A sealed reply and whom it is about: it lies where all that is kept of each of these people does. `shares` are what it takes to
 * open it, one for each of them, so that nobody can when one of them is erased; there are none where it is about one or nobody.
 */
export interface KeptSeal {
  readonly sealed: SealedText;
  readonly people: readonly string[];
  readonly shares: readonly string[];
}

export interface AnsweredRequest {
  readonly request: KeptRequest;
  /** Null while nobody has answered it. */
  readonly reply: Pick<KeptSeal, 'sealed' | 'shares'> | null;
}
