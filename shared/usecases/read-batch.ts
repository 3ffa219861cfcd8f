import type { Batch, BatchProgress } from '../domain/batch.ts';
import { addUsage, countsOf, usageOfShards } from '../domain/batch-shard.ts';
import { Fault } from '../domain/fault.ts';
import type { BatchId } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context } from './context.ts';

/** A batch and how far it is. @throws Fault `forbidden`; `not-found`, the same for a missing batch and another tenant's */
export async function readBatch(context: Context, id: BatchId): Promise<BatchProgress> {
  requireScope(context.principal, 'batches:read');
  return progressOf(context, await findBatch(context, id));
}

/** The batches of the tenant, newest first. @throws Fault `forbidden` */
export async function listBatches(context: Context, page: PageRequest): Promise<Page<Batch>> {
  requireScope(context.principal, 'batches:read');
  return context.batches.list(context.principal.tenantId, page);
}

/** How far a batch is. */
export async function progressOf({ batches, chunks, clock }: Context, batch: Batch): Promise<BatchProgress> {
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  const [shards, imported] = await Promise.all([batches.shards(ref), batch.mode === 'economy' ? chunks.list(ref) : []]);
  const usage = imported.reduce((sum, chunk) => addUsage(sum, chunk.usage), usageOfShards(shards));
  return { batch, counts: countsOf(shards, clock().getTime()), usage };
}

/** A batch of the principal's tenant. The scope is the caller's to require. @throws Fault `not-found` */
export async function findBatch({ batches, principal }: Context, id: BatchId): Promise<Batch> {
  const batch = await batches.find(principal.tenantId, id);
  if (batch === undefined) throw new Fault('not-found', `No batch ${id}.`);
  return batch;
}
