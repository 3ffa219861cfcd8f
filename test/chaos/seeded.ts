import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chances that come out the same for the same seed. */
export interface Seeded {
  /** From 0 up to but without 1. */
  next(): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** @param seed a whole number; each process of a run takes another one */
export function seeded(seed: number): Seeded {
  const generator = xoroshiro128plus(seed);
  const next = (): number => (generator.next() >>> 0) / 2 ** 32;
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    happens: (probability) => next() < probability,
    between,
    shuffled(items) {
      const left = [...items];
      return items.flatMap(() => left.splice(between(0, left.length - 1), 1));
    },
  };
}
