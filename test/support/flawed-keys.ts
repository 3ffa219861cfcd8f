import { formatKey, keyIdBytes, keySecretBytes, parseKey } from '../../shared/domain/api-key.ts';
import { base32Of } from '../../shared/domain/base32.ts';
import { KeyId } from '../../shared/domain/ids.ts';
import { scopes } from '../../shared/domain/principal.ts';
import { issueKey } from '../../shared/usecases/issue-key.ts';
import type { Caller } from './api.ts';

/** Everything that an Authorization header can have wrong with it. */
export const flaws = {
  'no key': async () => null,
  'another scheme': async ({ key }) => `Basic ${key}`,
  malformed: async () => 'Bearer msk_nonsense',
  'bad checksum': async ({ key }) => `Bearer ${key.slice(0, -6)}${key.endsWith('000000') ? '111111' : '000000'}`,
  unknown: async ({ services: { random, sha256 } }) =>
    `Bearer ${formatKey(KeyId.parse(base32Of(random(keyIdBytes))), random(keySecretBytes), sha256)}`,
  'wrong secret': async ({ key, services: { random, sha256 } }) =>
    `Bearer ${formatKey(idOf(key, sha256), random(keySecretBytes), sha256)}`,
  expired: async ({ services, tenantId }) => {
    const justNow = services.clock().toISOString();
    return `Bearer ${await issueKey(services, { tenantId, name: 'expired', scopes, expiresAt: justNow })}`;
  },
  revoked: async (caller) => {
    const key = await anotherKey(caller);
    await caller.post(`/v1/keys/${idOf(key, caller.services.sha256)}:revoke`);
    return `Bearer ${key}`;
  },
  'rotated away': async (caller) => {
    const key = await anotherKey(caller);
    await caller.post(`/v1/keys/${idOf(key, caller.services.sha256)}:rotate`);
    return `Bearer ${key}`;
  },
} as const satisfies Record<string, (owner: Caller) => Promise<string | null>>;

/** The id in a key. */
export function idOf(key: string, sha256: Parameters<typeof parseKey>[1]): KeyId {
  const parsed = parseKey(key, sha256);
  if (parsed === undefined) throw new Error('That is no key');
  return parsed.id;
}

function anotherKey({ services, tenantId }: Caller): Promise<string> {
  return issueKey(services, { tenantId, name: 'another', scopes });
}
