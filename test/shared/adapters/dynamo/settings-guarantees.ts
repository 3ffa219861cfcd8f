import { describe, expect, it } from 'vitest';
import { dynamoSettingsStore } from '../../../../shared/adapters/dynamo/settings-store.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { type TenantSettings, undecidedSettings } from '../../../../shared/domain/tenant-settings.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

export function settingsGuarantees(table: TestTable): void {
  const store = () => dynamoSettingsStore(table.client());
  const first = (retentionDays: number | null): TenantSettings => ({
    ...undecidedSettings(newTenant()),
    retentionDays,
    revision: 1,
  });
  const daysListed = async (tenantId: TenantId) =>
    (await store().withRetention()).filter((settings) => settings.tenantId === tenantId);

  describe('settings', () => {
    it('gives them back as they were saved, and has none of who has decided nothing', async () => {
      const settings = first(30);
      expect(await store().find(settings.tenantId)).toBeUndefined();
      expect(await store().save(settings)).toBe('saved');
      expect(await store().find(settings.tenantId)).toEqual(settings);
    });

    it('has one winner when many save the same revision at once', async () => {
      const settings = first(null);
      await store().save(settings);
      const rivals = Array.from({ length: 8 }, (_, n) => ({ ...settings, retentionDays: n + 1, revision: 2 }));
      const outcomes = await Promise.all(rivals.map((rival) => store().save(rival)));
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect(await store().find(settings.tenantId)).toEqual(rivals[outcomes.indexOf('saved')]);
    });

    it('lists whoever keeps things for a time only, as long as they do', async () => {
      const settings = first(null);
      await store().save(settings);
      expect(await daysListed(settings.tenantId)).toEqual([]);
      const limited = { ...settings, retentionDays: 90, revision: 2 };
      await store().save(limited);
      expect(await daysListed(settings.tenantId)).toEqual([limited]);
      await store().save({ ...limited, retentionDays: null, revision: 3 });
      expect(await daysListed(settings.tenantId)).toEqual([]);
    });
  });
}
