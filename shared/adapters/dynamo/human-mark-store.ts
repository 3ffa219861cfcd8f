import type { HumanMarkStore } from '../../ports/marks.ts';
import type { TableClient } from './client.ts';
import { eraseItem, readRange, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, ranges } from './keys.ts';

/**
 * Human marks in the table, one item each, those of a tenant together: they are read all at once, right after some were
 * written, so an index that lags behind would not do.
 */
export function dynamoHumanMarkStore(table: TableClient): HumanMarkStore {
  return {
    list: (tenantId, questionId) => readRange(table, ranges.humanMarks(tenantId, questionId), items.humanMark),

    async save(mark) {
      const key = keys.humanMark(mark.tenantId, mark.questionId, mark.id);
      const ofAnswer = listed(lists.answer(mark.tenantId, mark.answerHash), `human-mark#${mark.id}`);
      await writeItem(table, { ...key, ...items.humanMark.encode(mark), ...ofAnswer }, null);
    },

    erase: (tenantId, questionId, id) => eraseItem(table, keys.humanMark(tenantId, questionId, id)),
  };
}
