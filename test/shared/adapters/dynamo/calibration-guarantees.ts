import { describe, expect, it } from 'vitest';
import { dynamoCalibrationStore } from '../../../../shared/adapters/dynamo/calibration-store.ts';
import { aCalibration, sha256 } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

export function calibrationGuarantees(table: TestTable): void {
  const store = () => dynamoCalibrationStore(table.client());
  const [judge, otherJudge] = [sha256(1), sha256(2)];

  describe('calibrations', () => {
    it('finds the calibration of a judge and of no other', async () => {
      const [tenantId, calibration] = [newTenant(), aCalibration()];
      expect(await store().save(tenantId, judge, calibration)).toBe('saved');
      expect(await store().find(tenantId, judge)).toEqual(calibration);
      expect(await store().find(tenantId, otherJudge)).toBeUndefined();
    });

    it('lets only the next revision replace one', async () => {
      const tenantId = newTenant();
      for (const [revision, outcome] of [
        [2, 'stale'],
        [1, 'saved'],
        [1, 'stale'],
        [3, 'stale'],
        [2, 'saved'],
      ] as const) {
        expect(await store().save(tenantId, judge, aCalibration({ revision, marks: 20 + revision }))).toBe(outcome);
      }
      expect(await store().find(tenantId, judge)).toMatchObject({ revision: 2, marks: 22 });
    });

    it('lets one of several that come at once replace it', async () => {
      const tenantId = newTenant();
      await store().save(tenantId, judge, aCalibration());
      const outcomes = await Promise.all(
        [30, 40, 50].map((marks) => store().save(tenantId, judge, aCalibration({ revision: 2, marks }))),
      );
      expect(outcomes.toSorted()).toEqual(['saved', 'stale', 'stale']);
    });

    it("never shows or touches another tenant's calibration", async () => {
      const [mine, foreign] = [newTenant(), newTenant()];
      await store().save(mine, judge, aCalibration());
      expect(await store().find(foreign, judge)).toBeUndefined();
      expect(await store().save(foreign, judge, aCalibration({ marks: 99 }))).toBe('saved');
      expect(await store().find(mine, judge)).toEqual(aCalibration());
    });
  });
}
