import { LRUCache } from 'lru-cache';

/** Gives what was made for a key before, or makes it. */
export type Memo<Value> = (key: string, size: number, make: () => Value) => Value;

/**
 * Remembers what is dear to make, as far as the sizes of all that is remembered add up to `sizeMax`: what was not asked for
 * longest is forgotten first, and what is larger than that by itself is never remembered.
 */
export function boundedMemo<Value>(sizeMax: number): Memo<Value> {
  const cache = new LRUCache<string, { readonly value: Value; readonly size: number }>({
    maxSize: sizeMax,
    sizeCalculation: ({ size }) => Math.max(1, size),
  });
  return (key, size, make) => {
    const known = cache.get(key);
    if (known !== undefined) return known.value;
    const value = make();
    cache.set(key, { value, size });
    return value;
  };
}
