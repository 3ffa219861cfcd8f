import { type AuditEntry, type AuditHead, type ChainTools, isSealedHead } from '../../domain/audit.ts';
import type { FoundEntry } from '../../domain/audit-check.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { AuditStore } from '../../ports/audit.ts';
import { type AuditPlaces, auditAppender } from './audit-appender.ts';
import type { TableClient } from './client.ts';
import { type Condition, isAbsent, readItems, readSome, writeItem } from './item-access.ts';
import { type Codec, items, MalformedItemError } from './items.ts';
import { auditOrder, keys, listed, lists, ranges } from './keys.ts';
import { listPage } from './list-page.ts';
import { table as declared } from './table.ts';

const entriesPerRead = 500;

/** The audit chains in the table: an item for each entry, and one for the head of each chain. */
export function dynamoAuditStore(table: TableClient, tools: ChainTools): AuditStore {
  const head: AuditStore['head'] = async (tenantId) => {
    const [item] = await readItems(table, ranges.auditHead(tenantId));
    return item === undefined ? undefined : asWritten(item, items.auditHead, headItem);
  };

  const places: AuditPlaces = {
    async soundHead(tenantId) {
      const found = await head(tenantId);
      return found === 'unreadable' || (found !== undefined && !isSealedHead(found, tools)) ? 'unsound' : found;
    },
    async newest(tenantId) {
      const [item] = await readSome(table, ranges.auditFrom(tenantId, 1), 1, 'end');
      return item === undefined ? undefined : { found: entryOf(item), sequence: sequenceOf(item) };
    },
    async holds(entry) {
      const [found] = await readSome(table, ranges.auditFrom(entry.tenantId, entry.sequence), 1, 'start');
      return found !== undefined && canonicalJson(found) === canonicalJson(itemOf(entry));
    },
    add: (entry) => writeItem(table, itemOf(entry), isAbsent),
    beginHead: (first) => writeItem(table, headItem(first), isAbsent),
    moveHead: (next) => writeItem(table, headItem(next), isBefore(next.sequence)),
  };

  return {
    append: auditAppender(places, tools),

    list: (tenantId, { actor, action, from, to, order }, page) =>
      listPage(
        table,
        {
          list: lists.audit(tenantId),
          order: order === 'newest' ? 'descending' : 'ascending',
          filters: [
            { attribute: 'actor', operator: 'equals', value: actor },
            { attribute: 'action', operator: 'equals', value: action },
            { attribute: 'at', operator: 'from', value: from },
            { attribute: 'at', operator: 'to', value: to },
          ],
          codec: items.auditEntry,
        },
        page,
      ),

    head,

    async entriesFrom(tenantId, sequence) {
      const found = await readSome(table, ranges.auditFrom(tenantId, sequence), entriesPerRead, 'start');
      return found.map(entryOf);
    },
  };
}

// A head that is gone stays gone: nothing but the start of a chain makes one, or a cut tail could be hidden by that.
function isBefore(sequence: number): Condition {
  return { expression: '#sequence < :next', names: { '#sequence': 'sequence' }, values: { ':next': sequence } };
}

function itemOf(entry: AuditEntry): Record<string, unknown> {
  const { tenantId, sequence, at, actor, action } = entry;
  return {
    ...keys.auditEntry(tenantId, sequence),
    ...items.auditEntry.encode(entry),
    ...listed(lists.audit(tenantId), auditOrder(sequence)),
    actor: actor.kind === 'installation' ? actor.kind : actor.id,
    ...{ action, at },
  };
}

function headItem(head: AuditHead): Record<string, unknown> {
  const { tenantId, sequence } = head;
  return { ...keys.auditHead(tenantId), ...items.auditHead.encode(head), sequence };
}

function entryOf(item: Record<string, unknown>): FoundEntry {
  return asWritten(item, items.auditEntry, itemOf);
}

// An item counts as read where every attribute is what would be written: filters and conditions look at more than the body.
function asWritten<Value>(
  item: Record<string, unknown>,
  codec: Codec<Value>,
  itemFor: (value: Value) => Record<string, unknown>,
): Value | 'unreadable' {
  try {
    const value = codec.decode(item);
    return canonicalJson(itemFor(value)) === canonicalJson(item) ? value : 'unreadable';
  } catch (error) {
    if (error instanceof MalformedItemError) return 'unreadable';
    throw error;
  }
}

function sequenceOf(item: Record<string, unknown>): number {
  return Number(item[declared.sortKey]);
}
