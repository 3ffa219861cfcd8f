import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealedSecret } from '../../domain/webhook.ts';
import type { SecretSealer } from '../../ports.ts';

const [ivBytes, tagBytes] = [12, 16];

/**
 * Seals secrets with AES-256-GCM under a key derived from the secret of the installation, bound to their owner: who reads
 * or copies items of the table can neither sign with them nor put them in another's place.
 */
export function sealedSecrets(installationSecret: string): SecretSealer {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', 'markscheme webhook secrets', 32));
  return {
    seal(secret, owner) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return SealedSecret.parse(Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url'));
    },

    open(sealed, owner) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < ivBytes + tagBytes) return null;
      const iv = bytes.subarray(0, ivBytes);
      const tag = bytes.subarray(ivBytes, ivBytes + tagBytes);
      const text = bytes.subarray(ivBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch {
        return null; // It was not sealed by this installation for this owner.
      }
    },
  };
}
