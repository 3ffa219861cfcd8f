import { base32Of } from '../domain/base32.ts';
import type { EconomyChunk } from '../domain/economy.ts';
import type { BatchRef } from '../ports.ts';
import type { Services } from './context.ts';

/** A chunk that one worker has for itself. */
export interface HeldChunk {
  readonly ref: BatchRef;
  /** As it was written last. */
  readonly chunk: EconomyChunk;
  /** Writes a change and holds the chunk anew. @throws ChunkLost where another worker has it by now */
  save(change: Partial<EconomyChunk>): Promise<void>;
  /** Gives it back, to be looked at again from `dueMs` on. @throws ChunkLost */
  release(dueMs: number): Promise<void>;
}

/** Thrown where a worker was slower than its lease: another goes on from what was written, and this one stops. */
export class ChunkLost extends Error {
  override readonly name = 'ChunkLost';
}

/** Takes a chunk by a lease. Null where another worker has it, or there is none. */
export async function holdChunk(
  { chunks, clock, random }: Pick<Services, 'chunks' | 'clock' | 'random'>,
  ref: BatchRef,
  number: number,
  leaseMs: number,
): Promise<HeldChunk | null> {
  const found = await chunks.find(ref, number);
  if (found === undefined || (found.lease !== null && found.lease.untilMs > clock().getTime())) return null;
  const holder = base32Of(random(10));
  let chunk = found;
  const write = async (change: Partial<EconomyChunk>): Promise<boolean> => {
    const next = { ...chunk, ...change, revision: chunk.revision + 1 };
    if ((await chunks.replace(chunk, next)) === 'stale') {
      // After a lost reply the write of before may have been our own.
      const now = await chunks.find(ref, number);
      if (now?.revision !== next.revision || now.lease?.holder !== holder) return false;
    }
    chunk = next;
    return true;
  };
  const lease = () => ({ holder, untilMs: clock().getTime() + leaseMs });
  if (!(await write({ lease: lease() }))) return null;
  return {
    ref,
    get chunk() {
      return chunk;
    },
    async save(change) {
      if (!(await write({ ...change, lease: lease() }))) throw new ChunkLost();
    },
    async release(dueMs) {
      if (!(await write({ lease: null, dueMs }))) throw new ChunkLost();
    },
  };
}
