import type { JudgementStore } from '../../ports.ts';
import type { TableClient } from './client.ts';
import { items } from './items.ts';
import { keys } from './keys.ts';
import { manyItems } from './many-items.ts';

/**
 * Judgements in the table, one item each. Saving again replaces: of two judges of the same work the later one stands.
 *
 * Look-ups and saves of the same time share calls; `gatherMs` makes them wait for each other, which costs each a moment
 * and a run over many answers most of its calls. A save is done when it is durable.
 */
export function dynamoJudgementStore(table: TableClient, gatherMs = 0): JudgementStore {
  const many = manyItems(table, items.judgement, gatherMs);
  return {
    find: (tenantId, work) => many.read(keys.judgement(tenantId, work)),
    save: (tenantId, work, judgement) =>
      many.write({ ...keys.judgement(tenantId, work), ...items.judgement.encode(judgement) }),
  };
}
