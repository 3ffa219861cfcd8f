import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiKey, formatKey, isSameHash, keyIdBytes, keySecretBytes, parseKey } from '../../../shared/domain/api-key.ts';
import { base32Of } from '../../../shared/domain/base32.ts';
import { EvaluationId, KeyId, Sha256 } from '../../../shared/domain/ids.ts';
import { requireScope, scopes } from '../../../shared/domain/principal.ts';
import { anApiKey } from '../../support/fixtures.ts';

const hash = (text: string): Sha256 => Sha256.parse(createHash('sha256').update(text).digest('hex'));
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const anyKey = fc
  .tuple(bytes(keyIdBytes), bytes(keySecretBytes))
  .map(([id, secret]) => ({ id: KeyId.parse(base32Of(id)), secret, text: '' }))
  .map((key) => ({ ...key, text: formatKey(key.id, key.secret, hash) }));

describe('a key', () => {
  it('that was written down is read back as the same id and secret', () => {
    fc.assert(
      fc.property(anyKey, ({ id, secret, text }) => {
        expect(text).toMatch(/^msk_[0-9a-hjkmnp-tv-z]{16}_[0-9a-hjkmnp-tv-z]{32}_[0-9a-f]{6}$/);
        expect(parseKey(text, hash)).toEqual({ id, secret: base32Of(secret) });
      }),
    );
  });

  it('with one character changed anywhere is none', () => {
    const change = fc.tuple(anyKey, fc.nat(60), fc.constantFrom(...'0123456789abcdefXYZ_- '));
    fc.assert(
      fc.property(change, ([{ text }, at, character]) => {
        const place = at % text.length;
        fc.pre(text[place] !== character);
        expect(parseKey(text.slice(0, place) + character + text.slice(place + 1), hash)).toBeUndefined();
      }),
    );
  });

  it.each(['', 'msk_', 'Bearer x', 'msk_0_0_000000', 'sk_test_4242'])('is not made of %j', (text) => {
    expect(parseKey(text, hash)).toBeUndefined();
  });

  it('is none with space round it, in upper case or with letters that Crockford left out', () => {
    const text = formatKey(KeyId.parse('0'.repeat(16)), new Uint8Array(keySecretBytes), hash);
    const body = `msk_${'u'.repeat(16)}_${'0'.repeat(32)}`;
    const impostor = `${body}_${hash(body).slice(0, 6)}`;
    expect([` ${text}`, `${text}\n`, text.toUpperCase(), impostor].map((key) => parseKey(key, hash))).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('is stored with the hash of its secret and never with the secret', () => {
    const key = anApiKey({ tenantId: 'acme' });
    expect(ApiKey.safeParse({ ...key, secret: 'x' }).success).toBe(false);
    expect(ApiKey.safeParse({ ...key, scopes: ['everything'] }).success).toBe(false);
  });

  it('without scopes may do nothing', () => {
    const principal = { ...anApiKey({ tenantId: 'acme' }), keyId: KeyId.parse('0'.repeat(16)), scopes: [] };
    for (const scope of scopes) {
      expect(() => requireScope(principal, scope)).toThrow(
        expect.objectContaining({ kind: 'forbidden', message: `This key lacks the scope ${scope}.` }),
      );
      expect(() => requireScope({ ...principal, scopes: [scope] }, scope)).not.toThrow();
    }
  });
});

describe('two hashes', () => {
  const anyHash = fc.string().map(hash);

  it('are the same exactly when every character is', () => {
    fc.assert(
      fc.property(anyHash, anyHash, fc.nat(63), (one, other, at) => {
        expect(isSameHash(one, Sha256.parse(one))).toBe(true);
        expect(isSameHash(one, other)).toBe(one === other);
        const flipped = one[at] === '0' ? '1' : '0';
        expect(isSameHash(one, Sha256.parse(one.slice(0, at) + flipped + one.slice(at + 1)))).toBe(false);
      }),
    );
  });
});

describe('base 32', () => {
  it.each([
    [[], ''],
    [[0], '00'],
    [[255], 'zw'],
    [[0xde, 0xad, 0xbe, 0xef], 'vtpvxvr'],
  ])('of %j is %j', (input, text) => {
    expect(base32Of(Uint8Array.from(input))).toBe(text);
  });

  it('has a character for every five bits, of Crockford alphabet, and loses nothing', () => {
    const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (input) => {
        const text = base32Of(input);
        expect(text).toHaveLength(Math.ceil((input.length * 8) / 5));
        const bits = [...text].map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0')).join('');
        const back = [...input].map((_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2));
        expect(back).toEqual([...input]);
      }),
    );
  });

  it('makes ids that the schemas accept from the bytes that they are made of', () => {
    fc.assert(
      fc.property(bytes(16), bytes(keyIdBytes), (evaluation, key) => {
        expect(EvaluationId.safeParse(`evl_${base32Of(evaluation)}`).success).toBe(true);
        expect(KeyId.safeParse(base32Of(key)).success).toBe(true);
      }),
    );
  });
});
