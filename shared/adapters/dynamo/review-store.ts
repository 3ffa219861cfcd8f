import type { ReviewStore } from '../../ports/evaluations.ts';
import type { TableClient } from './client.ts';
import { readRange, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, ofPerson, ranges } from './keys.ts';

/** What people decided, beside the evaluation that it is on and kept as long, and listed with what is kept of the candidate. */
export function dynamoReviewStore(table: TableClient): ReviewStore {
  return {
    async keep({ tenantId, id, candidate, createdAt }, entry) {
      const item = {
        ...keys.review(tenantId, id, entry.number),
        ...items.review.encode(entry),
        ...ofPerson(tenantId, candidate, `review#${id}#${entry.number}`),
        createdAt,
      };
      await writeItem(table, item, null);
    },

    history: (tenantId, id) => readRange(table, ranges.reviews(tenantId, id), items.review),
  };
}
