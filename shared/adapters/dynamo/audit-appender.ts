import { LRUCache } from 'lru-cache';
import pRetry from 'p-retry';
import {
  type AuditEntry,
  type AuditHead,
  type AuditRecord,
  type ChainEnd,
  type ChainTools,
  headAt,
  linked,
  noHash,
} from '../../domain/audit.ts';
import type { FoundEntry } from '../../domain/audit-check.ts';
import { Fault } from '../../domain/fault.ts';
import type { TenantId } from '../../domain/ids.ts';

/** What an appender needs of the table. All reads are as of now. */
export interface AuditPlaces {
  /** `unsound` when it can't be read or was sealed by somebody else. */
  soundHead(tenantId: TenantId): Promise<AuditHead | undefined | 'unsound'>;
  /** What stands in the last place that is taken, and which that is. */
  newest(tenantId: TenantId): Promise<{ readonly found: FoundEntry; readonly sequence: number } | undefined>;
  /** Whether the entry stands in its place. */
  holds(entry: AuditEntry): Promise<boolean>;
  /** False when the place is taken. */
  add(entry: AuditEntry): Promise<boolean>;
  /** Nothing happens where there is one. */
  beginHead(head: AuditHead): Promise<unknown>;
  /** Nothing happens where there is none, or one that is further. */
  moveHead(head: AuditHead): Promise<unknown>;
}

/**
 * Appends to chains, of each tenant one entry after the other. The end is remembered; when another process has taken the
 * next place, it is read again.
 *
 * First the entry is written, into a place that must be free, then the head. So the head lags by the entries that are being
 * appended at this moment, or whose process died between the two writes: nobody was told that those were entered, and the
 * next append moves the head past them. A chain that was damaged is continued where it should have ended, so that the damage
 * stays where it can be found.
 */
export function auditAppender(places: AuditPlaces, tools: ChainTools): (record: AuditRecord) => Promise<AuditEntry> {
  const ends = new LRUCache<TenantId, FoundEnd>({ max: tenantsMax });
  const turns = new Map<TenantId, Promise<unknown>>();

  const addNext = async (record: AuditRecord): Promise<{ entry: AuditEntry; end: FoundEnd }> => {
    const { tenantId } = record;
    const end = ends.get(tenantId) ?? (await endOf(places, tenantId, tools));
    const entry = linked(record, end, tools);
    // A write that was repeated after its reply was lost finds its place taken by itself.
    if (!((await places.add(entry)) || (await places.holds(entry)))) {
      ends.delete(tenantId);
      throw new PlaceTaken();
    }
    ends.set(tenantId, { ...end, sequence: entry.sequence, hash: entry.hash });
    return { entry, end };
  };

  const append = async (record: AuditRecord): Promise<AuditEntry> => {
    const { entry, end } = await pRetry(() => addNext(record), retries).catch((error: unknown) => {
      if (!(error instanceof PlaceTaken)) throw error;
      throw new Fault('unavailable', 'The audit log is busy at the moment. Try again later.', { cause: error });
    });
    // One that somebody has tampered with is left as it is, for all to see.
    if (end.hasSoundHead) await places.moveHead(headAt(record.tenantId, entry, tools));
    return entry;
  };

  return (record) => {
    const { tenantId } = record;
    const turn = (turns.get(tenantId) ?? Promise.resolve()).then(() => append(record));
    const settled = turn.catch(() => undefined);
    turns.set(tenantId, settled);
    void settled.then(() => turns.get(tenantId) === settled && turns.delete(tenantId));
    return turn;
  };
}

interface FoundEnd extends ChainEnd {
  readonly hasSoundHead: boolean;
}

const tenantsMax = 1_000;

class PlaceTaken extends Error {
  override readonly name = 'PlaceTaken';
}

// Some processes compete for a place for the time of two writes each.
const retries = {
  retries: 30,
  minTimeout: 5,
  factor: 1.3,
  maxTimeout: 250,
  randomize: true,
  shouldRetry: ({ error }: { readonly error: Error }) => error instanceof PlaceTaken,
};

async function endOf(places: AuditPlaces, tenantId: TenantId, tools: ChainTools): Promise<FoundEnd> {
  const [head, newest] = await Promise.all([places.soundHead(tenantId), places.newest(tenantId)]);
  const hasSoundHead = head !== 'unsound';
  const start: ChainEnd = { sequence: 0, hash: noHash };
  // Before the first entry, so that entries without a head are never in order.
  if (head === undefined && newest === undefined) await places.beginHead(headAt(tenantId, start, tools));
  const { sequence, hash } = typeof head === 'object' ? head : start;
  if (newest === undefined || newest.sequence <= sequence) return { sequence, hash, hasSoundHead };
  const newestHash = newest.found === 'unreadable' ? noHash : newest.found.hash;
  return { sequence: newest.sequence, hash: newestHash, hasSoundHead };
}
