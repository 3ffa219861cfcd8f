import * as z from 'zod';
import type { Batch } from '../../domain/batch.ts';
import type { BatchRow } from '../../domain/batch-row.ts';
import { BatchId, TenantId } from '../../domain/ids.ts';
import type { BatchRef, BatchStore } from '../../ports/batches.ts';
import { dynamoBatchReserve } from './batch-reserve.ts';
import { dynamoBatchShards } from './batch-shards.ts';
import type { TableClient } from './client.ts';
import { eraseItem, isAbsent, readItem, readItems, readRange, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, ofPerson, ranges, timeOrder } from './keys.ts';
import { listPage } from './list-page.ts';
import { follows } from './revision.ts';
import { writeItems } from './write-items.ts';

/**
 * Batches in the table: one item for the batch, one for each row and each failure, one for each shard of rows, and a marker
 * among the active ones, which is written before the batch, so that no batch can be forgotten.
 * After a lost reply `create` may say `exists` and `replace` may say `stale` of the caller's own write: whoever reads finds it.
 */
export function dynamoBatchStore(table: TableClient): BatchStore {
  const activate = async (ref: BatchRef): Promise<void> => {
    await writeItem(table, { ...keys.activeBatch(ref), ...ref }, null);
  };
  return {
    async create(batch) {
      await activate(refOf(batch));
      const isCreated = await writeItem(table, batchItem(batch), isAbsent);
      // And again: a sweep takes a marker without a batch away.
      await activate(refOf(batch));
      return isCreated ? 'created' : 'exists';
    },
    find: (tenantId, batchId) => readItem(table, keys.batch({ tenantId, batchId }), items.batch),
    list: (tenantId, page) =>
      listPage(table, { list: lists.batches(tenantId), order: 'descending', filters: [], codec: items.batch }, page),
    async replace(previous, next) {
      const isReplaced = await writeItem(table, batchItem(next), follows(previous.revision + 1));
      return isReplaced ? 'replaced' : 'stale';
    },

    active: async () => (await readItems(table, ranges.activeBatches)).map((item) => ActiveBatch.parse(item)),
    activate,
    deactivate: (ref) => eraseItem(table, keys.activeBatch(ref)),

    addRows: (ref, rows) =>
      writeItems(
        table,
        rows.map((row) => ({
          ...keys.batchRow(ref, row.row),
          ...items.batchRow.encode(row),
          ...ofPerson(ref.tenantId, row.candidate, `batch-row#${ref.batchId}#${row.row}`),
          ...outlineOf(row),
          batchId: ref.batchId,
        })),
      ),
    row: (ref, row) => readItem(table, keys.batchRow(ref, row), items.batchRow),
    rows: (ref, first, last) => readRange(table, ranges.batchRows(ref, [first, last]), items.batchRow),
    async eraseRows(ref) {
      for (const range of [ranges.batchRows(ref), ranges.batchFailures(ref)])
        for (const { pk, sk } of await readItems(table, range, ['pk', 'sk']))
          await eraseItem(table, { pk: String(pk), sk: String(sk) });
    },
    works: async (ref) =>
      (await readItems(table, ranges.batchRows(ref), ['row', 'question', 'work'])).map((item) => RowWork.parse(item)),
    addFailures: (ref, failures) =>
      writeItems(
        table,
        failures.map((failure) => ({
          ...keys.batchFailure(ref, failure.row),
          ...items.rowFailure.encode(failure),
          ...ofPerson(ref.tenantId, failure.candidate, `row-failure#${ref.batchId}#${failure.row}`),
          batchId: ref.batchId,
        })),
      ),
    failures: (ref, first, last) => readRange(table, ranges.batchFailures(ref, [first, last]), items.rowFailure),

    ...dynamoBatchShards(table),
    ...dynamoBatchReserve(table),
  };
}

const ActiveBatch = z.object({ tenantId: TenantId, batchId: BatchId });
const RowWork = z.object({ row: z.number(), question: z.string(), work: z.string() });

function refOf({ tenantId, id }: Batch): BatchRef {
  return { tenantId, batchId: id };
}

function batchItem(batch: Batch): Record<string, unknown> {
  return {
    ...keys.batch(refOf(batch)),
    ...items.batch.encode(batch),
    ...listed(lists.batches(batch.tenantId), timeOrder(batch.createdAt, batch.id)),
    revision: batch.revision,
  };
}

function outlineOf({ row, question, work }: BatchRow): Record<string, unknown> {
  return { row, question: question.source === 'kept' ? question.id : question.content.prompt.slice(0, 80), work };
}
