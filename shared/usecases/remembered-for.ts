import type { Services } from './context.ts';

const entriesMax = 1_000;

/**
 * A reader that is asked anew for the same arguments only when what it said is older than this; at once where it failed.
 * Callers at the same time share one call.
 */
export function rememberedFor<Args extends readonly (string | number | null)[], Value>(
  ms: number,
  clock: () => Date,
  read: (...args: Args) => Promise<Value>,
): (...args: Args) => Promise<Value> {
  const known = new Map<string, { readonly atMs: number; readonly value: Promise<Value> }>();
  return (...args) => {
    const key = JSON.stringify(args);
    const nowMs = clock().getTime();
    const earlier = known.get(key);
    if (earlier !== undefined && Math.abs(nowMs - earlier.atMs) < ms) return earlier.value;
    if (known.size >= entriesMax) known.clear();
    const value = read(...args);
    const entry = { atMs: nowMs, value };
    known.set(key, entry);
    value.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    return value;
  };
}

/** Services that remember for a while what every row of a batch needs. */
export function withShortMemory(services: Services, ms: number): Services {
  const { calibrations, questions, marks, clock } = services;
  return {
    ...services,
    calibrations: { ...calibrations, find: rememberedFor(ms, clock, calibrations.find) },
    questions: { ...questions, version: rememberedFor(ms, clock, questions.version) },
    marks: { ...marks, list: rememberedFor(ms, clock, marks.list) },
  };
}
