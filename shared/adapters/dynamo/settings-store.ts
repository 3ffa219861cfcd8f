import type { Page } from '../../domain/page.ts';
import type { TenantSettings } from '../../domain/tenant-settings.ts';
import type { SettingsStore } from '../../ports/settings.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists } from './keys.ts';
import { listPage } from './list-page.ts';
import { follows } from './revision.ts';

/** Settings in the table, one item a tenant. After a lost reply `save` may say `stale` of the caller's own. */
export function dynamoSettingsStore(table: TableClient): SettingsStore {
  const limited = { list: lists.retentionPeriods(), order: 'ascending', filters: [], codec: items.settings } as const;
  return {
    find: (tenantId) => readItem(table, keys.settings(tenantId), items.settings),

    async withRetention() {
      const found: TenantSettings[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<TenantSettings> = await listPage(table, limited, { limit: pageSize, cursor });
        found.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return found;
    },

    async save(settings) {
      const { tenantId, revision, retentionDays } = settings;
      const item = {
        ...keys.settings(tenantId),
        ...items.settings.encode(settings),
        ...(retentionDays !== null && listed(lists.retentionPeriods(), tenantId)),
        revision,
      };
      return (await writeItem(table, item, revision === 1 ? isAbsent : follows(revision))) ? 'saved' : 'stale';
    },
  };
}

const pageSize = 1_000;
