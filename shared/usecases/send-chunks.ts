import type { Batch } from '../domain/batch.ts';
import { nothingUsed, openRowsIn } from '../domain/batch-shard.ts';
import { type ChunkSize, cutChunks, type EconomyChunk, isAtProvider, usualChunkSize } from '../domain/economy.ts';
import type { BatchRef } from '../ports/batches.ts';
import type { Services } from './context.ts';

/**
 * Hints at every chunk of an economy batch that has open rows, cuts the chunks that are missing, and sets those going again that
 * were done. Told twice it cuts the same chunks and writes none twice.
 *
 * @returns how many rows wait
 */
export async function sendChunks(services: Services, batch: Batch, size: ChunkSize = usualChunkSize): Promise<number> {
  const { batches, chunks, clock } = services;
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  const nowMs = clock().getTime();
  const open = await openRowsOf(services, ref);
  let listed = await chunks.list(ref);
  if (!areAllIn(listed, open)) {
    for (const [number, works] of cutChunks(await batches.works(ref), size).entries())
      await chunks.create({ ...ref, number, works, ...newChunk, dueMs: nowMs });
    listed = await chunks.list(ref);
  }
  const unfinished = listed.filter(({ works }) => works.some((rows) => rows.some((row) => open.has(row))));
  for (const chunk of unfinished) {
    // Stale where a worker has it: then it is not done.
    if (chunk.phase.is === 'done')
      await chunks.replace(chunk, { ...chunk, phase: { is: 'judging' }, dueMs: nowMs, revision: chunk.revision + 1 });
  }
  await tell(services, ref, unfinished);
  return open.size;
}

/**
 * Looks after the chunks of an economy batch: hints at those that are due, which are all that are not done while it is graded,
 * and after that those of which the provider still has something. Open rows that no chunk works on get one.
 *
 * @param when `now` waits for no date
 */
export async function sendDueChunks(services: Services, batch: Batch, when: 'due' | 'now' = 'due'): Promise<void> {
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  const nowMs = services.clock().getTime();
  const listed = await services.chunks.list(ref);
  const working = listed.filter(({ phase }) => phase.is !== 'done');
  if (batch.state === 'grading' && !areAllIn(working, await openRowsOf(services, ref))) {
    await sendChunks(services, batch);
    return;
  }
  const due = listed.filter((chunk) => {
    const isHeld = chunk.lease !== null && chunk.lease.untilMs > nowMs;
    const isDue = when === 'now' || chunk.dueMs <= nowMs;
    const isOpen = batch.state === 'grading' && chunk.phase.is !== 'done';
    // What was begun of a batch that has just been ended is tidied up.
    const isBegun = when === 'now' && chunk.phase.is === 'judging' && chunk.submission > 0;
    return !isHeld && isDue && (isOpen || isBegun || isAtProvider(chunk));
  });
  await tell(services, ref, due);
}

/** Whether the provider has anything of an economy batch: then somebody has to look after it, though it may be over. */
export async function hasChunksAtProvider({ chunks }: Pick<Services, 'chunks'>, batch: Batch): Promise<boolean> {
  if (batch.mode !== 'economy') return false;
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  return (await chunks.list(ref)).some(isAtProvider);
}

async function openRowsOf({ batches }: Services, ref: BatchRef): Promise<ReadonlySet<number>> {
  return new Set((await batches.shards(ref)).flatMap((shard) => openRowsIn(shard, null)));
}

function areAllIn(chunks: readonly EconomyChunk[], rows: ReadonlySet<number>): boolean {
  const held = new Set(chunks.flatMap(({ works }) => works.flat()));
  return rows.isSubsetOf(held);
}

async function tell({ queue }: Services, ref: BatchRef, chunks: readonly EconomyChunk[]): Promise<void> {
  const { tenantId, batchId } = ref;
  if (chunks.length === 0) return;
  await queue.send(
    chunks.map(({ number }) => ({ kind: 'advance-chunk', tenantId, batchId, chunk: number }) as const),
    0,
  );
}

const newChunk = {
  revision: 1,
  lease: null,
  phase: { is: 'judging' },
  round: 0,
  submission: 0,
  refusals: 0,
  dialect: null,
  leftovers: [],
  usage: nothingUsed,
} satisfies Partial<EconomyChunk>;
