import type { EconomyChunk } from '../domain/economy.ts';
import type { BatchRef } from '../ports/batches.ts';
import type { Services } from './context.ts';
import { holdLease } from './hold-lease.ts';

/** A chunk that one worker has for itself, for as long as it lives. */
export interface HeldChunk {
  readonly ref: BatchRef;
  /** As it was written last. */
  readonly chunk: EconomyChunk;
  /** Writes a change and holds the chunk anew. @throws LeaseLost where another worker has it by now */
  save(change: Partial<EconomyChunk>): Promise<void>;
  /** Gives it back, to be looked at again from `dueMs` on. @throws LeaseLost */
  release(dueMs: number): Promise<void>;
}

/** Takes a chunk by a lease that lasts as long as its worker lives. Null where another worker has it, or there is none. */
export async function holdChunk(
  services: Pick<Services, 'chunks' | 'clock' | 'random'>,
  ref: BatchRef,
  number: number,
  leaseMs: number,
): Promise<HeldChunk | null> {
  const { chunks } = services;
  const store = {
    find: () => chunks.find(ref, number),
    replace: (previous: EconomyChunk, next: EconomyChunk) => chunks.replace(previous, next),
  };
  const held = await holdLease(services, store, leaseMs, () => ({}));
  if (held === null) return null;
  return {
    ref,
    get chunk() {
      return held.thing;
    },
    save: (change) => held.save(change),
    release: (dueMs) => held.release({ dueMs }),
  };
}
