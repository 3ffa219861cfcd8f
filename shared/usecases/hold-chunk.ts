import { base32Of } from '../domain/base32.ts';
import type { EconomyChunk } from '../domain/economy.ts';
import type { BatchRef } from '../ports.ts';
import type { Services } from './context.ts';

/** A chunk that one worker has for itself, for as long as it lives. */
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

/**
 * Takes a chunk by a lease, which is prolonged each time a third of it has gone by until the chunk is given back: however long a
 * file is on its way or judging takes, the chunk stays with a worker that is alive. Null where another worker has it, or there
 * is none.
 */
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
  let writing: Promise<unknown> = Promise.resolve();
  // One after another: each names the revision that the one before it made.
  const write = (change: () => Partial<EconomyChunk>): Promise<boolean> => {
    const written = writing.then(() => replaced(change()));
    writing = written.catch(() => undefined);
    return written;
  };
  const replaced = async (change: Partial<EconomyChunk>): Promise<boolean> => {
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
  if (!(await write(() => ({ lease: lease() })))) return null;
  const timer = setInterval(() => {
    write(() => ({ lease: lease() })).then(
      (isHeld) => isHeld || clearInterval(timer),
      // The table is busy: there is time for another try, and at worst the lease ends.
      () => undefined,
    );
  }, leaseMs / 3);
  return {
    ref,
    get chunk() {
      return chunk;
    },
    async save(change) {
      if (await write(() => ({ ...change, lease: lease() }))) return;
      clearInterval(timer);
      throw new ChunkLost();
    },
    async release(dueMs) {
      clearInterval(timer);
      if (!(await write(() => ({ lease: null, dueMs })))) throw new ChunkLost();
    },
  };
}
