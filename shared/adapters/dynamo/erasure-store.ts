import type { Erasure } from '../../domain/erasure.ts';
import type { ErasureStore } from '../../ports/people.ts';
import type { TableClient } from './client.ts';
import { dueItems } from './due-items.ts';
import { isAbsent, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists } from './keys.ts';
import { follows } from './revision.ts';

/** Erasures in the table, one item each. After a lost reply `save` may say `stale` of the caller's own write. */
export function dynamoErasureStore(table: TableClient): ErasureStore {
  return {
    find: (tenantId, personHash) => readItem(table, keys.erasure(tenantId, personHash), items.erasure),

    async due(now, limit) {
      const { values, malformed } = await dueItems(table, lists.pendingErasures(), items.erasure, now, limit);
      if (malformed[0] !== undefined) throw malformed[0];
      return values;
    },

    async save(erasure) {
      const condition = erasure.revision === 1 ? isAbsent : follows(erasure.revision);
      return (await writeItem(table, itemOf(erasure), condition)) ? 'saved' : 'stale';
    },
  };
}

function itemOf(erasure: Erasure): Record<string, unknown> {
  const { tenantId, personHash, recheckAt, revision } = erasure;
  return {
    ...keys.erasure(tenantId, personHash),
    ...items.erasure.encode(erasure),
    ...(recheckAt !== null && listed(lists.pendingErasures(), `${recheckAt}#${tenantId}#${personHash}`)),
    revision,
  };
}
