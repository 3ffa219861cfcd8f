import type { ApiKey } from '../../shared/domain/api-key.ts';
import type { Timestamp } from '../../shared/domain/ids.ts';
import { keyState } from '../../shared/domain/key-life.ts';
import { roleOf } from '../../shared/domain/roles.ts';
import { textTable } from './text-table.ts';

/** Keys as a person looks through them: what each may do and when it was last used. */
export function keyTable(keys: readonly ApiKey[], now: Timestamp): string {
  const rows = keys.map((key) => [
    key.id,
    keyState(key, now),
    minute(key.createdAt),
    key.lastUsedAt === null ? 'never' : minute(key.lastUsedAt),
    key.expiresAt === null ? 'never' : minute(key.expiresAt),
    roleOf(key.scopes) ?? `${key.scopes.length} scopes`,
    key.name,
  ]);
  return textTable([['id', 'state', 'made', 'last used', 'expires', 'role', 'name'], ...rows]);
}

function minute(moment: Timestamp): string {
  return `${moment.slice(0, 16).replace('T', ' ')}Z`;
}
