import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsEarlier, keyState, opens, revoked, standIn, withSecret } from '../../../shared/domain/key-life.ts';
import { scopes } from '../../../shared/domain/principal.ts';
import { Role, roleOf, roleScopes } from '../../../shared/domain/roles.ts';
import { anApiKey, keyId, sha256 } from '../../support/fixtures.ts';

const now = '2026-06-01T00:00:00.000Z';
const later = (seconds: number): string => new Date(Date.parse(now) + seconds * 1000).toISOString();
const key = anApiKey({ tenantId: 'acme', scopes: [...scopes], secretHash: sha256(10) });

describe('a key', () => {
  it('is expired from the moment it names, and revoked whatever else it is', () => {
    const ending = anApiKey({ ...key, expiresAt: later(1) });
    expect([keyState(ending, now), keyState(ending, later(1))]).toEqual(['active', 'expired']);
    expect(keyState(revoked(ending, now), later(2))).toBe('revoked');
  });

  it('opens by its current secret, and by the one before exactly while the overlap lasts', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(200_000), (overlapSeconds, elapsedSeconds) => {
        const rotated = withSecret(key, sha256(11), overlapSeconds, now);
        const moment = later(elapsedSeconds);
        expect(opens(rotated, sha256(11), moment)).toBe(true);
        expect(opens(rotated, sha256(10), moment)).toBe(elapsedSeconds < overlapSeconds);
        expect(opens(rotated, sha256(12), moment)).toBe(false);
        expect(opens(withSecret(rotated, sha256(12), 100_000, now), sha256(10), now)).toBe(false);
        expect(revoked(rotated, now).previousSecret).toBeNull();
      }),
    );
  });

  it('is stood in for only by another that may do all that it may, is in force after that moment and lasts as long', () => {
    const other = anApiKey({ ...key, id: keyId(2) });
    const ending = anApiKey({ ...other, id: keyId(3), expiresAt: later(60) });
    expect(standIn([key], key, now)).toBeUndefined();
    expect(standIn([revoked(other, now)], key, now)).toBeUndefined();
    expect(standIn([anApiKey({ ...other, scopes: ['keys:write'] })], key, now)).toBeUndefined();
    expect(standIn([ending], key, later(60))).toBeUndefined();
    expect(standIn([ending], key, now)).toBeUndefined();
    const asLong = anApiKey({ ...ending, id: keyId(4) });
    expect(standIn([asLong], ending, now)).toEqual(asLong);
    expect(standIn([anApiKey({ ...asLong, expiresAt: later(59) })], ending, now)).toBeUndefined();
    expect(standIn([ending, other], key, now)).toEqual(other);
    expect([endsEarlier(ending, other), endsEarlier(other, ending), endsEarlier(other, key)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a role', () => {
  it('is known by its scopes, in any order', () => {
    for (const role of Role.options) expect(roleOf(roleScopes[role].toReversed())).toBe(role);
    expect([roleOf([]), roleOf(['questions:read'])]).toEqual([null, null]);
  });

  it('manages keys, settings, erasure and the audit log only as the owner', () => {
    const guarded = ['keys:write', 'settings:write', 'people:erase', 'audit:read'] as const;
    for (const role of Role.options)
      expect(guarded.filter((scope) => roleScopes[role].includes(scope))).toEqual(role === 'owner' ? guarded : []);
    expect(roleScopes.owner).toEqual(scopes);
    expect(roleScopes.integrator).not.toContain('evaluations:review');
    expect(roleScopes.reviewer.filter((scope) => !scope.endsWith(':read'))).toEqual(['evaluations:review']);
  });
});
