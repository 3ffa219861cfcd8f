import type { CalibrationMap } from '../../domain/calibration.ts';

/**
 * The share that a map makes of a coverage: never less for more coverage, and outside 0 to 1 where a line leaves it.
 */
export function mappedShare(map: CalibrationMap, coverage: number): number {
  switch (map.kind) {
    case 'identity':
      return coverage;
    case 'line':
      return map.intercept + map.slope * coverage;
    case 'isotonic':
      return between(map.blocks, coverage);
  }
}

// Linear between the centres of neighbouring blocks, level before the first and after the last.
function between(blocks: readonly { readonly coverage: number; readonly human: number }[], coverage: number): number {
  const next = blocks.find((block) => block.coverage >= coverage);
  const before = blocks.findLast((block) => block.coverage < coverage);
  if (next === undefined || before === undefined) return (next ?? before)?.human ?? coverage;
  const part = (coverage - before.coverage) / (next.coverage - before.coverage);
  // In this form rounding can't lead past either end.
  return before.human * (1 - part) + next.human * part;
}
