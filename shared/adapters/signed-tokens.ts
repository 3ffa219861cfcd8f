import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { candidateTokenPrefix } from '../domain/candidate-token.ts';
import type { TokenSigner } from '../ports/assessments.ts';

/**
 * Signs tokens with HMAC-SHA-256 (RFC 2104) under a key derived from the secret of the installation. What is signed begins
 * with the kind, so that no token passes for one of another kind.
 */
export function signedTokens(installationSecret: string): TokenSigner {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', 'markscheme candidate tokens', 32));
  const signature = (kind: string, payload: string): string =>
    createHmac('sha256', key).update(`${kind} ${payload}`).digest('base64url');
  return {
    sign(kind, payload) {
      const encoded = Buffer.from(payload).toString('base64url');
      return `${candidateTokenPrefix[kind]}${encoded}.${signature(kind, encoded)}`;
    },

    open(kind, token) {
      const prefix = candidateTokenPrefix[kind];
      if (!token.startsWith(prefix)) return null;
      const [encoded = '', given = '', ...rest] = token.slice(prefix.length).split('.');
      const [expected, actual] = [Buffer.from(signature(kind, encoded)), Buffer.from(given)];
      if (rest.length > 0 || actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
      return Buffer.from(encoded, 'base64url').toString();
    },
  };
}
