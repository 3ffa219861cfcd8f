import { base32Of } from '../domain/base32.ts';
import type { Services } from './context.ts';
import { heldLease } from './held-lease.ts';

/** What several workers may want to work on: one of them at a time, by a lease that is written in it. */
export interface Leased {
  readonly lease: { readonly holder: string; readonly untilMs: number } | null;
  readonly revision: number;
}

/** Where one such thing is kept. `replace` writes the revision after the one that is there, or nothing. */
export interface LeasedStore<Thing extends Leased> {
  find(): Promise<Thing | undefined>;
  replace(previous: Thing, next: Thing): Promise<'replaced' | 'stale'>;
}

/** Something that one worker has for itself, for as long as it lives. */
export interface Held<Thing extends Leased> {
  /** As it was written last. */
  readonly thing: Thing;
  /** Writes a change and holds the thing anew. @throws LeaseLost where another worker has it by now, or it is gone */
  save(change: Partial<Thing>): Promise<void>;
  /** Gives it back, changed. @throws LeaseLost */
  release(change: Partial<Thing>): Promise<void>;
  /** Prolongs the lease no more, and leaves the thing as it is. */
  end(): Promise<void>;
}

/** Thrown where a worker was slower than its lease: another goes on from what was written, and this one stops. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Takes a thing by a lease, which is prolonged each time a third of it has gone by until the thing is given back: however long
 * work on it takes, it stays with a worker that is alive. Null where another worker has it, it is not to be taken, or there is
 * none.
 *
 * @param taking what else is written when it is taken; null where it is not to be taken
 */
export async function holdLease<Thing extends Leased>(
  { clock, random }: Pick<Services, 'clock' | 'random'>,
  store: LeasedStore<Thing>,
  leaseMs: number,
  taking: (found: Thing) => Partial<Thing> | null,
): Promise<Held<Thing> | null> {
  const found = await store.find();
  if (found === undefined || (found.lease !== null && found.lease.untilMs > clock().getTime())) return null;
  const first = taking(found);
  if (first === null) return null;
  const holder = base32Of(random(10));
  let thing = found;
  let writing: Promise<unknown> = Promise.resolve();
  // One after another: each names the revision that the one before it made.
  const write = (change: () => Partial<Thing>): Promise<boolean> => {
    const written = writing.then(() => replaced(change()));
    writing = written.catch(() => undefined);
    return written;
  };
  const replaced = async (change: Partial<Thing>): Promise<boolean> => {
    const next = { ...thing, ...change, revision: thing.revision + 1 };
    if ((await store.replace(thing, next)) === 'stale') {
      // After a lost reply the write of before may have been our own.
      const now = await store.find();
      if (now?.revision !== next.revision || now.lease?.holder !== holder) return false;
    }
    thing = next;
    return true;
  };
  const held = (change: Partial<Thing>, untilMs = clock().getTime() + leaseMs): Partial<Thing> => ({
    ...change,
    lease: { holder, untilMs },
  });
  if (!(await write(() => held(first)))) return null;
  const renew = (_: number, untilMs: number): Promise<boolean> => write(() => held({}, untilMs));
  const lease = heldLease({ clock }, renew, clock().getTime() + leaseMs, leaseMs);
  return {
    get thing() {
      return thing;
    },
    async save(change) {
      if (await write(() => held(change))) return;
      await lease.end();
      throw new LeaseLost();
    },
    async release(change) {
      await lease.end();
      if (!(await write(() => ({ ...change, lease: null })))) throw new LeaseLost();
    },
    async end() {
      await lease.end();
      await writing;
    },
  };
}
