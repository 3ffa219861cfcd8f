import { mean as meanOf } from 'simple-statistics';
import * as correlation from '../../shared/evaluation/statistics/correlation.ts';
import {
  accuracy,
  cohenKappa,
  decisionTable,
  macroF1,
  yesShares,
} from '../../shared/evaluation/statistics/decision-table.ts';
import * as distance from '../../shared/evaluation/statistics/distance.ts';
import * as weighted from '../../shared/evaluation/statistics/weighted-kappa.ts';

/* The product's statistics as the benchmark prints them: what can't be had is NaN, which survives arithmetic, not null. */

type Measure = (x: readonly number[], y: readonly number[]) => number;

/** Pearson's r of two equally long lists, -1 to 1. */
export const pearson: Measure = (x, y) => correlation.pearson(x, y) ?? Number.NaN;

/** Spearman's rho, -1 to 1. */
export const spearman: Measure = (x, y) => correlation.spearman(x, y) ?? Number.NaN;

/** The root of the mean squared difference, in units of the values. */
export const rootMeanSquaredError: Measure = (x, y) => distance.rootMeanSquaredError(x, y) ?? Number.NaN;

/** Quadratic weighted kappa of continuous marks, -1 to 1. */
export const quadraticWeightedKappa: Measure = (x, y) => weighted.quadraticWeightedKappa(x, y) ?? Number.NaN;

/** The mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : meanOf(values);
}

/** Accuracy, mean F1 of both classes, Cohen's kappa and the share of yes, of yes/no decisions against the truth. */
export function decisions(
  said: readonly boolean[],
  truth: readonly boolean[],
): { accuracy: number; macroF1: number; kappa: number; yesShare: number } {
  const table = decisionTable(said, truth);
  return {
    accuracy: accuracy(table) ?? Number.NaN,
    macroF1: macroF1(table) ?? Number.NaN,
    kappa: cohenKappa(table) ?? Number.NaN,
    yesShare: yesShares(table).first ?? Number.NaN,
  };
}
