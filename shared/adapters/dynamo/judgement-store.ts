import type { JudgementStore } from '../../ports.ts';
import type { TableClient } from './client.ts';
import { readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys } from './keys.ts';

/** Judgements in the table, one item each. Saving again replaces: of two judges of the same work the later one stands. */
export function dynamoJudgementStore(table: TableClient): JudgementStore {
  return {
    find: (tenantId, work) => readItem(table, keys.judgement(tenantId, work), items.judgement),

    async save(tenantId, work, judgement) {
      await writeItem(table, { ...keys.judgement(tenantId, work), ...items.judgement.encode(judgement) }, null);
    },
  };
}
