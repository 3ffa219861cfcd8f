import type { AuditRecord } from '../../shared/domain/audit.ts';
import type { Sha256 } from '../../shared/domain/ids.ts';
import type { Invitation } from '../../shared/domain/invitation.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import type { RateLimit } from '../../shared/domain/rate-limit.ts';
import type { Log, StorageProbe } from '../../shared/ports/log.ts';
import type { Services } from '../../shared/usecases/context.ts';

/** What the app is made of. */
export interface ApiServices extends Services {
  readonly probe: StorageProbe;
  readonly log: Log;
  readonly version: string;
  /** What the links of candidates begin with, with no slash at the end; the origin of the request where it is null. */
  readonly publicUrl?: string | null;
  /** How long a request waits for its evaluation at most, in ms; 25 s unless told otherwise. */
  readonly answerWithinMs?: number;
  /** How often each key may be used; null for as often as it likes. */
  readonly rateLimit: RateLimit | null;
}

/** How long a request waits for its evaluation at most, in ms. API Gateway gives up after 29 s. */
export function answerBudgetMs({ answerWithinMs = 25_000 }: Pick<ApiServices, 'answerWithinMs'>): number {
  return answerWithinMs;
}

/**
 * What a request carries from one handler to the next. `once` stands for a request that has an idempotency key, the same
 * for every try of it; `unentered` is what was done and could not be entered in the audit log, and the reply that it would
 * have had.
 */
export interface ApiEnvironment {
  Variables: {
    requestId: string;
    principal: Principal;
    candidate: Invitation;
    fault: string;
    once: Sha256 | undefined;
    unentered: { readonly record: AuditRecord; readonly reply: Response } | undefined;
  };
}
