import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SealedText } from '../../domain/idempotency.ts';
import { SealedSecret } from '../../domain/webhook.ts';
import type { SecretSealer } from '../../ports/webhooks.ts';

const [ivBytes, tagBytes] = [12, 16];

/**
 * Seals secrets with AES-256-GCM under a key derived from the secret of the installation, bound to their owner: who reads
 * or copies items of the table can neither sign with them nor put them in another's place. Texts are compressed and have a key
 * for each owner.
 */
export function sealedSecrets(installationSecret: string): SecretSealer {
  const keyFor = (purpose: string, salt = ''): Buffer =>
    Buffer.from(hkdfSync('sha256', installationSecret, salt, purpose, 32));
  const key = keyFor('markscheme webhook secrets');
  const textKey = (owner: string): Buffer => keyFor('markscheme kept replies', owner);
  return {
    seal: (secret, owner) => SealedSecret.parse(sealed(Buffer.from(secret), key, owner).toString('base64url')),
    open: (secret, owner) => opened(secret, key, owner)?.toString('utf8') ?? null,
    sealText: (text, owner) =>
      SealedText.parse(sealed(deflateRawSync(text), textKey(owner), owner).toString('base64url')),
    openText(text, owner) {
      const bytes = opened(text, textKey(owner), owner);
      return bytes === null ? null : inflateRawSync(bytes).toString('utf8');
    },
  };
}

function sealed(plain: Uint8Array, key: Buffer, owner: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

function opened(sealedText: string, key: Buffer, owner: string): Buffer | null {
  const bytes = Buffer.from(sealedText, 'base64url');
  if (bytes.length < ivBytes + tagBytes) return null;
  const iv = bytes.subarray(0, ivBytes);
  const tag = bytes.subarray(ivBytes, ivBytes + tagBytes);
  const text = bytes.subarray(ivBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    return null; // It was not sealed by this installation for this owner.
  }
}
