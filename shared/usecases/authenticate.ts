import { isSameHash, parseKey } from '../domain/api-key.ts';
import { Fault } from '../domain/fault.ts';
import type { Principal } from '../domain/principal.ts';
import { type RateLimit, type RateStanding, rateStanding } from '../domain/rate-limit.ts';
import type { Services } from './context.ts';

/** Who makes a request, and what is left of the rate limit of their key; null where it has none. */
export interface Admission {
  readonly principal: Principal;
  readonly rate: RateStanding | null;
}

/** Thrown where a key is good and was used too often. */
export class RateLimited extends Fault {
  readonly rate: RateStanding;

  constructor(rate: RateStanding) {
    const { requests, windowSeconds } = rate.limit;
    super('rate-limited', `This key may send ${requests} requests in ${windowSeconds} seconds.`, {
      retryAfterSeconds: rate.retryAfterSeconds,
    });
    this.rate = rate;
  }
}

/**
 * Who presents this key, without a limit.
 *
 * @throws Fault `unauthenticated` as `admit`
 */
export async function authenticate(services: Tools, presented: string | null): Promise<Principal> {
  return (await admit(services, presented, null)).principal;
}

/**
 * Lets a request in, and counts it towards the limit of its key.
 *
 * The key is looked up on every request, so that a revoked one is refused at once. All refusals of a key that is not good
 * read the same, and count for nothing; only whoever shows a good one is told that it was used too often.
 *
 * @throws Fault `unauthenticated` when there is no key, or it is malformed, unknown, wrong, expired or revoked
 * @throws RateLimited
 */
export async function admit(services: Tools, presented: string | null, limit: RateLimit | null): Promise<Admission> {
  const parsed = presented === null ? undefined : parseKey(presented, services.sha256);
  if (parsed === undefined) refuse();
  const nowMs = services.clock().getTime();
  const secretHash = services.sha256(parsed.secret);
  const used = await services.keys.use(parsed.id, { secretHash, nowMs, limit });
  if (used.outcome === 'refused') refuse();
  const rate = limit === null ? null : rateStanding(limit, used.tatMicros, nowMs * 1_000);
  if (used.outcome === 'limited' && rate !== null) throw new RateLimited(rate);
  const { tenantId, id: keyId, scopes } = used.key;
  const principal: Principal = { tenantId, keyId, scopes };
  return {
    principal: isSameHash(secretHash, used.key.secretHash) ? principal : { ...principal, secret: 'previous' },
    rate,
  };
}

type Tools = Pick<Services, 'keys' | 'clock' | 'sha256'>;

function refuse(): never {
  throw new Fault('unauthenticated', 'A valid API key is needed: Authorization: Bearer msk_...');
}
