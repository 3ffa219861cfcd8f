import type { CalibrationMap } from '../../domain/calibration.ts';

interface Block {
  readonly coverage: number;
  readonly human: number;
  readonly marks: number;
}

/**
 * The rising step function nearest to the marks in the sense of least squares, as the centres of its blocks: pool
 * adjacent violators (PAVA), ties of coverage pooled first. At least one mark.
 *
 * Ties come first because their order is chance: pooled one by one, what they give would depend on it. Neighbours of
 * equal marks stay apart, so that a level stretch stays level between its ends.
 * @see Ayer et al., "An empirical distribution function for sampling with incomplete information" (1955)
 */
export function isotonicMap(marked: readonly { readonly coverage: number; readonly human: number }[]): CalibrationMap {
  const tied = [...Map.groupBy(marked, ({ coverage }) => coverage)]
    .map(([coverage, ties]) =>
      tiedBlock(
        coverage,
        ties.map(({ human }) => human),
      ),
    )
    .sort((a, b) => a.coverage - b.coverage);
  const blocks: Block[] = [];
  for (const next of tied) {
    let block = next;
    for (let last = blocks.at(-1); last !== undefined && last.human > block.human; last = blocks.at(-1)) {
      blocks.pop();
      block = pooled(last, block);
    }
    blocks.push(block);
  }
  return { kind: 'isotonic', blocks: blocks.map(({ coverage, human }) => ({ coverage, human })) };
}

// Summed in order of the marks, because a last digit may decide whether two blocks are pooled.
function tiedBlock(coverage: number, humans: readonly number[]): Block {
  const sum = humans.toSorted((a, b) => a - b).reduce((total, human) => total + human, 0);
  return { coverage, human: Math.min(1, sum / humans.length), marks: humans.length };
}

function pooled(a: Block, b: Block): Block {
  const marks = a.marks + b.marks;
  const weighted = (ofA: number, ofB: number): number => (a.marks * ofA + b.marks * ofB) / marks;
  return { coverage: weighted(a.coverage, b.coverage), human: Math.min(1, weighted(a.human, b.human)), marks };
}
