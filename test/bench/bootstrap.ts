/** A range that holds 95 % of what a figure is when the answers are drawn anew. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Printed with every report: the same file gives the same intervals. */
export const seed = 20_261;
const draws = 1000;

/**
 * The percentile bootstrap: the figure of a thousand draws of as many answers, with replacement, from the 2.5 % to the
 * 97.5 % mark. Null where the figure can't be had in one of ten draws or more. @see Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, chapter 13
 */
export function bootstrapInterval<Item>(
  items: readonly Item[],
  figureOf: (drawn: readonly Item[]) => number,
): Interval | null {
  const random = randomFrom(seed);
  const drawOne = (): Item[] => items.map((item) => items.at(Math.floor(random() * items.length)) ?? item);
  const figures = Array.from({ length: items.length === 0 ? 0 : draws }, () => figureOf(drawOne()))
    .filter((figure) => !Number.isNaN(figure))
    .sort((a, b) => a - b);
  const [low, high] = [0.025, 0.975].map((share) => figures[Math.round(share * (figures.length - 1))]);
  return low === undefined || high === undefined || figures.length <= 0.9 * draws ? null : { low, high };
}

// mulberry32: small, public domain, and good enough to draw by. @see github.com/bryc/code, PRNGs
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
