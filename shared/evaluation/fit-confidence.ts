import type { ConfidenceWeights } from '../domain/calibration.ts';
import { measuresOf, type PointSignals, startingWeights } from './confidence.ts';

/** A model's verdict on a point that a person has marked too. */
export interface CheckedVerdict extends PointSignals {
  /** The person gave the same verdict. */
  readonly isRight: boolean;
}

export const checkedVerdictsMin = 50;
const stepsMax = 50;
const enoughGain = 1e-10;
const names = ['base', 'agreement', 'own', 'partial', 'altered'] as const;

/**
 * The weights of confidence that the owner's own marks teach; null below 50 marked verdicts, where the starting weights are
 * the better guess.
 *
 * Logistic regression, each weight drawn to its starting value as if by a normal prior of deviation 1: marks that never
 * show a signal leave its weight where it was, and marks that separate perfectly don't drive weights to infinity. Found by
 * Newton steps on a strictly convex function, halved while they don't help, so it is deterministic and independent of the
 * order of the marks up to rounding. On the marks given, it is never less likely than the starting weights.
 */
export function fitConfidence(checked: readonly CheckedVerdict[]): ConfidenceWeights | null {
  if (checked.length < checkedVerdictsMin) return null;
  const rows = checked.map(
    (verdict): Row => ({ x: rowOf({ base: 1, ...measuresOf(verdict) }), isRight: verdict.isRight }),
  );
  const start = rowOf(startingWeights);
  let weights = start;
  let loss = lossOf(rows, weights, start);
  for (let step = 0; step < stepsMax; step += 1) {
    const move = newtonStep(rows, weights, start);
    let size = 1;
    let next = moved(weights, move, size);
    for (; size > 1e-6 && lossOf(rows, next, start) > loss; next = moved(weights, move, size)) size /= 2;
    const nextLoss = lossOf(rows, next, start);
    if (!(nextLoss < loss - enoughGain)) break;
    weights = next;
    loss = nextLoss;
  }
  const [base = 0, agreement = 0, own = 0, partial = 0, altered = 0] = weights;
  return { base, agreement, own, partial, altered };
}

interface Row {
  readonly x: readonly number[];
  readonly isRight: boolean;
}

function rowOf(weights: ConfidenceWeights): number[] {
  return names.map((name) => weights[name]);
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

function moved(weights: readonly number[], move: readonly number[], size: number): number[] {
  return weights.map((weight, index) => weight - size * (move[index] ?? 0));
}

// Minus the logarithm of the likelihood and of the prior, but for constants.
function lossOf(rows: readonly Row[], weights: readonly number[], start: readonly number[]): number {
  const unlikely = rows.reduce((sum, { x, isRight }) => {
    const logit = dot(weights, x);
    const against = isRight ? -logit : logit;
    // log(1 + e^z) without overflow.
    return sum + Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
  }, 0);
  return unlikely + weights.reduce((sum, weight, index) => sum + (weight - (start[index] ?? 0)) ** 2 / 2, 0);
}

function newtonStep(rows: readonly Row[], weights: readonly number[], start: readonly number[]): number[] {
  const gradient = weights.map((weight, index) => weight - (start[index] ?? 0));
  const curvature = weights.map((_, i) => weights.map((__, j) => Number(i === j)));
  for (const { x, isRight } of rows) {
    const chance = 1 / (1 + Math.exp(-dot(weights, x)));
    x.forEach((value, i) => {
      gradient[i] = (gradient[i] ?? 0) + value * (chance - (isRight ? 1 : 0));
      const line = curvature[i] ?? [];
      x.forEach((other, j) => {
        line[j] = (line[j] ?? 0) + chance * (1 - chance) * value * other;
      });
    });
  }
  return solved(curvature, gradient);
}

// Gaussian elimination. The matrix is the identity plus a positive one, so no pivot is below 1.
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, index) => [...line, right[index] ?? 0]);
  lines.forEach((pivotLine, column) => {
    const pivot = pivotLine[column] ?? 1;
    lines.forEach((line, index) => {
      if (index === column) return;
      const factor = (line[column] ?? 0) / pivot;
      pivotLine.forEach((value, at) => {
        line[at] = (line[at] ?? 0) - factor * value;
      });
    });
  });
  return lines.map((line, index) => (line.at(-1) ?? 0) / (line[index] ?? 1));
}
