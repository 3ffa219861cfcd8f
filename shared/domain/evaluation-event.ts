import type { DimensionVerdict, Gate, MisconceptionFinding, PointVerdict } from './evaluation.ts';

/**
 * What is told of an evaluation while it is made: verdicts as soon as they are verified, a later one on the same part in the
 * place of the earlier one. `settled`: it is there, or was given up; whoever wants to know looks.
 */
export type EvaluationEvent = JudgingEvent | { readonly kind: 'settled' };

export type JudgingEvent =
  | { readonly kind: 'gate'; readonly gate: Gate }
  | { readonly kind: 'point'; readonly point: PointVerdict }
  | { readonly kind: 'misconception'; readonly misconception: MisconceptionFinding }
  | { readonly kind: 'dimension'; readonly dimension: DimensionVerdict };
