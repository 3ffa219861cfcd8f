import { type ApiKey, isSameHash } from './api-key.ts';
import type { Sha256, Timestamp } from './ids.ts';

/* What becomes of a key: it is rotated, changed, and comes to its end. */

export type KeyState = 'active' | 'expired' | 'revoked';

/** What a key is at a moment. One that expires does so at the moment it names. */
export function keyState({ revokedAt, expiresAt }: ApiKey, now: Timestamp): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}

/** Whether this secret opens the key at a moment: the current one, or the one before a rotation while that lasts. */
export function opens({ secretHash, previousSecret }: ApiKey, presented: Sha256, now: Timestamp): boolean {
  // Both are compared in any case, so that the time taken does not tell which one it was.
  const isCurrent = isSameHash(presented, secretHash);
  const isPrevious = isSameHash(presented, previousSecret?.secretHash ?? secretHash);
  return isCurrent || (isPrevious && previousSecret !== null && now < previousSecret.expiresAt);
}

/**
 * The key with a new secret. The one that it had opens for `overlapSeconds` more, not at all for 0; one that was on its way
 * out ends now.
 */
export function withSecret(key: ApiKey, secretHash: Sha256, overlapSeconds: number, now: Timestamp): ApiKey {
  const expiresAt = new Date(Date.parse(now) + overlapSeconds * 1000).toISOString();
  const previousSecret = overlapSeconds > 0 ? { secretHash: key.secretHash, expiresAt } : null;
  return { ...key, secretHash, previousSecret, rotatedAt: now, revision: key.revision + 1 };
}

/** The key without an effect from now on, whichever secret is shown. */
export function revoked(key: ApiKey, now: Timestamp): ApiKey {
  return { ...key, previousSecret: null, revokedAt: now, revision: key.revision + 1 };
}

/** Whether a key ends before another; one without an end never does. */
export function endsEarlier(key: ApiKey, other: ApiKey): boolean {
  return key.expiresAt !== null && (other.expiresAt === null || key.expiresAt < other.expiresAt);
}

/**
 * Whether a key may do all that another may, make keys included, goes on to after a moment, and lasts at least as long as the
 * other would have: one that ends sooner would only put off the day on which nobody is left.
 */
export function standsInFor(key: ApiKey, other: ApiKey, after: Timestamp): boolean {
  return (
    key.id !== other.id &&
    keyState(key, after) === 'active' &&
    !endsEarlier(key, other) &&
    key.scopes.includes('keys:write') &&
    other.scopes.every((scope) => key.scopes.includes(scope))
  );
}

/** The one that lasts longest of those that stand in for a key after a moment; undefined where none does. */
export function standIn(keys: readonly ApiKey[], key: ApiKey, after: Timestamp): ApiKey | undefined {
  return keys
    .filter((candidate) => standsInFor(candidate, key, after))
    .reduce<ApiKey | undefined>(
      (longest, next) => (longest === undefined || endsEarlier(longest, next) ? next : longest),
      undefined,
    );
}
