import type { CalibrationStore } from '../../ports/marks.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys } from './keys.ts';
import { follows } from './revision.ts';

/**
 * Calibrations in the table, one item each. After a lost reply `save` may say `stale` of the caller's own calibration:
 * whoever fits again makes the same.
 */
export function dynamoCalibrationStore(table: TableClient): CalibrationStore {
  return {
    find: (tenantId, judge) => readItem(table, keys.calibration(tenantId, judge), items.calibration),

    async save(tenantId, judge, calibration) {
      const { revision } = calibration;
      const item = { ...keys.calibration(tenantId, judge), ...items.calibration.encode(calibration), revision };
      return (await writeItem(table, item, revision === 1 ? isAbsent : follows(revision))) ? 'saved' : 'stale';
    },
  };
}
