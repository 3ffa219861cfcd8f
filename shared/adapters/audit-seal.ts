import { createHmac, hkdfSync } from 'node:crypto';
import { Sha256 } from '../domain/ids.ts';

/** The keyed hash (HMAC-SHA-256) of the audit log, under a key of its own, derived from the secret of the installation. */
export function auditSeal(installationSecret: string): (text: string) => Sha256 {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', 'markscheme audit seals', 32));
  return (text) => Sha256.parse(createHmac('sha256', key).update(text).digest('hex'));
}
