import type { Batch, BatchUsage } from '../domain/batch.ts';
import type { BatchRow, RowFailure } from '../domain/batch-row.ts';
import type { BatchShard, SettledAs } from '../domain/batch-shard.ts';
import type { EconomyChunk } from '../domain/economy.ts';
import type { BatchId, TenantId } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';

/**
 * Batches, their rows, and what became of them. Rows are counted in shards by their numbers, so that whatever is done
 * twice counts once.
 */
export interface BatchStore {
  /** Stores a new batch and lists it among the active ones. `exists` when there is one of this id; nothing is changed then. */
  create(batch: Batch): Promise<'created' | 'exists'>;
  find(tenantId: TenantId, id: BatchId): Promise<Batch | undefined>;
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<Batch>>;
  /** Writes `next`, whose revision is the one after `previous`. `stale` when the batch has changed since; nothing is changed then. */
  replace(previous: Batch, next: Batch): Promise<'replaced' | 'stale'>;

  /** The batches of all tenants that somebody has to look after. */
  active(): Promise<readonly BatchRef[]>;
  activate(ref: BatchRef): Promise<void>;
  deactivate(ref: BatchRef): Promise<void>;

  /** Stores rows, replacing those of the same numbers. */
  addRows(ref: BatchRef, rows: readonly BatchRow[]): Promise<void>;
  row(ref: BatchRef, row: number): Promise<BatchRow | undefined>;
  /** In order of their numbers, from `first` to `last`; rows that could not be read are not among them. */
  rows(ref: BatchRef, first: number, last: number): Promise<readonly BatchRow[]>;
  /** Erases all rows and failures; how they are counted stays. */
  eraseRows(ref: BatchRef): Promise<void>;
  /** What the rows ask for, without what they hold. */
  works(ref: BatchRef): Promise<readonly RowWork[]>;
  addFailures(ref: BatchRef, failures: readonly RowFailure[]): Promise<void>;
  failures(ref: BatchRef, first: number, last: number): Promise<readonly RowFailure[]>;

  /** Begins to count a shard, once: a second time changes nothing. `invalid` are its rows that can't be graded, `erased` those of nobody any more. */
  openShard(
    ref: BatchRef,
    shard: Pick<BatchShard, 'index' | 'firstRow' | 'rowCount'>,
    invalid: readonly number[],
    erased?: readonly number[],
  ): Promise<void>;
  shards(ref: BatchRef): Promise<readonly BatchShard[]>;
  /**
   * Takes a row for one worker until a moment, and counts the attempt. `held` while another worker has it, `settled` when
   * there is nothing more to do.
   */
  claim(ref: BatchRef, row: number, lease: Lease): Promise<Claim>;
  /** Prolongs a lease that ends at `fromMs` until `untilMs`; false, and nothing happens, where it is lost. */
  renew(ref: BatchRef, row: number, fromMs: number, untilMs: number): Promise<boolean>;
  /**
   * Gives a row back unsettled, counting what was paid for it meanwhile. An attempt that is not `isAttempt` counts for nothing.
   * Nothing happens where the lease is lost.
   */
  release(ref: BatchRef, row: number, untilMs: number, usage: BatchUsage, isAttempt: boolean): Promise<void>;
  /** Ends the leases of all rows of a batch: only where whoever held them is known to be gone. */
  breakLeases(ref: BatchRef): Promise<void>;
  /** Settles a row and counts what it took, once; `isShardDone` when it was the last of its shard, whoever settled it. */
  settle(ref: BatchRef, row: number, as: SettledAs, usage: BatchUsage): Promise<{ readonly isShardDone: boolean }>;
  /** Settles a row as erased, however it was settled before. False where its shard is not counted yet. */
  settleErased(ref: BatchRef, row: number): Promise<boolean>;
  /** Counts a row that has an evaluation under its status as it is now; nothing happens where it is counted so already. */
  recount(ref: BatchRef, row: number, as: 'graded' | 'needsReview'): Promise<void>;
  /** Takes rows that failed out of the settled ones of their shard, except those that are invalid. */
  reopenFailed(ref: BatchRef, shard: number, rows: readonly number[]): Promise<void>;

  /**
   * Sets money aside for a batch unless that would pass the cap. Settling is `settleReserve`: the difference between what was
   * set aside and what was paid. What a killed worker set aside stays, because its call may have been paid.
   */
  reserve(ref: BatchRef, usdMicros: number, capUsdMicros: number): Promise<boolean>;
  settleReserve(ref: BatchRef, reservedUsdMicros: number, paidUsdMicros: number): Promise<void>;
  reserved(ref: BatchRef): Promise<number>;
  /** As `reserve`, for a call that is made at this moment: it is told apart from what is paid until `settleCall`. */
  reserveCall(ref: BatchRef, usdMicros: number, capUsdMicros: number, nowMs: number): Promise<boolean>;
  settleCall(ref: BatchRef, reservedUsdMicros: number, paidUsdMicros: number, nowMs: number): Promise<void>;
  spending(ref: BatchRef): Promise<Spending>;
}

/** What counts towards a budget, in millionths of a dollar. */
export interface Spending {
  /** Paid, or perhaps paid by a call that told no tokens. */
  readonly spentUsdMicros: number;
  /** Set aside for calls that are being made, or were when their worker was killed. */
  readonly inFlightUsdMicros: number;
  /** When a call last began or ended, in epoch milliseconds; 0 where none has. */
  readonly changedAtMs: number;
}

/** A row by its question and by its question and answer together. */
export interface RowWork {
  readonly row: number;
  readonly question: string;
  readonly work: string;
}

export interface BatchRef {
  readonly tenantId: TenantId;
  readonly batchId: BatchId;
}

/** Until when a worker has a row, in epoch milliseconds; `nowMs` decides whether another's lease has ended. */
export interface Lease {
  readonly nowMs: number;
  readonly untilMs: number;
}

export type Claim =
  | { readonly outcome: 'claimed'; readonly attempts: number }
  | { readonly outcome: 'held' }
  | { readonly outcome: 'settled'; readonly isShardDone: boolean };

/** The chunks of economy batches. */
export interface ChunkStore {
  /** `exists` when the batch has a chunk of this number; nothing is changed then. */
  create(chunk: EconomyChunk): Promise<'created' | 'exists'>;
  find(ref: BatchRef, number: number): Promise<EconomyChunk | undefined>;
  /** All of a batch, in order of their numbers. */
  list(ref: BatchRef): Promise<readonly EconomyChunk[]>;
  /** Writes `next`, whose revision is the one after `previous`. `stale` when the chunk has changed since; nothing is changed then. */
  replace(previous: EconomyChunk, next: EconomyChunk): Promise<'replaced' | 'stale'>;
}
