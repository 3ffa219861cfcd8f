import { createHash } from 'node:crypto';
import { Sha256, type TenantId } from '../../domain/ids.ts';
import type { RegradedAnswer } from '../../domain/regrade.ts';
import type { RegradeStore } from '../../ports/regrades.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItem, readRange, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, ofPerson, ranges } from './keys.ts';
import { follows } from './revision.ts';

const writtenAtOnce = 20;

/**
 * Regrades in the table: one item each, and two for each answer, what would be written and what is told of it, because the
 * differences are read together and the evaluations one by one. Audit entries lie beside their evaluation.
 *
 * After a lost reply `replace` may say `stale` of the caller's own change: whoever reads the regrade finds it.
 */
export function dynamoRegradeStore(table: TableClient): RegradeStore {
  return {
    async create(regrade, answers, entries) {
      const { tenantId, id } = regrade;
      const parts = [
        ...answers.map((answer, place) => ({
          ...keys.regradedAnswer(tenantId, id, place),
          ...items.regradedAnswer.encode(answer),
          ...listingOf(tenantId, answer, `regraded-answer#${id}#${place}`),
        })),
        ...entries.map((entry, place) => ({
          ...keys.regradeEntry(tenantId, id, place),
          ...items.regradeEntry.encode(entry),
          ...ofPerson(tenantId, entry.candidate, `regrade-entry#${id}#${place}`),
        })),
      ];
      for (let at = 0; at < parts.length; at += writtenAtOnce)
        await Promise.all(parts.slice(at, at + writtenAtOnce).map((part) => writeItem(table, part, null)));
      // Last, because whoever finds it relies on the others.
      const { revision } = regrade;
      await writeItem(table, { ...keys.regrade(tenantId, id), ...items.regrade.encode(regrade), revision }, isAbsent);
    },

    find: (tenantId, id) => readItem(table, keys.regrade(tenantId, id), items.regrade),

    entries: (tenantId, id) => readRange(table, ranges.regradeEntries(tenantId, id), items.regradeEntry),

    answer: (tenantId, id, place) => readItem(table, keys.regradedAnswer(tenantId, id, place), items.regradedAnswer),

    async replace(previous, next) {
      const { tenantId, id, revision } = next;
      const item = { ...keys.regrade(tenantId, id), ...items.regrade.encode(next), revision };
      return (await writeItem(table, item, follows(previous.revision + 1))) ? 'replaced' : 'stale';
    },

    async record(entry) {
      const { tenantId, evaluationId, mark, earlier } = entry;
      if (mark.regradeId === null) throw new Error('Only a kept regrade is recorded.');
      const key = keys.regradeRecord(tenantId, evaluationId, earlier.provenance.regrades.length + 1, mark.regradeId);
      const place = `regrade-record#${evaluationId}#${mark.regradeId}`;
      const listing = ofPerson(tenantId, earlier.candidate, place);
      await writeItem(table, { ...key, ...items.regradeRecord.encode(entry), ...listing }, null);
    },

    history: (tenantId, id) => readRange(table, ranges.regradeRecords(tenantId, id), items.regradeRecord),
  };
}

// An answer of nobody is found by what it says.
function listingOf(tenantId: TenantId, { earlier }: RegradedAnswer, order: string): Record<string, string> {
  if (earlier.candidate !== null) return ofPerson(tenantId, earlier.candidate, order);
  const answerHash = Sha256.parse(createHash('sha256').update(earlier.answer).digest('hex'));
  return listed(lists.answer(tenantId, answerHash), order);
}
