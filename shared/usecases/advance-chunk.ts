import { type Batch, isOver } from '../domain/batch.ts';
import type { BatchRef } from '../ports/batches.ts';
import type { Model, ProviderBatches } from '../ports/models.ts';
import { eraseChunkFiles } from './chunk-files.ts';
import type { Services } from './context.ts';
import { type HeldChunk, holdChunk } from './hold-chunk.ts';
import { LeaseLost } from './hold-lease.ts';
import { eraseLeftovers, importChunk } from './import-chunk.ts';
import { judgeChunk } from './judge-chunk.ts';
import { stopBatch } from './settle-row.ts';
import { recoverSubmission, submitChunk } from './submit-chunk.ts';

/** How chunks of economy batches are worked on. */
export interface ChunkPolicy {
  /** How long a chunk stays with a worker that is not heard of any more. */
  readonly leaseMs: number;
  /** How long the provider is left in peace between two looks at a batch of it. */
  readonly pollAfterMs: number;
  /** How often a request is handed over while it fails, in one run of the batch. */
  readonly triesMax: number;
  /** How often, and after which wait, a chunk is handed over again that the provider or the budget has no room for: for over a day. */
  readonly refusalsMax: number;
  readonly roomAfterMs: number;
  /** How many looks in a row find nothing of a provider batch before it counts as lost. */
  readonly missesMax: number;
}

export const defaultChunkPolicy: ChunkPolicy = {
  leaseMs: 900_000,
  pollAfterMs: 60_000,
  triesMax: 3,
  refusalsMax: 100,
  roomAfterMs: 900_000,
  missesMax: 10,
};

/**
 * Does whatever can be done for a chunk of an economy batch now: judges what replies allow, hands over what is missing, looks
 * whether the provider is done, takes in what came, and begins again. It ends where it would have to wait; a sweep comes back.
 * Told twice, late or after a worker was killed it goes on from what was written.
 */
export async function advanceChunk(
  services: Services,
  ref: BatchRef,
  number: number,
  policy: ChunkPolicy = defaultChunkPolicy,
): Promise<void> {
  const held = await holdChunk(services, ref, number, policy.leaseMs);
  if (held === null) return;
  const nowMs = (): number => services.clock().getTime();
  try {
    const waitMs = await advance(services, held, policy);
    await held.release(nowMs() + waitMs);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    // Where even this fails the lease runs out by itself.
    await held.release(nowMs()).catch(() => undefined);
    throw error;
  }
}

/** @returns how long to wait before there may be more to do, in milliseconds */
async function advance(services: Services, held: HeldChunk, policy: ChunkPolicy): Promise<number> {
  for (;;) {
    const batch = await services.batches.find(held.ref.tenantId, held.ref.batchId);
    if (batch === undefined) return policy.pollAfterMs;
    const { model, providerBatches: provider } = services;
    if (model === null || provider === null) {
      await stopBatch(services, batch, 'no model is configured where economy batches are graded');
      return policy.pollAfterMs;
    }
    await eraseLeftovers(provider, held);
    const waitMs = await step(services, { model, provider, batch, held, policy });
    if (waitMs !== null) return waitMs;
  }
}

interface Step {
  readonly model: Model;
  readonly provider: ProviderBatches;
  readonly batch: Batch;
  readonly held: HeldChunk;
  readonly policy: ChunkPolicy;
}

// Null where the next step can follow at once.
async function step(services: Services, at: Step): Promise<number | null> {
  const { provider, batch, held, policy } = at;
  const { phase } = held.chunk;
  switch (phase.is) {
    case 'done':
      return policy.pollAfterMs;
    case 'judging':
      return judgeAndSubmit(services, at);
    case 'submitting':
      await recoverSubmission(provider, held, phase);
      return null;
    case 'waiting':
      switch (await importChunk(services, provider, batch, held, phase, policy)) {
        case 'running':
          return policy.pollAfterMs;
        case 'imported':
          return null;
        case 'no-room':
          await eraseLeftovers(provider, held);
          return policy.roomAfterMs;
      }
  }
}

async function judgeAndSubmit(
  services: Services,
  { model, provider, batch, held, policy }: Step,
): Promise<number | null> {
  const isGoing = !isOver(batch);
  // Nothing is begun for a batch that was ended; what came in meanwhile is kept.
  if (!isGoing && held.chunk.round === 0) {
    await eraseChunkFiles(services, held.chunk);
    return policy.pollAfterMs;
  }
  const { wanted, openRows, isHalfDone } = await judgeChunk(services, batch, held.chunk, model, policy.triesMax);
  if (openRows === 0) {
    // Before it is done: nobody looks at it again.
    await eraseChunkFiles(services, held.chunk);
    await held.save({ phase: { is: 'done' } });
  } else if (isGoing && wanted.length > 0) {
    const needsRoom = await submitChunk(services, provider, batch, held, wanted, model.name);
    if (needsRoom) return policy.roomAfterMs;
    // It was stopped: what becomes of its files is looked at once more.
    if (held.chunk.phase.is === 'judging') return null;
  } else if (!isGoing && !isHalfDone) {
    await eraseChunkFiles(services, held.chunk);
  }
  return policy.pollAfterMs;
}
