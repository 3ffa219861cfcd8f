import type { JudgementStore } from '../../ports/evaluations.ts';
import type { TableClient } from './client.ts';
import { items } from './items.ts';
import { keys, listed, lists } from './keys.ts';
import { manyItems } from './many-items.ts';

/**
 * Judgements in the table, one item each. Saving again replaces: of two judges of the same work the later one stands.
 *
 * Look-ups and saves of the same time share calls; `gatherMs` makes them wait for each other, which costs each a moment
 * and a run over many answers most of its calls. A save is done when it is durable.
 *
 * @param isNew nothing is in the table, so nothing is looked up before something is saved here. What others save until
 * then is not found, as it is not where they are asked at the same time
 */
export function dynamoJudgementStore(table: TableClient, gatherMs = 0, isNew = false): JudgementStore {
  const many = manyItems(table, items.judgement, gatherMs);
  let isEmpty = isNew;
  return {
    find: async (tenantId, work) => (isEmpty ? undefined : many.read(keys.judgement(tenantId, work))),
    save(tenantId, work, judgement, answerHash) {
      isEmpty = false;
      return many.write({
        ...keys.judgement(tenantId, work),
        ...items.judgement.encode(judgement),
        ...(answerHash !== null && listed(lists.answer(tenantId, answerHash), `judgement#${work}`)),
      });
    },
  };
}
