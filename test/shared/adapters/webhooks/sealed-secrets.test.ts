import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealedSecrets } from '../../../../shared/adapters/webhooks/sealed-secrets.ts';
import { SealedSecret } from '../../../../shared/domain/webhook.ts';

const seed = 20_261_128;
const sealer = sealedSecrets('the secret of one installation');

test('what was sealed for an owner opens for that owner, and looks different each time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), fc.string(), (secret, owner) => {
      const sealed = sealer.seal(secret, owner);
      expect(sealer.open(sealed, owner)).toBe(secret);
      expect(sealer.seal(secret, owner)).not.toBe(sealed);
    }),
    { seed },
  );
});

test('nothing opens for another owner or in another installation', () => {
  const sealed = sealer.seal('whsec_abc', 'acme#whk_1');
  expect(sealer.open(sealed, 'globex#whk_1')).toBeNull();
  expect(sealedSecrets('the secret of another one').open(sealed, 'acme#whk_1')).toBeNull();
});

test('what was altered or is no sealed secret does not open', () => {
  const bytes = Buffer.from(sealer.seal('whsec_abc', 'acme'), 'base64url');
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ change;
      expect(sealer.open(SealedSecret.parse(altered.toString('base64url')), 'acme')).toBeNull();
    }),
    { seed },
  );
  expect(sealer.open(SealedSecret.parse('short'), 'acme')).toBeNull();
});

test('a text of any length opens for its owner to the letter, and for nobody else', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 2_000 }),
    fc.constant('words and words '.repeat(50_000)),
  );
  fc.assert(
    fc.property(text, fc.string(), fc.string(), (secret, owner, other) => {
      fc.pre(owner !== other && secret.isWellFormed());
      const sealed = sealer.sealText(secret, owner);
      expect(sealer.openText(sealed, owner)).toBe(secret);
      expect(sealer.openText(sealed, other)).toBeNull();
      expect(sealedSecrets('the secret of another one').openText(sealed, owner)).toBeNull();
      expect(sealer.sealText(secret, owner)).not.toBe(sealed);
    }),
    { seed },
  );
  expect(sealer.sealText('words and words '.repeat(50_000), 'acme').length).toBeLessThan(10_000);
});
